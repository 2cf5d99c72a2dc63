#include "core/io/image/png_file.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const std::string_view bytes = fuzz::text_of(data, size);
  fuzz::read_or_refuse([&] { png_size(bytes, "input"); });
  fuzz::read_or_refuse([&] { decode_png(bytes, "input"); });
  fuzz::read_or_refuse([&] { read_png_texts(fuzz::file_of(data, size)); });
  return 0;
}
