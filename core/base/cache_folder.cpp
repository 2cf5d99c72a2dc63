#include "core/base/cache_folder.h"

#include <cstdlib>

namespace cortiscope {
namespace {

/// @param variable   names the folder of such files
/// @param otherwise  from the user's home
std::optional<std::filesystem::path> user_folder(const char* variable, const char* otherwise) {
  const auto value_of = [](const char* name) -> std::filesystem::path {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  std::filesystem::path folder = value_of(variable);
  if (!folder.is_absolute()) folder = value_of("HOME") / otherwise;
  if (!folder.is_absolute()) return std::nullopt;
  folder /= "cortiscope";
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return std::nullopt;
  return folder;
}

}  // namespace

std::optional<std::filesystem::path> cache_folder() {
  return user_folder("XDG_CACHE_HOME", ".cache");
}

std::optional<std::filesystem::path> state_folder() {
  return user_folder("XDG_STATE_HOME", ".local/state");
}

}  // namespace cortiscope
