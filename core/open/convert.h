#pragma once

#include <filesystem>
#include <string>

#include "core/io/dropped.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Writes a surface, values at vertices, a parcellation, a label or a whole cortex in another
/// format, given by the name of `to`:
///
/// - .gii, .gii.gz: GIFTI of the matching kind
/// - .mgh, .mgz, .nii, .nii.gz: values
/// - .dscalar.nii, .dlabel.nii: CIFTI-2 values and parcels, of both hemispheres if the other's file
///   is next to `from`
/// - .annot, .label: parcels; one region
/// - .asc: a surface as text; .patch.flat: a flat surface as a patch
/// - .h5: a cortex, from a folder, or from a surface and the other hemisphere's next to it
/// - any other: a FreeSurfer surface or curv file; for a cortex, a folder
///
/// Of a file of both hemispheres, one after the other, the one that the name of `to` says is
/// written, or both where `to` holds both (divided_maps.h, surface_pair.h).
///
/// Formats that do not store the size of their mesh (labels, patches, listed vertices) take it from
/// a surface next to the file.
///
/// @param warnings  receives a warning where a file and its name disagree on the hemisphere
/// @param map  of a file of several maps the one to write, its number, from 1, or its name; empty:
/// all
///             that `to` can hold
/// @return  the data in `from` that `to` lacks
/// @throws Error  kBadFormat: `from` is none of these, or the format of `to` cannot hold it;
///                kNotFound: no mesh next to it; kBadValue: there is no such map, the file has no
///                maps, or is of another hemisphere than the name of `to` says; also as the readers
///                and writers
Dropped convert(const std::filesystem::path& from, const std::filesystem::path& to,
                Warnings* warnings = nullptr, const std::string& map = {});

}  // namespace cortiscope
