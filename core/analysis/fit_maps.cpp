#include "core/analysis/fit_maps.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr const char* kHint =
    "compare fits of one subject, or of the same vertices of one template";
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// The larger one; NaN where one is.
float larger(float a, float b) {
  return std::isnan(a) || std::isnan(b) ? kUnknown : std::max(a, b);
}

/// Takes the smaller of each two values; the others where there are none yet.
void lower(std::vector<float>& values, const std::vector<float>& others) {
  if (values.empty()) values = others;
  for (std::size_t i = 0; i < others.size(); ++i) values[i] = -larger(-values[i], -others[i]);
}

/// Whether both hemispheres have the same mesh: as many vertices, at the same positions on the
/// sphere where both have one.
bool is_same_mesh(const Cortex& a, const Cortex& b) {
  return std::all_of(kHemispheres.begin(), kHemispheres.end(), [&](Hemisphere h) {
    if (a[h].vertex_count() != b[h].vertex_count()) return false;
    const Surface* one = a[h].find(SurfaceKind::kSphere);
    const Surface* other = b[h].find(SurfaceKind::kSphere);
    return !one || !other || one->vertices == other->vertices;
  });
}

}  // namespace

bool SharedEvidence::counts(std::size_t vertex) const {
  return !is_tested() || has_evidence(q[vertex], r2[vertex]);
}

SharedEvidence shared_evidence(const std::vector<FitMaps>& fits) {
  SharedEvidence shared;
  shared.is_of_all = !fits.empty();
  for (const FitMaps& fit : fits) {
    lower(shared.noise_ceiling, fit.subject.noise_ceiling);
    if (fit.evidence.empty()) {
      shared.is_of_all = false;
      continue;
    }
    assert(fit.evidence.size() == fit.r2.size());
    if (!shared.is_tested()) {
      shared.q = fit.evidence;
      shared.r2 = fit.r2;
      continue;
    }
    for (std::size_t i = 0; i < shared.q.size(); ++i) {
      shared.q[i] = larger(shared.q[i], fit.evidence[i]);
    }
    lower(shared.r2, fit.r2);
  }
  return shared;
}

void require_same_mesh(const Subject& expected, const Subject& found) {
  if (is_same_mesh(expected.cortex, found.cortex)) return;
  throw Error(ErrorKind::kBadShape, found.name,
              "expected the mesh of " + in_quotes(expected.name) + ", found another one", kHint);
}

void require_same_vertices(const Subject& expected, const Subject& found) {
  require_same_mesh(expected, found);
  if (expected.vertices != found.vertices) {
    const int count = expected.vertex_count(), own = found.vertex_count();
    throw Error(ErrorKind::kBadShape, found.name,
                "expected the " + std::to_string(count) + " vertices of " +
                    in_quotes(expected.name) + ", found " +
                    (own == count ? "as many other ones" : std::to_string(own)),
                kHint);
  }
}

}  // namespace cortiscope
