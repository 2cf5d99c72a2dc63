#include "render/unfolding.h"

#include <cassert>
#include <utility>

#include "render/cortex_form.h"
#include "render/shared_surface.h"

namespace cortiscope {

Unfolding::Unfolding(const Cortex& cortex, const std::array<std::vector<int>, 2>& focus,
                     SurfacePool& pool) {
  const SurfaceKind kinds[] = {folded_kind(cortex), SurfaceKind::kInflated, SurfaceKind::kFlat};
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    for (const Hemisphere h : kHemispheres) {
      forms_[i][h] = pool.get(form_of(cortex, h, kinds[i]));
    }
  }
  flat_layout_ = flat_layout_of(forms_[2][kLh]->surface(), forms_[2][kRh]->surface(), focus);
}

const std::shared_ptr<const SharedSurface>& Unfolding::form(float at, Hemisphere h) const {
  assert(at == kAtFolded || at == kAtInflated || at == kAtFlat);
  return forms_[std::size_t(at)][h];
}

CortexLayout Unfolding::layout_of_form(std::size_t form, const CortexCamera& camera) const {
  if (form == 2) return flat_layout_;
  const std::array<SurfaceReach, 2> reaches = {forms_[form][kLh]->reach(),
                                               forms_[form][kRh]->reach()};
  return placing_ == Placing::kTogether ? together_layout_of(reaches, camera)
                                        : layout_of(reaches, camera);
}

bool Unfolding::is_known(float at, const CortexCamera& camera, Placing placing) const {
  return at_ == at && placing_ == placing && camera_.toward_eye == camera.toward_eye &&
         camera_.up == camera.up;
}

const Unfolding::Shape& Unfolding::shape(float at, const CortexCamera& camera, Placing placing) {
  assert(at > kAtFolded && at < kAtFlat && at != kAtInflated);
  if (is_known(at, camera, placing)) return shape_;
  placing_ = placing;
  at_ = at;
  camera_ = camera;
  const std::size_t before = at < kAtInflated ? 0 : 1;
  const float share = at - float(before);
  const CortexLayout from = layout_of_form(before, camera), to = layout_of_form(before + 1, camera);
  for (const Hemisphere h : kHemispheres) {
    const SharedSurface& start = *forms_[before][h];
    const SharedSurface& end = *forms_[before + 1][h];
    std::vector<Eigen::Vector3f> vertices(end.surface().vertices.size());
    for (std::size_t v = 0; v < vertices.size(); ++v) {
      vertices[v] = (1 - share) * (from.places[h] * start.surface().vertices[v]) +
                    share * (to.places[h] * end.surface().vertices[v]);
    }
    shape_.surfaces[h] = end.moved(std::move(vertices));
  }
  shape_.fitted.low = (1 - share) * from.fitted.low + share * to.fitted.low;
  shape_.fitted.high = (1 - share) * from.fitted.high + share * to.fitted.high;
  return shape_;
}

}  // namespace cortiscope
