#include "core/base/cache_folder.h"

#include <cstdlib>

namespace cortiscope {

std::optional<std::filesystem::path> cache_folder() {
  const auto variable = [](const char* name) -> std::filesystem::path {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  std::filesystem::path folder = variable("XDG_CACHE_HOME");
  if (!folder.is_absolute()) folder = variable("HOME") / ".cache";
  if (!folder.is_absolute()) return std::nullopt;
  folder /= "cortiscope";
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return std::nullopt;
  return folder;
}

}  // namespace cortiscope
