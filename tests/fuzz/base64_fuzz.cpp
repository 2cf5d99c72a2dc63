#include <cstdlib>

#include "core/base/base64.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const std::string_view text = fuzz::text_of(data, size);
  if (decode_base64(encode_base64(text)) != std::string(text)) std::abort();
  const auto bytes = decode_base64(text);
  if (bytes && decode_base64(encode_base64(*bytes)) != bytes) std::abort();
  return 0;
}
