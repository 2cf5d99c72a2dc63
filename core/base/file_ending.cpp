#include "core/base/file_ending.h"

#include <algorithm>
#include <cctype>

namespace cortiscope {

std::string file_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char letter) { return char(std::tolower(letter)); });
  return ending;
}

}  // namespace cortiscope
