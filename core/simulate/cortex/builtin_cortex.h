#pragma once

#include <functional>

#include "core/data/cortex.h"

namespace cortiscope {

/// Changes with what folding gives. What is kept from one run to the next carries it in its name.
constexpr int kBuiltinCortexVersion = 3;

/// A made-up cortex that needs no file: two hemispheres that folded by growth, with the sulci that
/// every brain has and others that differ between left and right; white, pial, inflated and sphere
/// (radius 100 mm), curvature, sulcal depth, and a flatmap of the visual cortex, cut along the
/// calcarine sulcus. Vertices of one number in both hemispheres lie in like places. Parcels
/// `pericalcarine`, `cuneus` and `lingual`. Nobody's brain: said to be synthetic wherever it is
/// shown.
///
/// Folding takes seconds: the build does it once, and its result is installed with the program.
/// Without it this is kept_builtin_cortex(). Same numbers each time.
///
/// @param subdivisions  of the icosahedron: 10 * 4^s + 2 vertices a hemisphere (5: 10,242; 7:
///                      163,842). Folds are made at 5; finer ones are the same, smoother; coarser
///                      ones, for tests, are smoothed until their few vertices can follow. The
///                      first vertices of a finer one are those of a coarser one down to 5.
/// @pre 2 <= subdivisions <= 7
/// @param on_folding    called on this thread with the share done where it must be folded first;
/// may
///                      be empty; what it throws ends the folding
Cortex builtin_cortex(int subdivisions = 5, const std::function<void(double)>& on_folding = {});

/// The cortex at 5 subdivisions from the user's cache folder (core/base/cache_folder.h); folded and
/// kept there where it is not, or damaged.
Cortex kept_builtin_cortex(const std::function<void(double)>& on_folding = {});

/// The cortex at 5 subdivisions, folded anew: some seconds, on two threads.
Cortex fold_builtin_cortex(const std::function<void(double)>& on_folding = {});

}  // namespace cortiscope
