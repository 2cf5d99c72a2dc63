#include "core/io/freesurfer/freesurfer_curvature.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

constexpr std::uint32_t kNewFormatMagic = 0xFFFFFF;
constexpr float kOldFormatScale = 0.01F;

std::vector<float> read_old_format(std::uint32_t vertex_count, ByteReader& reader) {
  reader.uint24("the triangle count");
  std::vector<float> values(vertex_count);
  for (float& value : values) value = kOldFormatScale * float(reader.int16("values"));
  return values;
}

bool starts_as_text(std::string_view bytes) {
  constexpr std::string_view kFirst = "0123456789-+# \t";
  constexpr std::size_t kLooked = 6;
  return bytes.size() >= kLooked && kFirst.find(bytes[0]) != std::string_view::npos &&
         std::all_of(bytes.begin(), bytes.begin() + kLooked, [](char letter) {
           return (letter >= ' ' && letter <= '~') || letter == '\t' || letter == '\n' ||
                  letter == '\r';
         });
}

/// Lines of a vertex, its x, y and z, and the value, for every vertex in turn.
std::vector<float> read_text_format(std::string_view text, const std::string& subject) {
  std::vector<float> values;
  TextLines lines(text);
  while (const auto line = lines.next()) {
    double numbers[5];
    if (!take_numbers(*line, numbers) || numbers[0] != double(values.size())) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected a line of vertex " + std::to_string(values.size()) +
                      ", x, y, z and its value, found \"" + std::string(line->substr(0, 40)) + "\"",
                  "the file is damaged, or no ASCII curv file");
    }
    values.push_back(float(numbers[4]));
  }
  if (values.empty()) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected lines of a vertex, x, y, z and its value, found none",
                "is this the right file?");
  }
  return values;
}

}  // namespace

std::vector<float> read_freesurfer_curvature(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  if (starts_as_text(bytes)) return read_text_format(bytes, file_name(file));
  ByteReader reader(bytes, file_name(file));
  const std::uint32_t magic = bytes.size() < 6 ? 0 : reader.uint24("the magic number");
  if (magic != kNewFormatMagic) {
    // The old format has no magic number: it is recognised by its size.
    if (magic > 0 && bytes.size() == 6 + 2 * std::size_t(magic)) {
      return read_old_format(magic, reader);
    }
    throw Error(
        ErrorKind::kBadFormat, reader.subject(),
        "expected a FreeSurfer curv file, which starts with the bytes FF FF FF, found another",
        "is this the right file?");
  }
  const std::int32_t vertex_count = reader.int32("the vertex count");
  reader.int32("the triangle count");
  const std::int32_t values_per_vertex = reader.int32("the number of values per vertex");
  if (vertex_count < 1) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a count of vertices, found " + std::to_string(vertex_count),
                "the file is damaged; copy it again");
  }
  if (values_per_vertex != 1) {
    throw Error(ErrorKind::kBadShape, reader.subject(),
                "expected one value per vertex, found " + std::to_string(values_per_vertex),
                "write each into a file of its own");
  }
  reader.require(4 * std::uint64_t(vertex_count),
                 "the values of " + std::to_string(vertex_count) + " vertices");
  std::vector<float> values(std::size_t(vertex_count), 0.0F);
  for (float& value : values) value = reader.float32("values");
  return values;
}

}  // namespace cortiscope
