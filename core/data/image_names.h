#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// The file name in a path, without its folders and the ending of an image file:
/// "cats/n01.JPEG" is "n01". Other endings stay: "nsd.13" is a name.
std::string bare_image_name(const std::string& name);

/// Names of images as a study calls them. Features of other programs may name an image by its path,
/// or with another ending or none: where a study's name is not among these names, the one that is
/// the same without folders and ending is replaced by it. Not where two would be the same: then
/// nothing says which is meant.
///
/// @param names  (M), unique
/// @param study  unique
/// @return  (M), unique, in the order of `names`
std::vector<std::string> names_as_in(std::vector<std::string> names,
                                     const std::vector<std::string>& study);

}  // namespace cortiscope
