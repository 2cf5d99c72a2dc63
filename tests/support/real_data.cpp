#include "tests/support/real_data.h"

#include <cstdlib>

namespace cortiscope {

std::optional<std::filesystem::path> real_data() {
  const char* folder = std::getenv("CORTISCOPE_REAL_DATA");
  if (!folder || !std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

}  // namespace cortiscope
