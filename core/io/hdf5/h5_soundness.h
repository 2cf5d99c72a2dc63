// What stands between a strange file and the HDF5 library. The library (1.10 in Debian 12) trusts
// what it reads: of our own files with one to six bytes changed at random, one in fifty makes it
// crash, write where it should not, or never end, and no check of ours can come before it has read
// them. So a small program reads each file first, on its own and within limits; what it does not
// survive is not opened here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace cortiscope::h5 {

/// Turns off what would make the library open further files: external links and filters that are
/// loaded when needed. For the whole process; may be called again.
void keep_to_one_file();

/// Why a dataset is not read, in words that follow its name; empty where it is: its numbers must
/// lie in this file, in chunks of a sensible size, compressed with deflate if at all.
///
/// @param file_size  bytes
std::string reason_not_to_read(std::int64_t dataset, std::uint64_t file_size);

/// Opens every object of a file, and reads what a reader may read of it: all attributes, all texts,
/// all numbers of small files and the first of large ones. Says nothing: it ends, or it does not.
void read_through(const std::filesystem::path& file);

/// How much of the machine a file may take while it is read through.
struct Limits {
  std::uint64_t memory;  ///< bytes
  double seconds;        ///< of computing
};
Limits limits_of(std::uint64_t file_size);

/// Exit code of the program that reads through, where there was not enough memory.
constexpr int kOutOfMemory = 3;

/// Has a file read through by a program of its own, once for as long as the file stays as it is.
///
/// @throws Error  kBadFormat: that program crashed, or took too much time or memory; kInternal: it
///                cannot be started
void require_sound(const std::filesystem::path& file);

/// Holds a file for sound as it is now: what this process has written itself.
void trust(const std::filesystem::path& file);

}  // namespace cortiscope::h5
