#include "core/io/freesurfer/mgh.h"

#include "core/io/byte_reader.h"
#include "core/io/compressed_file.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/mgh_header.h"
#include "core/io/vertex_layout.h"

namespace cortiscope {
namespace {

std::uint64_t value_bytes(const MghHeader& header, const VertexLayout& layout) {
  return std::uint64_t(layout.value_count()) * size_of(header.type);
}

}  // namespace

Array<float> read_mgh_maps(const std::filesystem::path& file, Dropped* dropped) {
  const std::string subject = file_name(file);
  const std::string bytes = read_as_needed(file, kMghHeaderSize, [&](std::string_view start) {
    ByteReader reader(start, subject);
    const MghHeader header = read_mgh_header(reader);
    return kMghHeaderSize + value_bytes(header, layout_of(header.extents, subject));
  });
  ByteReader reader(bytes, subject);
  const MghHeader header = read_mgh_header(reader);
  const VertexLayout layout = layout_of(header.extents, subject);
  const std::string_view values =
      reader.take(value_bytes(header, layout), "the values of " + to_string(Shape(header.extents)));
  if (header.has_geometry) note(dropped, "the volume geometry of the header");
  return arranged(layout, to_floats(values, header.type, ByteOrder::kBig, dropped));
}

}  // namespace cortiscope
