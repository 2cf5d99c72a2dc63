#include "core/base/temporary_folder.h"

#include <cstdlib>

#include "core/base/error.h"

namespace cortiscope {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "cortiscope-XXXXXX").string();
  if (!mkdtemp(pattern.data())) {
    throw Error(ErrorKind::kInternal, pattern, "no temporary folder can be made there",
                "set TMPDIR to a folder that may be written to");
  }
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace cortiscope
