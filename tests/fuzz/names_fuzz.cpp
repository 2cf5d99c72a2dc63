// What file names say: which hemisphere, which part of a cortex, which region.
#include "core/io/cortex_names.h"
#include "core/open/hemisphere_pair.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  constexpr std::size_t kLongestName = 255;  // of a file, on any disk
  if (size > kLongestName) return 0;
  const std::string name(fuzz::text_of(data, size));
  understand_cortex_file_name(name);
  fuzz::read_or_refuse([&] { hemisphere_pair(name); });
  return 0;
}
