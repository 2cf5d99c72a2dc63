#include "core/study/nsd_regions.h"

#include <array>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/freesurfer/mgh.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

const std::array<std::string, 8> kSets = {"prf-visualrois", "floc-bodies", "floc-faces",
                                          "floc-places",    "floc-words",  "streams",
                                          "Kastner2015",    "HCP_MMP1"};
constexpr std::uintmax_t kLongestNames = 1 << 20;  // bytes

std::vector<Region> read_set(const std::filesystem::path& file,
                             const std::map<int, std::string>& names, std::int64_t vertex_count) {
  const Array<float> maps = read_mgh_maps(file);
  if (maps.row_size() != vertex_count) {
    throw Error(ErrorKind::kBadShape, file_name(file),
                "expected " + std::to_string(vertex_count) +
                    " values, one for each vertex of fsaverage, found " +
                    std::to_string(maps.row_size()),
                "take the labels of the folder fsaverage");
  }
  std::map<int, Region> regions;
  for (std::int64_t v = 0; v < vertex_count; ++v) {
    const float number = maps.row(0)[v];
    if (!(number >= 1 && number < 1e6F)) continue;
    const auto name = names.find(int(std::lround(number)));
    if (name == names.end()) continue;
    regions[name->first].name = name->second;
    regions[name->first].vertices.push_back(int(v));
  }
  std::vector<Region> list;
  for (auto& [number, region] : regions) list.push_back(std::move(region));
  return list;
}

}  // namespace

std::map<int, std::string> read_nsd_region_names(const std::filesystem::path& file) {
  const std::string text = read_file_bytes(file, kLongestNames);
  std::map<int, std::string> names;
  TextLines lines(text);
  while (auto line = lines.next()) {
    int number = 0;
    if (!take_number(*line, number)) continue;
    line->remove_prefix(std::min(line->find_first_not_of(" \t"), line->size()));
    const std::string_view name = line->substr(0, line->find_first_of(" \t"));
    if (number > 0 && !name.empty()) names[number] = readable_text(name);
  }
  return names;
}

NsdRegions read_nsd_regions(const NsdFiles& files, const std::array<std::int64_t, 2>& mesh) {
  NsdRegions read;
  for (const std::string& set : kSets) {
    if (!is_file(files.regions(kLh, set)) && !is_file(files.regions(kRh, set))) continue;
    const std::filesystem::path names_file = files.region_names(set);
    if (!is_file(names_file)) {
      read.concerns.push_back(file_name(names_file) + ": missing, so that the regions of " +
                              in_quotes(set) + " have no names and are left out");
      continue;
    }
    const std::map<int, std::string> names = read_nsd_region_names(names_file);
    for (const Hemisphere h : kHemispheres) {
      if (!is_file(files.regions(h, set))) continue;
      for (Region& region : read_set(files.regions(h, set), names, mesh[h])) {
        read.of[h].push_back(std::move(region));
      }
    }
  }
  return read;
}

}  // namespace cortiscope
