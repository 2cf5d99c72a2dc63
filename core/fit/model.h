#pragma once

#include <cstdint>
#include <vector>

#include "core/data/array.h"
#include "core/data/fit_result.h"
#include "core/fit/ablation.h"

namespace cortiscope {

/// The selector perceptrons' inputs and hidden units.
constexpr int kEncoding = 192;
constexpr int kHidden = 128;

/// The sizes of a FactorTopy model.
struct ModelSize {
  int vertices = 0;           ///< N
  std::vector<int> channels;  ///< (L) C_l
  int rows = 8;               ///< H
  int columns = 8;            ///< W
  int bottleneck = 128;       ///< D
  Ablation ablation = Ablation::kNone;

  int layer_count() const { return int(channels.size()); }
};

/// Sines and cosines of each vertex's position at 32 frequencies per axis, the constant input of
/// the three selector perceptrons: q = (p - min p) * 100 / largest extent, over the N vertices as a
/// whole; for each axis, for each frequency omega_j = 1000^(t_j), t_j from 0 to 1/32 - 1:
/// sin(omega_j q), cos(omega_j q).
///
/// @param positions  (N, 3), mm, as sphere_positions() gives them
/// @return (N, 192)
template <class T>
Array<T> position_encoding(const Array<T>& positions);

/// The parameters that give the selectors: their names and outputs. Perceptrons over the position
/// encoding, or with Ablation::kTopology numbers of every vertex.
struct SelectorPart {
  std::string name;
  int outputs = 0;
};
std::vector<SelectorPart> selector_parts(const ModelSize& size);

/// A new model: last selector layers zero, everything else uniform in +-1/sqrt(fan in), as
/// LibTorch's Linear starts. All receptive fields are at the image centre, all layers have equal
/// weight, and scale is one half. The same seed gives the same numbers on every engine and
/// platform.
template <class T>
ParametersOf<T> initial_parameters(const ModelSize& size, std::uint64_t seed);

}  // namespace cortiscope
