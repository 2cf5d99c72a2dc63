#include "core/study/nsd_design.h"

#include "core/base/temporary_folder.h"
#include "tests/fuzz/fuzz.h"

namespace {

/// A download whose table and design are both the input.
cortiscope::NsdFiles files_of(const std::filesystem::path& input) {
  static const cortiscope::TemporaryFolder folder;
  const cortiscope::NsdFiles files{folder.path(), "subj01"};
  if (!std::filesystem::exists(files.trials().parent_path())) {
    std::filesystem::create_directories(files.trials().parent_path());
    std::filesystem::create_symlink(input, files.trials());
    std::filesystem::create_symlink(input, files.design());
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const NsdFiles files = files_of(fuzz::file_of(data, size));
  constexpr int kTrials = 8;
  fuzz::read_or_refuse([&] { read_nsd_design_csv(files, kTrials); });
  fuzz::read_or_refuse([&] { read_nsd_design_mat(files, kTrials); });
  return 0;
}
