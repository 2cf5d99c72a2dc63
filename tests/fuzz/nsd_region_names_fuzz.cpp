#include "core/study/nsd_regions.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] {
    for (const auto& [number, name] : read_nsd_region_names(fuzz::file_of(data, size))) {
      fuzz::require_readable(std::string_view(name).substr(0, 100));
    }
  });
  return 0;
}
