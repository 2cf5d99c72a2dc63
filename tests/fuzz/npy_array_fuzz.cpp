#include <numeric>

#include "core/io/npy/npy_array.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const auto file = fuzz::file_of(data, size);
  fuzz::read_or_refuse([&] { NpyArray(file).values(); });
  fuzz::read_or_refuse([&] {
    const NpyArray array(file);
    if (array.shape().size() != 2) return;
    const auto columns = std::size_t(array.shape()[1]);
    // A shape with an empty axis may name any number of the other, which holds nothing.
    if (array.shape()[0] == 0 || columns == 0) return;
    std::vector<int> rows(std::size_t(array.shape()[0]));
    std::iota(rows.rbegin(), rows.rend(), 0);
    std::vector<float> values(rows.size() * columns);
    array.read_rows(rows, values.data(), std::int64_t(columns));
  });
  return 0;
}
