#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

/// The stimuli of a subject: M images by name, in memory, or in files where these are read one by
/// one as they are shown (app/gui/stimulus_reader.h).
struct Stimuli {
  std::vector<std::string> names;    ///< (M), unique
  std::vector<Image> images = {};    ///< (M), all of one size; none where they stay in the files
  std::filesystem::path files = {};  ///< where they stay, as open_images() opens it
};

}  // namespace cortiscope
