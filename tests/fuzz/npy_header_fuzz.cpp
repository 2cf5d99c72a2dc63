#include "core/io/npy/npy_header.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] { read_npy_header(fuzz::file_of(data, size)); });
  return 0;
}
