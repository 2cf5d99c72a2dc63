// Features of other programs. The first byte says which file of them the rest is.
#include "core/io/other_features/other_features.h"

#include <numeric>

#include "core/base/temporary_folder.h"
#include "core/io/atomic_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/npy_bytes.h"

namespace {

using namespace cortiscope;

void read_all(const std::filesystem::path& path) {
  fuzz::read_or_refuse([&] {
    const auto found = open_other_features(path);
    if (!found) return;
    std::vector<int> images(found->features->info().images.size());
    std::iota(images.begin(), images.end(), 0);
    constexpr std::size_t kMost = 8;
    images.resize(std::min(images.size(), kMost));
    found->features->read(images);
  });
}

/// Replaces one of a folder's files by the input, as a link.
void put(const std::filesystem::path& input, const std::filesystem::path& file) {
  std::filesystem::remove(file);
  std::filesystem::create_symlink(input, file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "net");
  const auto input = fuzz::file_of(data + 1, size - 1);
  const auto npz = folder / "net" / (data[0] == 'i' ? "image.npz" : "consolidated_layer.npz");
  const auto npy = folder / "net/features.npy", names = folder / "net/file_names.txt";
  switch (data[0]) {
    case 'i':  // of Net2Brain, an image
    case 'l':  // a layer
      put(input, npz);
      read_all(folder / "net");
      break;
    case 't':  // of thingsvision, the array
      write_file(names, "a\nb\n");
      put(input, npy);
      read_all(npy);
      break;
    default:  // the names
      write_file(npy, npy_list({1, 2}));
      put(input, names);
      read_all(npy);
  }
  std::filesystem::remove_all(folder / "net");
  return 0;
}
