#include "core/io/image/jpeg_decoder.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const std::string_view bytes = fuzz::text_of(data, size);
  fuzz::read_or_refuse([&] { jpeg_size(bytes, "input"); });
  fuzz::read_or_refuse([&] { decode_jpeg(bytes, "input"); });
  return 0;
}
