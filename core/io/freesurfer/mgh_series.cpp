#include "core/io/freesurfer/mgh_series.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/mgh_header.h"
#include "core/io/inflate.h"
#include "core/io/vertex_layout.h"

namespace cortiscope {

MghSeries::MghSeries(const std::filesystem::path& file) : file_(file) {
  const std::string subject = file_name(file);
  const std::string start = file_.start(kMghHeaderSize);
  if (is_gzip(start)) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected an uncompressed series of frames, found a compressed one",
                "uncompress it first: mri_convert FILE.mgz FILE.mgh");
  }
  ByteReader reader(start, subject);
  const MghHeader header = read_mgh_header(reader);
  const std::int64_t count = value_count_of(header.extents, subject);
  require_bytes(std::uint64_t(count) * size_of(header.type), file_.size() - kMghHeaderSize,
                "the values of " + to_string(Shape(header.extents)), subject);
  type_ = header.type;
  frame_count_ = header.extents[3];
  vertex_count_ = count / frame_count_;
}

void MghSeries::read_frame(std::int64_t frame, const std::vector<int>& vertices, float* to) const {
  if (vertices.empty()) return;
  const std::size_t size = size_of(type_);
  const auto [low, high] = std::minmax_element(vertices.begin(), vertices.end());
  const int first = *low;
  std::vector<char> bytes(std::size_t(*high - first + 1) * size);
  file_.read(kMghHeaderSize + std::uint64_t(frame * vertex_count_ + first) * size, bytes.size(),
             bytes.data());
  visit_type(type_, [&](auto zero) {
    for (const int vertex : vertices) {
      const auto value = float(number_at<decltype(zero)>(
          bytes.data() + std::size_t(vertex - first) * size, ByteOrder::kBig));
      if (!std::isfinite(value)) {
        throw Error(ErrorKind::kBadValue, file_name(file()),
                    "expected finite numbers, found " + std::to_string(value) + " of vertex " +
                        std::to_string(vertex) + " in frame " + std::to_string(frame + 1),
                    "leave out the vertex, with a mask");
      }
      *to++ = value;
    }
  });
}

}  // namespace cortiscope
