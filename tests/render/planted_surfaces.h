#pragma once

#include "core/data/surface.h"

namespace cortiscope {

/// An icosahedron refined `rounds` times on the sphere, anticlockwise seen from outside.
Surface ball(float radius_mm, int rounds = 4);

/// A grid of columns x rows squares of one millimetre in the plane z = 0, from the origin right and
/// up, anticlockwise seen from +z. Vertex (column, row) has index row * (columns + 1) + column.
Surface sheet(int columns, int rows);

}  // namespace cortiscope
