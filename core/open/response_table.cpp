#include "core/open/response_table.h"

#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/mgh_series.h"
#include "core/io/inflate.h"
#include "core/io/npy/npy_array.h"
#include "core/open/file_format.h"
#include "core/open/overlay.h"

namespace cortiscope {
namespace {

class NpyTable : public ResponseTable {
 public:
  explicit NpyTable(NpyArray array) : array_(std::move(array)) {}
  std::int64_t image_count() const override { return array_.shape()[0]; }
  std::int64_t column_count() const override { return array_.shape()[1]; }
  void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
            std::int64_t stride) const override {
    array_.read(rows, columns, to, stride);
  }

 private:
  NpyArray array_;
};

class MghTable : public ResponseTable {
 public:
  explicit MghTable(const std::filesystem::path& file) : series_(file) {}
  std::int64_t image_count() const override { return series_.frame_count(); }
  std::int64_t column_count() const override { return series_.vertex_count(); }
  void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
            std::int64_t stride) const override {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      series_.read_frame(rows[i], columns, to + std::int64_t(i) * stride);
    }
  }

 private:
  MghSeries series_;
};

class TableInMemory : public ResponseTable {
 public:
  explicit TableInMemory(Array<float> maps) : maps_(std::move(maps)) {}
  std::int64_t image_count() const override { return maps_.rows(); }
  std::int64_t column_count() const override { return maps_.row_size(); }
  void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
            std::int64_t stride) const override {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const float* from = maps_.row(rows[i]);
      for (std::size_t j = 0; j < columns.size(); ++j) {
        to[std::int64_t(i) * stride + std::int64_t(j)] = from[columns[j]];
      }
    }
  }

 private:
  Array<float> maps_;
};

bool is_npy(const std::filesystem::path& file) { return file_ending(file) == ".npy"; }

NpyArray open_npy(const std::filesystem::path& file) {
  NpyArray array(file);
  if (array.shape().size() == 2) return array;
  throw Error(
      ErrorKind::kBadShape, file_name(file),
      "expected a table of images by vertices, found an array of shape " + to_string(array.shape()),
      "is it the right file?");
}

}  // namespace

std::unique_ptr<const ResponseTable> open_response_table(const std::filesystem::path& file) {
  if (is_npy(file)) return std::make_unique<NpyTable>(open_npy(file));
  const bool is_mgh = format_of_file(file) == FileFormat::kMgh;
  if (is_mgh && !is_gzip(read_file_start(file, 2))) return std::make_unique<MghTable>(file);
  return std::make_unique<TableInMemory>(read_overlay_maps(file));
}

std::unique_ptr<const ResponseTable> open_transposed_table(const std::filesystem::path& file) {
  if (!is_npy(file)) return nullptr;
  return std::make_unique<NpyTable>(open_npy(file).transposed());
}

}  // namespace cortiscope
