#include "core/open/image_list.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  // An HDF5 file is read by another program first: the target h5 looks into those.
  if (fuzz::text_of(data, size).find("\x89HDF") != std::string_view::npos) return 0;
  fuzz::read_or_refuse([&] { read_image_list(fuzz::file_of(data, size)); });
  return 0;
}
