#include "core/io/npy/pickle_values.h"
#include "core/io/npy/pickled_names.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] { read_pickled_names(fuzz::file_of(data, size)); });
  // Without the header before it, which few changes keep.
  fuzz::read_or_refuse([&] { parse_pickle(fuzz::text_of(data, size), "a pickle"); });
  return 0;
}
