#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cortiscope {

/// The names of the images that a study showed, in the order of its responses: of a folder of PNG
/// and JPEG files those of the files, of an images file or a subject file those in it, of a text
/// file its lines, blank ones left out.
///
/// @return  unique names
/// @throws Error  kNotFound: no such path, or no name in it; kBadFormat: a file of another kind, or
///                of more than 500,000 names; kBadValue: a name that is there twice
std::vector<std::string> read_image_list(const std::filesystem::path& path);

}  // namespace cortiscope
