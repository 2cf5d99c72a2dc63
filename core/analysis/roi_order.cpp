#include "core/analysis/roi_order.h"

#include <set>

#include "core/base/error.h"

namespace cortiscope {
namespace {

std::string trimmed(const std::string& text) {
  const char* const kSpace = " \t";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(trimmed(text.substr(start, end - start)));
    start = end + 1;
  }
  return parts;
}

constexpr const char* kSyntax =
    "commas between stages, + between the areas of one, such as V1,V2,V3,hV4,OFA+EBA,FFA+PPA";

}  // namespace

RoiOrder default_roi_order() {
  return {"common",
          {{{"V1"}},
           {{"V2"}},
           {{"V3"}},
           {{"hV4"}},
           {{"OFA", "OWFA", "EBA", "OPA"}},
           {{"FFA", "FBA", "PPA", "VWFA", "RSC"}}}};
}

std::vector<RoiOrder> default_routes() {
  return {{"ventral", {{{"V1"}}, {{"V2"}}, {{"V3"}}, {{"hV4"}}, {{"FFA", "PPA", "VWFA"}}}},
          {"lateral", {{{"V1"}}, {{"V2"}}, {{"V3"}}, {{"EBA", "OFA"}}}},
          {"dorsal", {{{"V1"}}, {{"V2"}}, {{"V3"}}, {{"OPA", "RSC"}}}}};
}

RoiOrder parse_roi_order(const std::string& text, const std::string& option) {
  RoiOrder order{"common", {}};
  std::set<std::string> seen;
  for (const std::string& stage : split(text, ',')) {
    order.stages.emplace_back();
    for (std::string& area : split(stage, '+')) {
      if (area.empty()) {
        throw option_error(ErrorKind::kBadValue, option,
                           "expected an area, found an empty name in " + in_quotes(text), kSyntax);
      }
      if (!seen.insert(area).second) {
        throw option_error(ErrorKind::kBadValue, option,
                           "expected each area once, found " + in_quotes(area) + " twice");
      }
      order.stages.back().areas.push_back(std::move(area));
    }
  }
  if (order.stages.size() < 2) {
    throw option_error(ErrorKind::kBadValue, option,
                       "expected at least 2 stages, found " + in_quotes(text), kSyntax);
  }
  return order;
}

RoiOrder parse_route(const std::string& text, const std::string& option) {
  const std::size_t colon = text.find(':');
  const std::string name = trimmed(text.substr(0, colon));
  if (colon == std::string::npos || name.empty()) {
    throw option_error(ErrorKind::kBadValue, option,
                       "expected a name before the areas, found " + in_quotes(text),
                       "such as ventral:V1,V2,V3,hV4,FFA+PPA");
  }
  RoiOrder route = parse_roi_order(text.substr(colon + 1), option);
  route.name = name;
  return route;
}

std::string to_text(const RoiStage& stage) {
  std::string text;
  for (const std::string& area : stage.areas) text += (text.empty() ? "" : "+") + area;
  return text;
}

std::string to_text(const RoiOrder& order) {
  std::string text;
  for (const RoiStage& stage : order.stages) text += (text.empty() ? "" : ",") + to_text(stage);
  return text;
}

}  // namespace cortiscope
