#include "core/backbone/network_config.h"

#include "core/base/temporary_folder.h"
#include "tests/fuzz/fuzz.h"

namespace {

/// Weights with each of the files that packages write beside them; all are the input.
std::filesystem::path weights_beside(const std::filesystem::path& input) {
  static const cortiscope::TemporaryFolder folder;
  if (std::filesystem::is_empty(folder.path())) {
    for (const char* name : {"config.json", "preprocessor_config.json", "open_clip_config.json"}) {
      std::filesystem::create_symlink(input, folder / name);
    }
  }
  return folder / "model.safetensors";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] { config_beside(weights_beside(fuzz::file_of(data, size))); });
  return 0;
}
