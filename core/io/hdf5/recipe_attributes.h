#pragma once

#include <string>

#include "core/data/recipe.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// A recipe as attributes of a group, as in FORMAT.md. Files of before recipes name one learning
/// rate, or none: the published recipe's, in which the selectors' was at most the published rate.
Recipe read_recipe(const H5Reader& file, const std::string& group);
void write_recipe(H5Writer& file, const std::string& group, const Recipe& recipe);

}  // namespace cortiscope
