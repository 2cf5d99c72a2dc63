#include "core/open/surface_pair.h"

#include <optional>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/cortex_names.h"
#include "core/io/file_bytes.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/overlay.h"
#include "core/open/read_any.h"
#include "core/open/surface_file.h"

namespace cortiscope {
namespace {

SurfaceKind kind_of(const std::optional<CortexFileName>& understood) {
  if (!understood) return SurfaceKind::kPial;
  switch (understood->part) {
    case CortexPart::kWhite:
      return SurfaceKind::kWhite;
    case CortexPart::kInflated:
      return SurfaceKind::kInflated;
    case CortexPart::kSphere:
      return SurfaceKind::kSphere;
    case CortexPart::kFlat:
      return SurfaceKind::kFlat;
    default:
      return SurfaceKind::kPial;
  }
}

std::vector<float> curvature_beside(const std::filesystem::path& file, Hemisphere h,
                                    std::size_t count) {
  const std::filesystem::path curv = file.parent_path() / (std::string(name_of(h)) + ".curv");
  std::error_code ignored;
  if (!std::filesystem::exists(curv, ignored)) return {};
  std::vector<float> values = read_overlay(curv);
  if (values.size() != count) {
    throw Error(ErrorKind::kBadShape, file_name(curv),
                "expected " + std::to_string(count) + " values, one per vertex of " +
                    file_name(file) + ", found " + std::to_string(values.size()),
                "is it of another cortex?");
  }
  return values;
}

/// The vertex that a mesh of two parts is divided at: all triangles lie before or behind it. Absent
/// where there is none, or more than one.
std::optional<std::size_t> division_of(const Surface& surface) {
  const std::size_t count = surface.vertices.size();
  std::vector<int> open(count + 1, 0);  // triangles that span the place before a vertex: changes
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    ++open[std::size_t(triangle.minCoeff()) + 1];
    --open[std::size_t(triangle.maxCoeff()) + 1];
  }
  std::optional<std::size_t> found;
  int spanning = 0;
  for (std::size_t v = 1; v < count; ++v) {
    spanning += open[v];
    if (spanning > 0) continue;
    if (found) return std::nullopt;
    found = v;
  }
  return found;
}

/// The vertices [first, end) of a surface with their triangles.
Surface part_of(const Surface& surface, std::size_t first, std::size_t end) {
  Surface part;
  part.vertices.assign(surface.vertices.begin() + std::ptrdiff_t(first),
                       surface.vertices.begin() + std::ptrdiff_t(end));
  const auto offset = Eigen::Vector3i::Constant(int(first));
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    const auto corner = std::size_t(triangle[0]);
    if (corner >= first && corner < end) part.triangles.emplace_back(triangle - offset);
  }
  return part;
}

}  // namespace

std::optional<Cortex> divided_cortex(const Contents& contents, Warnings* warnings,
                                     Dropped* dropped) {
  const Surface both = surface_in(contents, dropped);
  const std::optional<std::size_t> middle = division_of(both);
  if (!middle) return std::nullopt;
  const std::string file = file_name(contents.path);
  Cortex cortex;
  cortex.name = readable_text(name_without_format(file));
  const SurfaceKind kind = kind_of(understand_cortex_file_name(file, kLh));
  cortex[kLh].surfaces[kind] = part_of(both, 0, *middle);
  cortex[kRh].surfaces[kind] = part_of(both, *middle, both.vertices.size());
  warn(warnings, file +
                     ": holds two surfaces and does not say of which hemispheres; the first, of " +
                     std::to_string(*middle) + " vertices, is taken for lh");
  return cortex;
}

Cortex read_surface_pair(const std::filesystem::path& file, Warnings* warnings) {
  const Contents contents = read_any(file);
  warn(warnings, contents.warnings);
  return surface_pair_of(contents, warnings);
}

Cortex surface_pair_of(const Contents& contents, Warnings* warnings) {
  if (!find<SurfaceContents>(contents)) refuse(contents, "a surface (FreeSurfer or GIFTI)");
  if (!contents.hemisphere) {
    if (std::optional<Cortex> both = divided_cortex(contents, warnings)) return std::move(*both);
  }
  const HemispherePair pair = hemisphere_pair(contents.path, contents.hemisphere, warnings);
  Cortex cortex;
  cortex.name = pair.name;
  for (const Hemisphere h : kHemispheres) {
    const std::filesystem::path& one = pair.files[h];
    if (one.empty()) continue;
    Surface surface = h == pair.named ? surface_in(contents) : read_surface(one);
    cortex[h].curvature = curvature_beside(one, h, surface.vertices.size());
    const auto understood = understand_cortex_file_name(file_name(one), h);
    cortex[h].surfaces[kind_of(understood)] = std::move(surface);
    cortex[h].is_sphere_registered = understood && understood->is_registered;
  }
  return cortex;
}

}  // namespace cortiscope
