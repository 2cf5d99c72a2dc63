#include "core/data/cortex.h"

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

int HemisphereCortex::vertex_count() const {
  for (const auto& [kind, surface] : surfaces) return int(surface.vertices.size());
  return int(curvature.size());
}

const Surface* HemisphereCortex::find(SurfaceKind kind) const {
  const auto found = surfaces.find(kind);
  return found == surfaces.end() ? nullptr : &found->second;
}

}  // namespace cortiscope
