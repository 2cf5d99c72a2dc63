#include "core/analysis/roi_names.h"

#include <cctype>
#include <map>
#include <vector>

#include "core/base/text_ends.h"

namespace cortiscope {
namespace {

bool is_separator(char c) { return c == '.' || c == '_' || c == '-' || c == ' '; }

/// Without a hemisphere's name at its start or end, and without the end of HCP's names.
std::string without_hemisphere(std::string roi) {
  const std::string kHcpEnd = "_ROI";
  if (ends_with(roi, kHcpEnd)) roi.resize(roi.size() - kHcpEnd.size());
  for (const std::string side : {"lh", "rh", "L", "R", "left", "right"}) {
    if (roi.size() < side.size() + 2) continue;
    const std::size_t rest = roi.size() - side.size() - 1;
    if (starts_with(roi, side) && is_separator(roi[side.size()]))
      return roi.substr(side.size() + 1);
    if (ends_with(roi, side) && is_separator(roi[rest])) return roi.substr(0, rest);
  }
  return roi;
}

/// Small letters and digits only.
std::string plain(const std::string& name) {
  std::string text;
  for (const char c : name) {
    if (!is_separator(c)) text += char(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

/// The names of each area and its parts.
const std::map<std::string, std::vector<std::string>>& names_of_areas() {
  static const std::map<std::string, std::vector<std::string>> names = {
      {"V1", {"V1", "V1v", "V1d", "V1_exvivo", "V1_exvivo.thresh"}},
      {"V2", {"V2", "V2v", "V2d", "V2_exvivo", "V2_exvivo.thresh"}},
      {"V3", {"V3", "V3v", "V3d"}},
      {"hV4", {"hV4"}},
      {"OFA", {"OFA", "IOG-faces"}},
      {"OWFA", {"OWFA"}},
      {"EBA", {"EBA"}},
      {"OPA", {"OPA", "TOS-places"}},
      {"FFA", {"FFA", "FFA-1", "FFA-2", "pFus-faces", "mFus-faces"}},
      {"FBA", {"FBA", "FBA-1", "FBA-2", "OTS-bodies"}},
      {"PPA", {"PPA", "CoS-places"}},
      {"VWFA", {"VWFA", "VWFA-1", "VWFA-2", "pOTS-words", "mOTS-words"}},
      {"RSC", {"RSC", "MPA"}}};
  return names;
}

/// The area of each plain name.
std::map<std::string, std::string> areas_by_name() {
  std::map<std::string, std::string> areas;
  for (const auto& [area, names] : names_of_areas()) {
    for (const std::string& name : names) areas[plain(name)] = area;
  }
  return areas;
}

}  // namespace

std::string area_of_roi(const std::string& roi) {
  static const std::map<std::string, std::string> areas = areas_by_name();
  const std::string own = without_hemisphere(roi);
  const auto found = areas.find(plain(own));
  return found == areas.end() ? own : found->second;
}

bool is_of_area(const std::string& roi, const std::string& area) {
  const std::string wanted = plain(area);
  return plain(without_hemisphere(roi)) == wanted || plain(area_of_roi(roi)) == wanted;
}

}  // namespace cortiscope
