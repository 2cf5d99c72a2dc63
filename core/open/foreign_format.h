#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace cortiscope {

/// A format of another program that we do not read, and the way from it to one that we read.
struct ForeignFormat {
  std::string what;  ///< with its article: "a NumPy array (.npy)"
  std::string way;   ///< a hint: what to do
};

/// Recognises such a format from a file's first bytes, and from its name where it has no mark.
std::optional<ForeignFormat> foreign_format_of(std::string_view start, const std::string& name);

/// The same of a file; of a NumPy array also its type and shape. Never throws: a file that cannot
/// be read is of no known format.
std::optional<ForeignFormat> foreign_format_of(const std::filesystem::path& file);

/// What messages say that a file of no known format was found to be, and what to do about it.
ForeignFormat unknown_format_of(const std::filesystem::path& file);

}  // namespace cortiscope
