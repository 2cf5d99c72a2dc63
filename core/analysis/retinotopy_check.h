#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/data/fit_result.h"
#include "core/data/subject.h"

namespace cortiscope {

/// Whether receptive fields lie where anatomy says. The visual field is crossed and inverted on the
/// cortex: left V1 to V3 look right, their dorsal parts down.
enum class Retinotopy { kUpright, kUpsideDown, kExchanged, kSwapped, kUndecidable };

/// "upright", "upside down", "left and right exchanged", "hemispheres swapped" or "undecidable".
const char* name_of(Retinotopy retinotopy);

/// What is wrong, and where to look; nothing where it is upright or undecidable.
std::optional<std::string> concern_about(Retinotopy retinotopy);

/// Checks receptive fields away from the fovea (|u| > 0.2) in V1 to V3.
///
/// The areas are the regions of these names, else the parcels: "V1", "V2d", "lh.V3v",
/// "L_V1_ROI", "V2_exvivo". Where none of a hemisphere names its part (d, v), the vertices whose z
/// on the white, pial or inflated surface, less its trend along y, is in the upper third count as
/// dorsal, those in the lower third as ventral.
///
/// A direction (across, along the vertical) is decided where at least two of three vertices agree
/// in each hemisphere that has five dorsal and five ventral ones, dorsal and ventral weighing the
/// same along the vertical. A verdict needs both. Mirrored images and swapped hemispheres look the
/// same: hemispheres are called swapped only where the white (pial) surface of lh lies at x > 0,
/// and that of rh, if there is one, at x < 0. Turned by 180 degrees is called upside down.
///
/// @param space   (N, 2) receptive fields of the subject's vertices (selectors.h)
/// @param counts  (N) which of them to look at
Retinotopy check_retinotopy(const Subject& subject, const Array<float>& space,
                            const std::vector<bool>& counts);

/// Of a fit: its vertices with evidence. Undecidable where evidence was not tested.
Retinotopy check_retinotopy(const FitResult& fit);

/// Of a subject's truth: all its vertices. @pre there is one
Retinotopy check_retinotopy_of_truth(const Subject& subject);

}  // namespace cortiscope
