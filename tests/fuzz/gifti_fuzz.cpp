#include "core/io/gifti/gifti.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const auto file = fuzz::file_of(data, size);
  fuzz::read_or_refuse([&] { read_gifti_surface(file); });
  fuzz::read_or_refuse([&] { read_gifti_maps(file); });
  fuzz::read_or_refuse([&] { read_gifti_labels(file); });
  return 0;
}
