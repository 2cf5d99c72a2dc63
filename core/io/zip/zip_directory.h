#pragma once

#include <optional>
#include <string_view>

namespace cortiscope {

/// The directory of a ZIP archive, which lists its files: absent where the bytes are no archive, or
/// the directory is not inside them or larger than 64 MiB.
///
/// @param archive  all bytes of the file; the result points into them
std::optional<std::string_view> zip_directory_in(std::string_view archive);

}  // namespace cortiscope
