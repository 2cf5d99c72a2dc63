#include "core/open/vertex_choice.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/file_bytes.h"
#include "core/io/npy/npy_array.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/overlay.h"
#include "core/open/overlay_pair.h"

namespace cortiscope {
namespace {

bool is_npy(const std::filesystem::path& file) { return file_ending(file) == ".npy"; }

std::vector<float> read_npy_list(const std::filesystem::path& file) {
  const std::vector<double> values = NpyArray(file).values();
  return {values.begin(), values.end()};
}

OverlayPair read_mask(const std::filesystem::path& file, Warnings* warnings) {
  if (!is_npy(file)) return read_overlay_pair(file, warnings);
  OverlayPair mask;
  mask.name = file_name(file);
  const std::optional<Hemisphere> h = hemisphere_of_file(file).either();
  if (h) {
    mask.values[*h] = read_npy_list(file);
    mask.files[*h] = file_name(file);
  } else {
    mask.undivided = read_npy_list(file);
    mask.files = {file_name(file), file_name(file)};
  }
  return mask;
}

/// FreeSurfer's names of what is no region.
bool is_rest(const std::string& name) {
  return name == "unknown" || name == "Unknown" || name == "???" || name == "medial wall" ||
         name == "Medial_wall";
}

bool is_chosen(const OverlayPair& mask, float value) {
  if (mask.labels.empty()) return value > 0;  // not NaN
  return value >= 0 && !is_rest(mask.labels[std::size_t(value)].name);
}

/// A hemisphere's part of some values.
std::vector<float> part_of(const std::vector<float>& values, std::size_t first, std::size_t count) {
  const auto begin = values.begin() + std::ptrdiff_t(first);
  return {begin, begin + std::ptrdiff_t(count)};
}

/// The values of a hemisphere's chosen vertices. @param own  of the mesh, or of those vertices
std::vector<float> of_chosen(const std::vector<float>& own, const std::vector<int>& chosen,
                             bool is_of_mesh) {
  if (!is_of_mesh) return own;
  std::vector<float> values;
  for (const int vertex : chosen) values.push_back(own[std::size_t(vertex)]);
  return values;
}

/// Adds the ceilings of one file to those of its hemispheres.
void add_ceilings(const std::filesystem::path& file, const Cortex& cortex,
                  const std::array<std::vector<int>, 2>& chosen,
                  std::array<std::optional<std::vector<float>>, 2>& ceilings) {
  const std::vector<float> values = is_npy(file) ? read_npy_list(file) : read_overlay(file);
  const std::optional<Hemisphere> named = hemisphere_of_file(file).either();
  std::array<std::size_t, 2> mesh{}, some{};
  for (const Hemisphere h : kHemispheres) {
    if (named && *named != h) continue;
    mesh[h] = std::size_t(cortex[h].vertex_count());
    some[h] = chosen[h].size();
  }
  const std::size_t all = mesh[kLh] + mesh[kRh], few = some[kLh] + some[kRh];
  if (values.size() != all && values.size() != few) {
    throw Error(
        ErrorKind::kBadShape, file_name(file),
        "expected " + std::to_string(few) + " values, one for each vertex chosen" +
            (named ? std::string(" of ") + name_of(*named) : "") + ", or " + std::to_string(all) +
            ", one for each of the mesh, found " + std::to_string(values.size()),
        named ? "is it of another cortex?" : "put lh. or rh. before its name if it is of one");
  }
  const bool is_of_mesh = values.size() == all;
  const std::array<std::size_t, 2>& counts = is_of_mesh ? mesh : some;
  for (const Hemisphere h : kHemispheres) {
    if (named && *named != h) continue;
    if (ceilings[h]) {
      throw Error(ErrorKind::kBadValue, file_name(file),
                  std::string("expected one file of noise ceilings of ") + name_of(h) +
                      ", found another before",
                  "give one file of each hemisphere, or one of both");
    }
    const std::size_t first = h == kRh ? counts[kLh] : 0;
    ceilings[h] = of_chosen(part_of(values, first, counts[h]), chosen[h], is_of_mesh);
    for (const float value : *ceilings[h]) {
      if (value >= 0 && value <= 100) continue;
      throw Error(ErrorKind::kBadValue, file_name(file),
                  "expected fractions from 0 to 1, or percentages, found " + std::to_string(value),
                  "is it of noise ceilings?");
    }
  }
}

}  // namespace

std::array<std::vector<int>, 2> vertices_in_masks(const std::vector<std::filesystem::path>& masks,
                                                  const Cortex& cortex, Warnings* warnings) {
  std::array<std::set<int>, 2> chosen;
  for (const std::filesystem::path& file : masks) {
    const OverlayPair mask = fitted_to(read_mask(file, warnings), cortex, warnings);
    for (const Hemisphere h : kHemispheres) {
      for (std::size_t v = 0; v < mask.values[h].size(); ++v) {
        if (is_chosen(mask, mask.values[h][v])) chosen[h].insert(int(v));
      }
    }
  }
  if (chosen[kLh].empty() && chosen[kRh].empty()) {
    throw Error(ErrorKind::kBadValue, masks.empty() ? "masks" : file_name(masks[0]),
                "expected a mask that chooses vertices, found none in it",
                "a mask is above 0 where there are responses");
  }
  return {std::vector<int>(chosen[kLh].begin(), chosen[kLh].end()),
          std::vector<int>(chosen[kRh].begin(), chosen[kRh].end())};
}

std::vector<float> read_ceilings(const std::vector<std::filesystem::path>& files,
                                 const Cortex& cortex,
                                 const std::array<std::vector<int>, 2>& chosen) {
  std::array<std::optional<std::vector<float>>, 2> of;
  for (const std::filesystem::path& file : files) add_ceilings(file, cortex, chosen, of);
  std::vector<float> ceilings;
  for (const Hemisphere h : kHemispheres) {
    if (!of[h] && !chosen[h].empty()) {
      throw Error(ErrorKind::kBadValue, file_name(files[0]),
                  std::string("expected noise ceilings of ") + name_of(h) + ", too, found none",
                  "give the file of each hemisphere");
    }
    if (of[h]) ceilings.insert(ceilings.end(), of[h]->begin(), of[h]->end());
  }
  // As in the folders of Algonauts: among thousands of vertices there is always one above 1 %.
  const bool is_percent =
      std::any_of(ceilings.begin(), ceilings.end(), [](float value) { return value > 1; });
  if (is_percent) {
    for (float& ceiling : ceilings) ceiling /= 100;
  }
  return ceilings;
}

}  // namespace cortiscope
