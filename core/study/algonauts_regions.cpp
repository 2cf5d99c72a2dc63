#include "core/study/algonauts_regions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/npy/npy_array.h"
#include "core/io/npy/pickled_names.h"

namespace cortiscope {
namespace {

/// Areas that the challenge gives in two parts.
struct AreaOfParts {
  const char* name;
  std::array<const char*, 2> parts;
};
constexpr std::array<AreaOfParts, 6> kAreasOfParts = {{{"V1", {"V1v", "V1d"}},
                                                       {"V2", {"V2v", "V2d"}},
                                                       {"V3", {"V3v", "V3d"}},
                                                       {"FBA", {"FBA-1", "FBA-2"}},
                                                       {"FFA", {"FFA-1", "FFA-2"}},
                                                       {"VWFA", {"VWFA-1", "VWFA-2"}}}};

using Names = std::map<std::int64_t, std::string>;

[[noreturn]] void refuse_count(const std::filesystem::path& file, const std::string& expected,
                               std::size_t found) {
  throw Error(ErrorKind::kBadShape, file_name(file),
              "expected " + expected + ", found " + std::to_string(found),
              "is it of the same subject and hemisphere?");
}

std::string with_responses(std::int64_t count, Hemisphere h) {
  return std::to_string(count) + " vertices of " + name_of(h) + " with responses";
}

Region* find(std::vector<Region>& regions, const std::string& name) {
  const auto found = std::find_if(regions.begin(), regions.end(),
                                  [&](const Region& region) { return region.name == name; });
  return found == regions.end() ? nullptr : &*found;
}

/// The regions of one set in one hemisphere, by number.
///
/// @param vertex_of  the vertex of the mesh that each number of the mask stands for
template <class VertexOf>
std::vector<Region> regions_of(const std::filesystem::path& mask,
                               const std::vector<double>& numbers, const Names& names,
                               VertexOf&& vertex_of) {
  std::map<std::int64_t, Region> found;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] == 0) continue;
    const bool is_plausible = std::abs(numbers[i]) < 1e9;
    const auto name = names.find(is_plausible ? std::int64_t(numbers[i]) : 0);
    if (name == names.end() || double(name->first) != numbers[i]) {
      throw Error(ErrorKind::kBadValue, file_name(mask),
                  "expected the numbers of named regions, found " + std::to_string(numbers[i]) +
                      " of vertex " + std::to_string(vertex_of(i)),
                  "is the file of names beside it of the same set of regions?");
    }
    Region& region = found[name->first];
    region.name = name->second;
    region.vertices.push_back(vertex_of(i));
  }
  std::vector<Region> regions;
  for (auto& [number, region] : found) regions.push_back(std::move(region));
  return regions;
}

std::vector<Region> read_set(const AlgonautsFiles& files, Hemisphere h, const std::string& set,
                             const Names& names, const AlgonautsVertices& own) {
  const std::filesystem::path whole = files.regions(h, set),
                              part = files.regions_of_vertices(h, set);
  if (is_file(whole)) {
    const std::vector<double> numbers = NpyArray(whole).values();
    if (numbers.size() != std::size_t(own.mesh_size)) {
      refuse_count(whole,
                   std::to_string(own.mesh_size) + " values, as in " + file_name(files.vertices(h)),
                   numbers.size());
    }
    return regions_of(whole, numbers, names, [](std::size_t i) { return int(i); });
  }
  const std::vector<double> numbers = NpyArray(part).values();
  if (numbers.size() != own.vertices.size()) {
    refuse_count(
        part, "one value for each of the " + with_responses(std::int64_t(own.vertices.size()), h),
        numbers.size());
  }
  return regions_of(part, numbers, names, [&](std::size_t i) { return own.vertices[i]; });
}

/// Adds each area whose parts were added, as far as there are any. Areas that are there are left.
void add_areas_of_parts(std::vector<Region>& regions) {
  for (const AreaOfParts& area : kAreasOfParts) {
    if (find(regions, area.name)) continue;
    Region whole{area.name, {}};
    for (const char* name : area.parts) {
      const Region* part = find(regions, name);
      if (!part) continue;
      std::vector<int> joined;
      std::set_union(whole.vertices.begin(), whole.vertices.end(), part->vertices.begin(),
                     part->vertices.end(), std::back_inserter(joined));
      whole.vertices = std::move(joined);
    }
    if (!whole.vertices.empty()) regions.push_back(std::move(whole));
  }
}

}  // namespace

AlgonautsVertices read_algonauts_vertices(const AlgonautsFiles& files, Hemisphere h,
                                          std::int64_t count) {
  const std::filesystem::path file = files.vertices(h);
  if (!is_file(file)) {
    throw Error(ErrorKind::kNotFound, file_name(file),
                "missing, but only it says which vertices the responses are of",
                "unzip the subject's folder again; it belongs into roi_masks");
  }
  const std::vector<double> mask = NpyArray(file).values();
  AlgonautsVertices read;
  read.mesh_size = int(mask.size());
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i] == 0) continue;
    if (mask[i] != 1) {
      throw Error(ErrorKind::kBadValue, file_name(file),
                  "expected a mask of 0 and 1, found " + std::to_string(mask[i]) + " of vertex " +
                      std::to_string(i),
                  "unzip the subject's folder again");
    }
    read.vertices.push_back(int(i));
  }
  if (std::int64_t(read.vertices.size()) != count) {
    refuse_count(file, "a mask of the " + with_responses(count, h), read.vertices.size());
  }
  return read;
}

AlgonautsRegions read_algonauts_regions(const AlgonautsFiles& files,
                                        const std::array<AlgonautsVertices, 2>& vertices) {
  AlgonautsRegions read;
  for (const std::string& set : kAlgonautsRegionSets) {
    std::vector<Hemisphere> there;
    for (const Hemisphere h : kHemispheres) {
      const bool has_mask =
          is_file(files.regions(h, set)) || is_file(files.regions_of_vertices(h, set));
      if (!vertices[h].vertices.empty() && has_mask) there.push_back(h);
    }
    if (there.empty()) continue;
    const std::filesystem::path names_file = files.region_names(set);
    if (!is_file(names_file)) {
      read.concerns.push_back(file_name(names_file) + ": missing, so that the regions of \"" + set +
                              "\" have no names and are left out");
      continue;
    }
    const Names names = read_pickled_names(names_file);
    for (const Hemisphere h : there) {
      std::vector<Region> regions = read_set(files, h, set, names, vertices[h]);
      add_areas_of_parts(regions);
      std::move(regions.begin(), regions.end(), std::back_inserter(read.of[h]));
    }
  }
  return read;
}

}  // namespace cortiscope
