#pragma once

#include <filesystem>

#include "core/io/dropped.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Writes a surface, values at vertices, a parcellation, a label or a whole cortex in another
/// format, which the name of `to` tells:
///
/// - .gii, .gii.gz: GIFTI, of each what it is
/// - .mgh, .mgz, .nii, .nii.gz: values
/// - .dscalar.nii, .dlabel.nii: CIFTI-2 values and parcels, of both hemispheres where the other's
///   file lies beside `from`
/// - .annot, .label: parcels; one region
/// - .asc: a surface as text; .patch.flat: a flat surface as a patch
/// - .h5: a cortex, of a folder or of a surface and the other hemisphere's beside it
/// - any other: a FreeSurfer surface or curv file; of a cortex a folder
///
/// What lies on a mesh without saying how large it is (labels, patches, listed vertices) finds it
/// in a surface beside.
///
/// @param warnings  is told where a file and its name disagree on the hemisphere
/// @return  what `from` holds and `to` does not
/// @throws Error  kBadFormat: `from` is none of these, or the format of `to` cannot hold it;
///                kNotFound: no mesh beside; also what readers and writers throw
Dropped convert(const std::filesystem::path& from, const std::filesystem::path& to,
                Warnings* warnings = nullptr);

}  // namespace cortiscope
