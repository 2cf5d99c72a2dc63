#include "app/session/session_file.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  fuzz::read_or_refuse([&] { read_session(fuzz::file_of(data, size)); });
  return 0;
}
