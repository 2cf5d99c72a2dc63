#include "core/open/surface_pair.h"

#include <optional>

#include "core/base/error.h"
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

}  // namespace

Cortex read_surface_pair(const std::filesystem::path& file, Warnings* warnings) {
  const Contents contents = read_any(file);
  warn(warnings, contents.warnings);
  return surface_pair_of(contents, warnings);
}

Cortex surface_pair_of(const Contents& contents, Warnings* warnings) {
  if (!find<SurfaceContents>(contents)) refuse(contents, "a surface (FreeSurfer or GIFTI)");
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
