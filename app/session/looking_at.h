#pragma once

#include "core/color/map_colors.h"
#include "core/data/selectors.h"

namespace cortiscope {

/// A position on the stimulus, x right and y down in [-1, 1].
struct ImagePlace {
  float x = 0;
  float y = 0;

  friend bool operator==(ImagePlace a, ImagePlace b) { return a.x == b.x && a.y == b.y; }
  friend bool operator!=(ImagePlace a, ImagePlace b) { return !(a == b); }
};

/// A position on the stimulus, or the rectangle between two of them.
struct ImagePart {
  ImagePlace from, to;  ///< upper left, lower right; equal of a position

  ImagePart() = default;
  ImagePart(ImagePlace place) : from(place), to(place) {}  // NOLINT: a position is a part
  /// The rectangle with these two opposite corners.
  ImagePart(ImagePlace corner, ImagePlace opposite);

  bool is_place() const { return from == to; }

  friend bool operator==(ImagePart a, ImagePart b) { return a.from == b.from && a.to == b.to; }
  friend bool operator!=(ImagePart a, ImagePart b) { return !(a == b); }
};

/// A vertex looks at a position within this distance of its receptive field's centre; the image
/// spans 2.
constexpr float kLookingRadius = 0.3F;

/// How much each vertex looks at a part of the image: 1 where its local reader is centred in a
/// rectangle, or at a position, from which it falls to 0 at kLookingRadius; less the more it reads
/// the whole image.
///
/// @return (N) in 0..1
std::vector<float> looking_at(const Selectors& selectors, const ImagePart& part);

/// The least value of looking_at that is highlighted: smaller ones look like the underlay.
constexpr float kLeastLooking = 0.05F;

/// How many vertices are highlighted.
int looking_count(const std::vector<float>& looking);

/// Highlights those vertices; the others show the underlay.
MapColors looking_colors(const std::vector<float>& looking);

}  // namespace cortiscope
