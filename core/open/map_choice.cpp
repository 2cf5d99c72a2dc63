#include "core/open/map_choice.h"

#include <algorithm>
#include <charconv>

#include "core/base/error.h"

namespace cortiscope {
namespace {

bool is_file(const std::string& name) {
  std::error_code ignored;
  return !name.empty() && std::filesystem::exists(name, ignored);
}

/// Some formats number the maps that have no name.
bool is_named(const std::vector<std::string>& names, std::size_t map) {
  return !names[map].empty() && names[map] != std::to_string(map + 1) &&
         std::count(names.begin(), names.end(), names[map]) == 1;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 8;
  std::string text;
  for (std::size_t k = 0; k < names.size() && k < kMost; ++k) {
    if (is_named(names, k)) text += (text.empty() ? "" : ", ") + names[k];
  }
  if (!text.empty() && names.size() > kMost) text += ", ...";
  return text;
}

}  // namespace

MapChoice split_map_choice(const std::string& text) {
  if (is_file(text)) return {text, ""};
  for (std::size_t colon = text.rfind(':'); colon != std::string::npos && colon > 0;
       colon = text.rfind(':', colon - 1)) {
    const std::string file = text.substr(0, colon);
    if (is_file(file)) return {file, text.substr(colon + 1)};
  }
  return {text, ""};
}

std::string text_of(const MapChoice& choice) {
  return choice.map.empty() ? choice.file.string() : choice.file.string() + ":" + choice.map;
}

std::size_t chosen_map(const std::vector<std::string>& names, const std::string& wanted,
                       const std::string& subject) {
  if (wanted.empty()) return 0;
  std::size_t number = 0;
  const auto [end, failure] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  const bool is_number = failure == std::errc() && end == wanted.data() + wanted.size();
  if (is_number && number >= 1 && number <= names.size()) return number - 1;
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found != names.end()) return std::size_t(found - names.begin());
  const std::string all = listed(names);
  throw Error(ErrorKind::kBadValue, subject,
              (names.size() == 1 ? "expected its one map, 1"
                                 : "expected a map from 1 to " + std::to_string(names.size())) +
                  (all.empty() ? "" : ", or its name: " + all) + "; found " + in_quotes(wanted),
              "the file's description lists its maps");
}

std::string map_title(const std::vector<std::string>& names, std::size_t map) {
  if (names.size() < 2) return "";
  return is_named(names, map)
             ? names[map]
             : "map " + std::to_string(map + 1) + " of " + std::to_string(names.size());
}

}  // namespace cortiscope
