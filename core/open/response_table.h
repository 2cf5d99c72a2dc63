#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace cortiscope {

/// The responses in one file: a row an image, a column a vertex. Those of .npy and uncompressed
/// .mgh files are read from the file as they are needed, those of others are held in memory.
class ResponseTable {
 public:
  virtual ~ResponseTable() = default;
  virtual std::int64_t image_count() const = 0;
  virtual std::int64_t column_count() const = 0;

  /// Copies some columns of some rows: columns[j] of rows[i] to `to[i * stride + j]`.
  /// @pre they are there
  /// @throws Error  where the file cannot be read, or holds a number there that is not finite; in
  ///                memory those are given as they are
  virtual void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
                    std::int64_t stride) const = 0;
};

/// Opens a .npy table of images by vertices, or the maps of a file of values at vertices, one map
/// an image: MGH, GIFTI, NIfTI.
/// @throws Error  kBadShape: a .npy array that is no table; as NpyArray, MghSeries and
///                read_overlay_maps
std::unique_ptr<const ResponseTable> open_response_table(const std::filesystem::path& file);

/// The same of a .npy table of vertices by images; nullptr of other files.
std::unique_ptr<const ResponseTable> open_transposed_table(const std::filesystem::path& file);

}  // namespace cortiscope
