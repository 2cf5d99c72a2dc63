#pragma once

#include <vector>

#include "core/data/fit_checkpoint.h"
#include "core/data/map_snapshot.h"

namespace cortiscope {

/// How many snapshots a fit keeps at most.
constexpr int kSnapshots = 24;

/// The snapshots of a fit's maps, spaced about evenly over the logarithm of its steps, whose number
/// need not be known: one is taken after 0 steps, and at each step that has at most three
/// significant binary digits (1..8, 10, 12, 14, 16, 20, ...: four in each doubling). Above
/// kSnapshots, the one that leaves the smallest gap goes. What is kept after a step depends on that
/// step alone, so that a fit that was interrupted keeps the same ones.
class KeptSnapshots {
 public:
  /// @param before  of the fit that goes on; without snapshots, as of older fits, none are taken
  explicit KeptSnapshots(SnapshotState before) : state_(std::move(before)) {}

  /// Of a new fit: wants the one of 0 steps.
  static KeptSnapshots of_new_fit();
  /// Takes none.
  static KeptSnapshots none() { return KeptSnapshots(SnapshotState{}); }

  /// Whether the snapshot after so many steps is to be taken, and was not.
  bool wants(int step) const;

  /// The training loss of the next step.
  void add_loss(double smooth_l1) { state_.loss.add(smooth_l1); }
  /// @pre wants(step)
  void take(int step, const Selectors& selectors, const std::vector<float>& validation_r2);

  const SnapshotState& state() const { return state_; }

 private:
  SnapshotState state_;
  bool is_new_ = false;
};

}  // namespace cortiscope
