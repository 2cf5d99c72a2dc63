#include "core/open/divided_maps.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/data/cortex.h"
#include "core/io/file_bytes.h"
#include "core/open/surface_file.h"

namespace cortiscope {
namespace {

/// Vertices of a hemisphere: fsaverage3 to 7, then fs_LR.
constexpr std::int64_t kMeshes[] = {642, 2562, 10242, 40962, 163842, 4002, 7842, 32492, 59292};

/// The vertices of lh, where there are `count` in both.
std::optional<std::int64_t> lh_count_of(std::int64_t count, const std::filesystem::path& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  const std::optional<int> lh = mesh_size_beside(folder / "lh.values");
  const std::optional<int> rh = mesh_size_beside(folder / "rh.values");
  if (lh && rh) return *lh + *rh == count ? std::optional<std::int64_t>(*lh) : std::nullopt;
  const bool is_twice_a_mesh = std::any_of(std::begin(kMeshes), std::end(kMeshes),
                                           [&](std::int64_t mesh) { return 2 * mesh == count; });
  return is_twice_a_mesh ? std::optional(count / 2) : std::nullopt;
}

}  // namespace

std::optional<std::array<Array<float>, 2>> divided_maps(const Array<float>& maps,
                                                        const std::filesystem::path& file,
                                                        Warnings* warnings) {
  const std::int64_t count = maps.row_size();
  const std::optional<std::int64_t> middle = lh_count_of(count, file);
  if (!middle) return std::nullopt;
  std::array<Array<float>, 2> both;
  for (const Hemisphere h : kHemispheres) {
    const std::int64_t first = h == kLh ? 0 : *middle, end = h == kLh ? *middle : count;
    both[h] = Array<float>(Shape{maps.rows(), end - first});
    for (std::int64_t k = 0; k < maps.rows(); ++k) {
      std::copy(maps.row(k) + first, maps.row(k) + end, both[h].row(k));
    }
  }
  warn(warnings, file_name(file) + ": does not say its hemisphere; of its " +
                     std::to_string(count) +
                     " values, as many as both hemispheres have, the first " +
                     std::to_string(*middle) + " are taken for lh");
  return both;
}

}  // namespace cortiscope
