#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/array.h"
#include "core/io/byte_writer.h"

namespace cortiscope {

/// Writes maps per vertex wrapped as NIfTI-1, as read_nifti_maps reads them and FreeSurfer writes
/// them: (V, 1, 1, K); more than 32767 vertices with a first size of -1 and V in glmin; fsaverage's
/// as (27307, 1, 6, K). Compressed where the name ends in .gz.
///
/// @param maps  (K, V), stored as floats
/// @throws Error  kBadShape: more than 32767 maps; kNotFound: the folder is not there; kInternal:
///                the disk is full or writing fails
void write_nifti_maps(const Array<float>& maps, const std::filesystem::path& file);

/// Starts a NIfTI-2 file of floats with one extension; the numbers follow.
///
/// @param extents         fastest first, at most 7
/// @param intent          NIfTI's code and name of what the numbers mean
/// @param extension_code  and its text
ByteWriter start_nifti2(const std::vector<std::int64_t>& extents, std::int32_t intent,
                        std::string_view intent_name, std::int32_t extension_code,
                        std::string_view extension);

}  // namespace cortiscope
