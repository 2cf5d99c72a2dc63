// Everything that `cortiscope info` reports about a file of any format.
#include "core/open/describe.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] { describe(fuzz::file_of(data, size)); });
  return 0;
}
