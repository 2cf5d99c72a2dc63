#include "core/base/temporary_folder.h"

#include <cstdlib>

#include "core/base/error.h"

namespace cortiscope {

std::optional<std::filesystem::path> make_temporary_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "cortiscope-XXXXXX").string();
  if (!mkdtemp(pattern.data())) return std::nullopt;
  return pattern;
}

TemporaryFolder::TemporaryFolder() {
  const std::optional<std::filesystem::path> made = make_temporary_folder();
  if (!made) {
    throw Error(ErrorKind::kInternal, std::filesystem::temp_directory_path().string(),
                "no temporary folder can be made there",
                "set TMPDIR to a folder that may be written to");
  }
  path_ = *made;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace cortiscope
