#pragma once

#include <filesystem>

namespace cortiscope {

/// A TorchScript file is a program that runs with the user's rights. Which ones this user trusts is
/// remembered by their contents (SHA-256) in the cache folder: those that a simulation wrote, and
/// those that the user confirmed. Where there is no cache folder nothing is remembered.

/// Whether a file of these contents was trusted before. Reads it whole.
/// @throws Error  kNotFound, kBadFormat: as reading a file
bool is_trusted(const std::filesystem::path& file);

/// Remembers that this user trusts it.
void trust(const std::filesystem::path& file);

/// Call before a TorchScript file of the user's is opened.
/// @param is_confirmed  the user has just said so; it is remembered
/// @throws Error  kBadValue, about the option `trust`: neither confirmed nor trusted before
void require_trusted(const std::filesystem::path& file, bool is_confirmed);

}  // namespace cortiscope
