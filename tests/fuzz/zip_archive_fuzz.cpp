#include "core/io/zip/zip_archive.h"

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const auto file = fuzz::file_of(data, size);
  fuzz::read_or_refuse([&] {
    const ZipArchive archive(file);
    for (const ZipEntry& entry : archive.entries()) {
      fuzz::read_or_refuse([&] { archive.read_start(entry, 100); });
      fuzz::read_or_refuse([&] { archive.read(entry); });
    }
  });
  return 0;
}
