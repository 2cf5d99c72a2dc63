// Shared by the h5_*.cpp alone.
#pragma once

#include <cstdint>
#include <filesystem>

namespace cortiscope::h5 {

/// Creates an HDF5 file whose writes never fail as far as the library can see. The library cannot
/// close a file whose last data it could not write: it crashes when the program ends. Here the
/// first failure is noted instead, and what cannot be written is dropped.
///
/// @param creation, access  property lists; `access` is changed
/// @param failure  receives the errno of the first write that failed; lives until the file is
///                 closed
/// @return  the file's id; negative where it cannot be created. The caller holds the lock.
std::int64_t create_new_file(const std::filesystem::path& file, std::int64_t creation,
                             std::int64_t access, int* failure);

/// The same for one that is there, to go on writing it.
std::int64_t open_new_file(const std::filesystem::path& file, std::int64_t access, int* failure);

}  // namespace cortiscope::h5
