#pragma once

#include <cstdint>
#include <vector>

#include "core/data/selectors.h"

namespace cortiscope {

/// The maps of a fit after some of its steps, small enough to keep many: one byte a value. N
/// encoded vertices, L layers.
///
/// A byte from 0 to 254 is a value in 254 equal steps over the range that is given; 255 is a value
/// that is not known.
struct MapSnapshot {
  int step = 0;                     ///< optimiser steps done
  float loss = 0;                   ///< smooth L1, mean over the last of them; NaN before the first
  std::vector<std::uint8_t> layer;  ///< (N) the layer that weighs most, from 0: no steps
  std::vector<std::uint8_t> expected_layer;  ///< (N) over 1..L
  std::vector<std::uint8_t> confidence;      ///< (N) over 0..1, as layer_confidence
  std::vector<std::uint8_t> x, y;            ///< (N) over -1..1
  std::vector<std::uint8_t> scale;           ///< (N) over 0..1
  std::vector<std::uint8_t> validation_r2;   ///< (N) over -0.27..1, of the last validation

  int vertex_count() const { return int(layer.size()); }
};

/// The most layers that a snapshot can tell apart.
constexpr int kMostSnapshotLayers = 255;

/// @param validation_r2  (N), or empty: not known yet
/// @pre selectors.layer_count() <= kMostSnapshotLayers
MapSnapshot snapshot_of(int step, double loss, const Selectors& selectors,
                        const std::vector<float>& validation_r2);

/// Selectors with the snapshot's layer, confidence, receptive field and scale. The weights of the
/// other layers, which a snapshot does not hold, are equal: neither they nor the expected layer are
/// those of the fit.
///
/// @param layers  L
/// @pre every byte of snapshot.layer is below L
Selectors selectors_of(const MapSnapshot& snapshot, int layers);

/// (N), layers counted 1..L.
std::vector<float> expected_layers(const MapSnapshot& snapshot, int layers);

/// (N), NaN where unknown.
std::vector<float> validation_r2_of(const MapSnapshot& snapshot);

}  // namespace cortiscope
