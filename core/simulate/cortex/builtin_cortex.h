#pragma once

#include <functional>

#include "core/data/cortex.h"

namespace cortiscope {

/// Increases when the result of folding changes. Cached files contain it in their names.
constexpr int kBuiltinCortexVersion = 3;

/// A synthetic cortex that needs no file: two hemispheres that folded by growth, with the sulci
/// that every brain has and others that differ between left and right; white, pial, inflated and
/// sphere (radius 100 mm), curvature, sulcal depth, and a flatmap of the visual cortex, cut along
/// the calcarine sulcus. Vertices with the same index lie at corresponding positions in both
/// hemispheres. Parcels `pericalcarine`, `cuneus` and `lingual`. It is no person's brain, and is
/// labelled synthetic wherever it is shown.
///
/// Folding takes seconds: the build does it once, and its result is installed with the program.
/// Without the installed file this is kept_builtin_cortex(). Deterministic.
///
/// @param subdivisions  of the icosahedron: 10 * 4^s + 2 vertices per hemisphere (5: 10,242; 7:
///                      163,842). Folds are made at 5; finer meshes have the same folds, smoother;
///                      coarser ones, for tests, are smoothed until their few vertices can
///                      represent them. The first vertices of a finer one are those of a coarser
///                      one down to 5.
/// @pre 2 <= subdivisions <= 7
/// @param on_folding    called on this thread with the fraction done, if it must be folded first;
///                      may be empty; an exception ends the folding
Cortex builtin_cortex(int subdivisions = 5, const std::function<void(double)>& on_folding = {});

/// The cortex at 5 subdivisions from the user's cache folder (core/base/cache_folder.h); folded and
/// saved there if missing or damaged.
Cortex kept_builtin_cortex(const std::function<void(double)>& on_folding = {});

/// The cortex at 5 subdivisions, newly folded: takes some seconds on two threads.
Cortex fold_builtin_cortex(const std::function<void(double)>& on_folding = {});

}  // namespace cortiscope
