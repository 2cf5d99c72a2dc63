// Protects the HDF5 library from files that we did not write. The library (1.10 in Debian 12) does
// not validate what it reads: of our own files with one to six random bytes changed, one in fifty
// makes it crash, write out of bounds, or never end, and we cannot check a file before the library
// has read it. Therefore a small separate program reads each file first, within limits; a file that
// makes it fail is not opened here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/quiet_program.h"

namespace cortiscope::h5 {

/// Disables features that make the library open further files: external links and filters loaded on
/// demand. Applies to the whole process; may be called again.
void keep_to_one_file();

/// Why a dataset is rejected, as text that follows its name; empty if it is accepted: its numbers
/// must lie in this file, in chunks of a sensible size, compressed with deflate if at all.
///
/// @param file_size  bytes
std::string reason_not_to_read(std::int64_t dataset, std::uint64_t file_size);

/// Opens every object of a file, and reads everything that a reader may read: all attributes, all
/// texts, all numbers of small files and the first of large ones. Reports nothing; the only result
/// is whether it returns.
void read_through(const std::filesystem::path& file);

/// The limits on memory and time while a file is read through.
struct Limits {
  std::uint64_t memory;  ///< bytes
  double seconds;        ///< of computing
};
Limits limits_of(std::uint64_t file_size);

/// Exit code of the program that reads through, where there was not enough memory.
constexpr int kOutOfMemory = 3;
/// Exit code where compressed chunks take more room than their numbers do: they unpack to more.
constexpr int kOverfullChunks = 4;

/// Why a file is not read, by how the program that read it through has ended: text that follows
/// "found"; empty if it is sound.
/// @throws Error  kInternal: the program failed for a reason that is not in the file: it was
/// killed,
///                or the disk does not answer
std::string reason_of(const ProgramEnd& end, const Limits& limits,
                      const std::filesystem::path& file);

/// Reads a file through in a separate program, once as long as the file does not change.
///
/// @throws Error  kBadFormat: that program crashed, or took too much time or memory; kInternal: it
///                cannot be started, or as reason_of
void require_sound(const std::filesystem::path& file);

/// Marks a file as sound in its present state: for files that this process has written.
void trust(const std::filesystem::path& file);

}  // namespace cortiscope::h5
