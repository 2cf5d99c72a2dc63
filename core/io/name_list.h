#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cortiscope {

/// What messages about a list of names advise.
struct NameListHints {
  const char* none;   ///< where it is empty
  const char* twice;  ///< where it has a name twice
};

/// The names of images in a text file, one a line, without the blanks around them; blank lines are
/// left out.
///
/// @return  unique names, at least one
/// @throws Error  kNotFound: no such file, or no name in it; kBadFormat: not text, or more than
///                500,000 names; kBadValue: a name that is there twice
std::vector<std::string> read_name_list(const std::filesystem::path& file,
                                        const NameListHints& hints);

}  // namespace cortiscope
