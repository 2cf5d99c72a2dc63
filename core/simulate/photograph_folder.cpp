#include "core/simulate/photograph_folder.h"

#include <numeric>

#include "core/io/image/image_folder.h"

namespace cortiscope {

std::vector<Image> read_photographs(const std::filesystem::path& folder) {
  const ImageFolder files(folder);
  std::vector<int> all(files.names().size());
  std::iota(all.begin(), all.end(), 0);
  return files.read(all);
}

}  // namespace cortiscope
