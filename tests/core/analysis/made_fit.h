#pragma once

#include <utility>

#include "core/analysis/fit_maps.h"
#include "tests/support/small_cortex.h"

namespace cortiscope {

/// The numbers of a fit of 3 layers that fit maps refer to: of two vertices of lh, one of rh.
struct MadeFit {
  MadeFit() {
    subject.name = "one";
    for (const Hemisphere h : kHemispheres) {
      subject.cortex[h].surfaces[SurfaceKind::kSphere] = tetrahedron();
    }
    subject.vertices = {std::vector<int>{0, 2}, std::vector<int>{1}};
  }

  FitMaps maps() const { return {subject, network, seed, selectors, r2, evidence}; }

  Subject subject;
  std::string network = "net";
  std::uint64_t seed = 1;
  Selectors selectors{Array<float>(Shape{3, 3}, {1, 0, 0, 1, 0, 0, 0, 1, 0}),
                      Array<float>(Shape{3, 2}, 0.0F), Array<float>(Shape{3}, 0.5F)};
  std::vector<float> r2 = {0.5F, 0.4F, 0.3F};
  std::vector<float> evidence = {0.01F, 0.01F, 0.01F};
};

}  // namespace cortiscope
