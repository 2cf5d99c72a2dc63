#pragma once

#include <filesystem>

#include "core/data/array.h"

namespace cortiscope {

/// Reads values a vertex from FreeSurfer's volume format (.mgh, .mgz): unsigned bytes, 16- and
/// 32-bit integers, floats.
///
/// The format has no word for "vertices". A file whose size differs from 1 on one axis only holds
/// one map; on two, as (V, 1, 1, K) or (1, 1, K, V), K maps, and V is the larger.
///
/// @return  (K, V); NaN kept as stored
/// @throws Error  kNotFound: no such file; kBadFormat: not MGH, cut short, or of a number type that
///                we do not know; kBadShape: a volume rather than values a vertex
///
/// Source: FreeSurfer wiki, FsTutorial/MghFormat.
Array<float> read_mgh_maps(const std::filesystem::path& file);

}  // namespace cortiscope
