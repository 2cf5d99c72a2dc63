#include "core/io/freesurfer/paint_file.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/io/allowance.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::size_t kHeaderSize = 5;  // latency, count
constexpr std::size_t kEntrySize = 7;   // vertex, value

std::uintmax_t size_for(std::uint32_t count) {
  return kHeaderSize + kEntrySize * std::uintmax_t(count);
}

std::uint32_t read_count(ByteReader& reader) {
  reader.int16("the latency");
  return reader.uint24("the count of vertices");
}

}  // namespace

bool is_paint_file(const std::filesystem::path& file) {
  const std::string start = read_file_start(file, kHeaderSize);
  if (start.size() < kHeaderSize) return false;
  ByteReader reader(start, file_name(file));
  const std::uint32_t count = read_count(reader);
  return count > 0 && size_of_file(file) == size_for(count);
}

std::vector<float> read_paint_file(const std::filesystem::path& file) {
  constexpr std::uint32_t kMostVertices = 10000000;  // the finest mesh in use has 164,000
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  const std::uint32_t count = read_count(reader);
  reader.require(kEntrySize * std::uint64_t(count),
                 "the values of " + std::to_string(count) + " vertices");
  if (count == 0) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected values of listed vertices, found none", "is this the right file?");
  }
  std::vector<std::pair<std::uint32_t, float>> entries(count);
  std::uint32_t highest = 0;
  for (auto& [vertex, value] : entries) {
    vertex = reader.uint24("a vertex index");
    value = reader.float32("a value");
    highest = std::max(highest, vertex);
  }
  if (highest > kMostVertices) {
    throw Error(ErrorKind::kBadValue, reader.subject(),
                "expected vertex indices from 0 to " + std::to_string(kMostVertices) + ", found " +
                    std::to_string(highest),
                "the file is damaged, or not a FreeSurfer paint file");
  }
  Allowance(bytes.size()).take(sizeof(float) * (std::uint64_t(highest) + 1), reader.subject());
  std::vector<float> values(std::size_t(highest) + 1, std::numeric_limits<float>::quiet_NaN());
  for (const auto& [vertex, value] : entries) values[vertex] = value;
  return values;
}

}  // namespace cortiscope
