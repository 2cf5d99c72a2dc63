#include "core/fit/kept_snapshots.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace cortiscope {
namespace {

bool has_three_digits_at_most(int step) {
  while (step >= 8) {
    if (step % 2 != 0) return false;
    step /= 2;
  }
  return true;
}

/// Removes the snapshot without which the gap between its neighbours is smallest; never the first
/// or the last.
void remove_closest(std::vector<MapSnapshot>& kept) {
  std::size_t closest = 1;
  double smallest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i + 1 < kept.size(); ++i) {
    const double gap = std::log((kept[i + 1].step + 1.0) / (kept[i - 1].step + 1.0));
    if (gap >= smallest) continue;
    smallest = gap;
    closest = i;
  }
  kept.erase(kept.begin() + std::ptrdiff_t(closest));
}

}  // namespace

KeptSnapshots KeptSnapshots::of_new_fit() {
  KeptSnapshots snapshots = none();
  snapshots.is_new_ = true;
  return snapshots;
}

bool KeptSnapshots::wants(int step) const {
  if (state_.kept.empty()) return is_new_ && step == 0;
  return step > state_.kept.back().step && has_three_digits_at_most(step);
}

void KeptSnapshots::take(int step, const Selectors& selectors,
                         const std::vector<float>& validation_r2) {
  assert(wants(step));
  const double loss =
      state_.loss.count > 0 ? state_.loss.mean() : std::numeric_limits<double>::quiet_NaN();
  state_.loss = {};
  state_.kept.push_back(snapshot_of(step, loss, selectors, validation_r2));
  if (int(state_.kept.size()) > kSnapshots) remove_closest(state_.kept);
}

}  // namespace cortiscope
