#include "core/io/nifti/nifti_writer.h"

#include "core/base/error.h"
#include "core/io/atomic_file.h"
#include "core/io/deflate.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::int16_t kFloat32 = 16;
constexpr std::int16_t kBits = 32;
constexpr std::int64_t kLargestSize = 32767;

}  // namespace

void write_nifti_maps(const Array<float>& maps, const std::filesystem::path& file) {
  constexpr std::int64_t kFsaverage = 163842, kReshaped = 27307;
  constexpr std::size_t kHeader = 348, kData = 352;
  const std::int64_t vertices = maps.row_size();
  if (maps.rows() > kLargestSize) {
    throw Error(ErrorKind::kBadShape, file_name(file),
                "NIfTI-1 holds at most 32767 maps, found " + std::to_string(maps.rows()),
                "write .mgz or .func.gii instead");
  }
  const bool is_reshaped = vertices == kFsaverage;
  const bool is_long = vertices > kLargestSize && !is_reshaped;
  ByteWriter writer(ByteOrder::kLittle);
  writer.int32(kHeader);
  writer.fill_to(40);
  const std::int64_t first = is_long ? -1 : is_reshaped ? kReshaped : vertices;
  const std::int64_t third = is_reshaped ? kFsaverage / kReshaped : 1;
  for (const std::int64_t size : {std::int64_t(4), first, std::int64_t(1), third, maps.rows(),
                                  std::int64_t(1), std::int64_t(1), std::int64_t(1)}) {
    writer.number(std::int16_t(size));
  }
  writer.fill_to(70);
  writer.number(kFloat32);
  writer.number(kBits);
  writer.fill_to(76);
  for (int axis = 0; axis < 8; ++axis) writer.float32(1);  // sizes of a voxel
  writer.float32(float(kData));
  writer.float32(1);  // slope
  writer.fill_to(144);
  writer.int32(is_long ? vertices : 0);  // glmin
  writer.fill_to(344);
  writer.bytes("n+1");
  writer.fill_to(kData);
  for (const float value : maps.values) writer.float32(value);
  write_file(file, file.extension() == ".gz" ? deflate_bytes(writer.written(), Wrapping::kGzip)
                                             : writer.written());
}

ByteWriter start_nifti2(const std::vector<std::int64_t>& extents, std::int32_t intent,
                        std::string_view intent_name, std::int32_t extension_code,
                        std::string_view extension) {
  constexpr std::size_t kHeader = 540;
  const std::size_t size = (8 + extension.size() + 15) / 16 * 16;
  const std::size_t data = kHeader + 4 + size;
  ByteWriter writer(ByteOrder::kLittle);
  writer.int32(kHeader);
  writer.bytes(std::string_view("n+2\0\r\n\032\n", 8));
  writer.number(kFloat32);
  writer.number(kBits);
  writer.number(std::int64_t(extents.size()));
  for (std::size_t axis = 0; axis < 7; ++axis) {
    writer.number(axis < extents.size() ? extents[axis] : std::int64_t(1));
  }
  writer.fill_to(104);
  for (int axis = 0; axis < 8; ++axis) writer.number(1.0);  // sizes of a voxel
  writer.number(std::int64_t(data));
  writer.number(1.0);  // slope
  writer.fill_to(504);
  writer.int32(intent);
  writer.bytes(intent_name.substr(0, 15));
  writer.fill_to(kHeader);
  writer.bytes(std::string_view("\1\0\0\0", 4));
  writer.int32(std::int64_t(size));
  writer.int32(extension_code);
  writer.bytes(extension);
  writer.fill_to(data);
  return writer;
}

}  // namespace cortiscope
