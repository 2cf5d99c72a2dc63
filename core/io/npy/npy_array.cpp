#include "core/io/npy/npy_array.h"

#include <utility>

#include "core/io/file_bytes.h"

namespace cortiscope {

NpyArray::NpyArray(const std::filesystem::path& file)
    : map_(file), numbers_(map_.bytes(), file_name(file)) {}

NpyArray NpyArray::transposed() && {
  numbers_.transpose();
  return std::move(*this);
}

void NpyArray::read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const {
  map_.require_whole();
  numbers_.read_rows(rows, to, stride);
}

std::vector<double> NpyArray::values() const {
  map_.require_whole();
  return numbers_.values();
}

}  // namespace cortiscope
