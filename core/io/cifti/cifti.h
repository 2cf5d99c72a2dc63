#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/data/cortex.h"
#include "core/io/annotation.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// The cortical part of a CIFTI-2 file of maps over grayordinates, or over parcels of the cortex.
struct Cifti {
  std::vector<std::string> map_names;      ///< (K); of a series "1", "2", ...
  std::array<Array<float>, 2> maps;        ///< [lh, rh], (K, V) each, NaN at vertices that the
                                           ///< file leaves out; empty where it lacks a hemisphere
  std::array<std::int64_t, 2> left_out{};  ///< number of vertices left out: the medial wall
  std::int64_t other_grayordinates = 0;    ///< of structures other than cortex
  std::vector<std::array<Annotation, 2>> labels;  ///< (K) of a label file
  /// Of parcellated files: the maps give all vertices of a parcel its value.
  std::array<Annotation, 2> parcels;
  std::int64_t parcel_count =
      0;  ///< of both hemispheres and of other structures; 0 of grayordinates
};

/// Reads scalars (.dscalar.nii), a series (.dtseries.nii) or labels (.dlabel.nii), or the same of
/// parcels (.pscalar.nii, .ptseries.nii, .plabel.nii), also inside gzip; both byte orders, any
/// number type.
///
/// @param dropped  records other structures, and rounding
/// @throws Error  kNotFound: no such file; kBadFormat: not CIFTI-2, damaged, or without a cortex;
///                kBadShape: connectivity rather than maps; kBadValue: a vertex or grayordinate out
///                of range, or a label that is no whole number
///
/// Source: CIFTI-2 Connectivity File Format (nitrc.org/projects/cifti), version of 1 March 2014.
Cifti read_cifti(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// Writes maps of one hemisphere or both as scalars, all vertices of the mesh.
///
/// @param map_names  (K)
/// @param maps       [lh, rh], (K, V) each; one may be empty
/// @throws Error  kBadShape: the hemispheres differ in K; kNotFound: the folder is not there;
///                kInternal: the disk is full or writing fails
void write_cifti_maps(const std::vector<std::string>& map_names,
                      const std::array<Array<float>, 2>& maps, const std::filesystem::path& file);

/// Writes label maps of the parcels of one hemisphere or both.
///
/// @param map_names    (K), K at least 1
/// @param annotations  (K) x [lh, rh], of the same vertices; one hemisphere may have none
/// @throws Error  as write_cifti_maps, and as parcel_numbers
void write_cifti_labels(const std::vector<std::string>& map_names,
                        const std::vector<std::array<Annotation, 2>>& annotations,
                        const std::filesystem::path& file);

}  // namespace cortiscope
