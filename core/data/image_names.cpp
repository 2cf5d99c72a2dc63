#include "core/data/image_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

namespace cortiscope {
namespace {

constexpr std::array<std::string_view, 7> kEndings = {".png",  ".jpg", ".jpeg", ".bmp",
                                                      ".webp", ".tif", ".tiff"};

/// Of names by their bare form: the index of the one of this form, or kSeveral.
constexpr std::size_t kSeveral = std::size_t(-1);
std::map<std::string, std::size_t> by_bare_name(const std::vector<std::string>& names) {
  std::map<std::string, std::size_t> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [at, is_new] = found.emplace(bare_image_name(names[i]), i);
    if (!is_new) at->second = kSeveral;
  }
  return found;
}

}  // namespace

std::string bare_image_name(const std::string& name) {
  std::string bare = name.substr(name.find_last_of("/\\") + 1);
  const std::size_t dot = bare.rfind('.');
  if (dot == std::string::npos || dot == 0) return bare;
  std::string ending = bare.substr(dot);
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char letter) { return char(std::tolower(letter)); });
  const bool is_image = std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
  if (is_image) bare.resize(dot);
  return bare;
}

std::vector<std::string> names_as_in(std::vector<std::string> names,
                                     const std::vector<std::string>& study) {
  const std::set<std::string> exact(names.begin(), names.end());
  const bool has_all = std::all_of(study.begin(), study.end(),
                                   [&](const std::string& name) { return exact.count(name) > 0; });
  if (has_all) return names;
  const std::map<std::string, std::size_t> ours = by_bare_name(names);
  for (const auto& [bare, image] : by_bare_name(study)) {
    const auto found = ours.find(bare);
    if (image == kSeveral || found == ours.end() || found->second == kSeveral) continue;
    if (exact.count(study[image]) > 0) continue;
    names[found->second] = study[image];
  }
  return names;
}

}  // namespace cortiscope
