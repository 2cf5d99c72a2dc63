#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/array.h"
#include "core/io/dropped.h"
#include "core/io/number_type.h"

namespace cortiscope {

/// The fields used from a NIfTI header, of version 1 or 2 and either byte order.
struct NiftiHeader {
  ByteOrder order = ByteOrder::kLittle;
  std::size_t size = 0;               ///< bytes: 348 or 540; extensions follow
  std::vector<std::int64_t> extents;  ///< of its 1 to 7 axes, fastest first; FreeSurfer's ways to
                                      ///< write a long first axis undone
  NumberType type = NumberType::kFloat32;
  double slope = 1, intercept = 0;  ///< value = slope * stored + intercept
  std::uint64_t data_offset = 0;    ///< bytes from the file's start
  std::int32_t intent = 0;          ///< NIfTI's code
  bool has_geometry = false;        ///< a q- or s-form

  /// Bytes from the file's start to the end of its numbers.
  /// @throws Error  kBadShape: more than 2^31 numbers
  std::uint64_t end_of_data(const std::string& subject) const;
};

/// The longest header; enough to recognise a file's format.
constexpr std::size_t kNiftiHeaderSize = 540;

/// Whether bytes start like a single-file NIfTI (.nii).
bool is_nifti(std::string_view start);

/// Whether bytes start like the header of a pair of files: NIfTI's (.hdr and .img), or
/// ANALYZE 7.5's, which has no mark but its size.
bool is_nifti_pair(std::string_view start);

/// The intent in the header; 0 if these bytes end before it.
std::int32_t nifti_intent(std::string_view start);

/// @param start  the first 540 bytes of the file, or all where there are fewer
/// @throws Error  kBadFormat: not NIfTI, cut short, or of an unknown number type
///
/// Source: nifti.nimh.nih.gov, nifti1.h and nifti2.h.
NiftiHeader read_nifti_header(std::string_view start, const std::string& subject);

/// Reads values per vertex that are wrapped as NIfTI (.nii, .nii.gz), or as a pair of header and
/// numbers (.hdr and .img, or .hdr.gz and .img.gz; either may be given), as vertex_layout.h
/// arranges them. FreeSurfer writes more than 32767 vertices with a first size of -1 and the true
/// one in glmin.
///
/// @param dropped  recordsgeometry and rounding
/// @return  (K, V), scaled as the header says
/// @throws Error  as read_nifti_header; kNotFound: no such file; kBadShape: a volume rather than
///                values per vertex
///
/// Source: FreeSurfer, utils/mri.cpp (niiRead).
Array<float> read_nifti_maps(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
