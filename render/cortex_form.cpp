#include "render/cortex_form.h"

#include <algorithm>

#include "core/base/error.h"
#include "render/flatmap.h"

namespace cortiscope {
namespace {

bool has_all(const Cortex& cortex, SurfaceKind kind) {
  return std::all_of(kHemispheres.begin(), kHemispheres.end(), [&](Hemisphere h) {
    return cortex[h].vertex_count() == 0 || cortex[h].find(kind);
  });
}

}  // namespace

Surface form_of(const Cortex& cortex, Hemisphere h, SurfaceKind kind) {
  if (cortex[h].vertex_count() == 0) return {};
  if (kind == SurfaceKind::kFlat) return oriented_flatmap(cortex, h);
  if (const Surface* found = cortex[h].find(kind)) return *found;
  throw Error(ErrorKind::kNotFound, cortex.name + ": " + name_of(h) + " " + name_of(kind),
              "this cortex has no such surface", "ask for another view");
}

SurfaceKind folded_kind(const Cortex& cortex) {
  return has_all(cortex, SurfaceKind::kPial) ? SurfaceKind::kPial : SurfaceKind::kWhite;
}

bool can_unfold(const Cortex& cortex) {
  return has_all(cortex, folded_kind(cortex)) && has_all(cortex, SurfaceKind::kInflated) &&
         has_all(cortex, SurfaceKind::kFlat);
}

}  // namespace cortiscope
