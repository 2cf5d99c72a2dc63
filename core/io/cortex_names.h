#pragma once

#include <optional>
#include <string>

#include "core/data/cortex.h"

namespace cortiscope {

/// The parts of a hemisphere that a cortex folder may hold, by their names in CortexSource.
enum class CortexPart {
  kWhite,
  kPial,
  kInflated,
  kSphere,
  kFlat,
  kCurvature,
  kSulcalDepth,
  kParcels,
  kRegion
};

/// "white", "pial", "inflated", "sphere", "flat", "curvature", "sulcal depth", "parcels" or
/// "region".
const char* name_of(CortexPart part);

/// The part that a file of a cortex folder holds, from its name alone.
struct CortexFileName {
  Hemisphere hemisphere;
  CortexPart part;
  int preference = 0;          ///< of files of the same part, the lowest is read
  bool is_registered = false;  ///< a sphere aligned with a template: sphere.reg
};

/// Recognises FreeSurfer's names (lh.pial, lh.sphere.reg, lh.cortex.patch.flat, lh.aparc.annot,
/// lh.V1_exvivo.label), nilearn's (infl_left.gii.gz), those of fMRIPrep and TemplateFlow
/// (tpl-fsaverage_hemi-L_pial.surf.gii) and plain ones (lh.pial.surf.gii).
///
/// FreeSurfer's binary files come before GIFTI, the registration sphere before the sphere.
/// @param tagged  the hemisphere inside a GIFTI file; takes precedence over the name
/// @return  nothing for files that are not part of a cortex
std::optional<CortexFileName> understand_cortex_file_name(
    const std::string& name, std::optional<Hemisphere> tagged = std::nullopt);

}  // namespace cortiscope
