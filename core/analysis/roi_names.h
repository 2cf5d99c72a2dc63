#pragma once

#include <string>

namespace cortiscope {

/// The area that an ROI's file or label names, wholly or in part, by the names that studies use:
/// "V1v", "lh.V1_exvivo" and "L_V1_ROI" are of "V1", "FFA-2" and "mFus-faces" of "FFA". An ROI that
/// the table does not have keeps its name, without that of its hemisphere.
///
/// Sources: the ROIs of the Natural Scenes Dataset (Allen et al. 2022) and of the Algonauts 2023
/// challenge (Gifford et al. 2023); the functional localizer's areas by their sulci (Stigliani,
/// Weiner and Grill-Spector 2015); probabilistic maps (Wang et al. 2015).
std::string area_of_roi(const std::string& roi);

/// Whether an ROI is the named area, or a part of it. Capitals, hyphens, underscores and spaces
/// make no difference. A part may be asked for by its own name: "FFA-1" is not "FFA-2".
bool is_of_area(const std::string& roi, const std::string& area);

}  // namespace cortiscope
