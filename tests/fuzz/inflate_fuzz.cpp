#include <cstdlib>

#include "core/io/inflate.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const std::string_view bytes = fuzz::text_of(data, size);
  fuzz::read_or_refuse([&] {
    constexpr std::size_t kLimit = 100000;
    const std::string all = inflate_all(bytes, kLimit, "input");
    const std::string start = inflate_start(bytes, 16, "input");
    if (all.size() > kLimit || all.substr(0, 16) != start) std::abort();
  });
  return 0;
}
