#include "core/io/safetensors/safetensors.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const std::filesystem::path path = fuzz::file_of(data, size);
  fuzz::read_or_refuse([&] {
    const SafetensorsFile file(path);
    for (const auto& [name, entry] : file.tensors()) {
      fuzz::read_or_refuse([&file, &name = name] { file.read(name); });
    }
  });
  fuzz::read_or_refuse([&] { is_safetensors(path); });
  return 0;
}
