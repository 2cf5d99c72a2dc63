#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/io/number_type.h"
#include "core/io/open_file.h"

namespace cortiscope {

/// Frames of values at vertices in an uncompressed file of FreeSurfer's volume format (.mgh): its
/// first three axes are the V vertices, the fourth the frames. The values stay in the file and are
/// read as they are needed. May be read from any thread.
class MghSeries {
 public:
  /// Reads the header, and checks its sizes against the size of the file.
  /// @throws Error  kBadFormat: not MGH, compressed, cut short, or of an unknown number type; as
  ///                OpenFile
  explicit MghSeries(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_.file(); }
  std::int64_t vertex_count() const { return vertex_count_; }
  std::int64_t frame_count() const { return frame_count_; }

  /// Copies the values of some vertices in one frame to `to`, in their order.
  /// @pre the frame and the vertices are there
  /// @throws Error  kBadValue: one of them is not finite; as OpenFile::read
  void read_frame(std::int64_t frame, const std::vector<int>& vertices, float* to) const;

 private:
  OpenFile file_;
  NumberType type_ = NumberType::kFloat32;
  std::int64_t vertex_count_ = 0, frame_count_ = 0;
};

}  // namespace cortiscope
