#include "core/analysis/difference.h"

#include <cassert>
#include <cmath>

namespace cortiscope {
namespace {

/// @pre as many of both
std::vector<float> minus(std::vector<float> second, const std::vector<float>& first) {
  assert(first.size() == second.size());
  for (std::size_t i = 0; i < second.size(); ++i) second[i] -= first[i];
  return second;
}

}  // namespace

VertexDifferences differences_between(const FitMaps& first, const FitMaps& second) {
  require_same_vertices(first.subject, second.subject);
  VertexDifferences found;
  found.depth = minus(normalised_depths(second.selectors), normalised_depths(first.selectors));
  found.space = second.selectors.space;
  found.space.values = minus(std::move(found.space.values), first.selectors.space.values);
  for (std::int64_t i = 0; i < found.space.rows(); ++i) {
    const float* moved = found.space.row(i);
    found.displacement.push_back(std::hypot(moved[0], moved[1]));
  }
  found.confidence = minus(layer_confidence(second.selectors), layer_confidence(first.selectors));
  found.score = minus(second.r2, first.r2);
  found.evidence = shared_evidence({first, second});
  return found;
}

}  // namespace cortiscope
