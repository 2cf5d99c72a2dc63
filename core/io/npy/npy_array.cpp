#include "core/io/npy/npy_array.h"

#include <utility>

#include "core/io/file_bytes.h"

namespace cortiscope {

NpyArray::NpyArray(const std::filesystem::path& file)
    : NpyArray(std::make_shared<const OpenFile>(file)) {}

NpyArray::NpyArray(std::shared_ptr<const OpenFile> file)
    : file_(std::move(file)),
      numbers_(
          file_->size(),
          [file = file_](std::uint64_t first, std::size_t count, char* to) {
            file->read(first, count, to);
          },
          file_name(file_->file())) {}

NpyArray NpyArray::transposed() && {
  numbers_.transpose();
  return std::move(*this);
}

}  // namespace cortiscope
