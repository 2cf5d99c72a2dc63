#include "core/data/cortex.h"

#include <algorithm>
#include <iterator>

namespace cortiscope {

const char* name_of(SurfaceKind kind) {
  switch (kind) {
    case SurfaceKind::kWhite:
      return "white";
    case SurfaceKind::kPial:
      return "pial";
    case SurfaceKind::kInflated:
      return "inflated";
    case SurfaceKind::kSphere:
      return "sphere";
    case SurfaceKind::kFlat:
      return "flat";
  }
  return "";
}

bool is_background(const Region& region) {
  constexpr const char* kNames[] = {"unknown", "Unknown", "???", "Medial_wall", "Medial_Wall"};
  return std::find(std::begin(kNames), std::end(kNames), region.name) != std::end(kNames);
}

int HemisphereCortex::vertex_count() const {
  for (const auto& [kind, surface] : surfaces) return int(surface.vertices.size());
  return int(curvature.size());
}

const Surface* HemisphereCortex::find(SurfaceKind kind) const {
  const auto found = surfaces.find(kind);
  return found == surfaces.end() ? nullptr : &found->second;
}

}  // namespace cortiscope
