#include "core/io/freesurfer_labels.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unordered_map>

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

struct TableEntry {
  std::string name;
  std::int32_t label = 0;  ///< red + green * 2^8 + blue * 2^16

  Rgb8 color() const {
    return {std::uint8_t(label), std::uint8_t(label >> 8), std::uint8_t(label >> 16)};
  }
};

[[noreturn]] void fail_damaged(const ByteReader& reader, const std::string& problem) {
  throw Error(ErrorKind::kBadFormat, reader.subject(), problem,
              "the file is damaged; copy it again");
}

/// A count, then that many bytes, the last of them a zero.
std::string read_text(ByteReader& reader, const char* what) {
  const std::int32_t length = reader.int32(what);
  if (length < 0) {
    fail_damaged(reader, std::string("expected the length of ") + what + ", found " +
                             std::to_string(length));
  }
  const std::string_view text = reader.take(std::size_t(length), what);
  return std::string(text.substr(0, text.find('\0')));
}

TableEntry read_entry(ByteReader& reader) {
  TableEntry entry;
  entry.name = read_text(reader, "a name of the colour table");
  const std::uint32_t red = std::uint32_t(reader.int32("a colour"));
  const std::uint32_t green = std::uint32_t(reader.int32("a colour"));
  const std::uint32_t blue = std::uint32_t(reader.int32("a colour"));
  reader.int32("a colour");  // transparency: no part of the label
  entry.label = std::int32_t(red | green << 8 | blue << 16);
  return entry;
}

std::vector<TableEntry> read_table(ByteReader& reader) {
  if (reader.remaining() < 8 || reader.int32("the colour table's tag") != 1) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a colour table after the labels, found none",
                "without it the parcels have no names; export the annotation again");
  }
  std::int32_t count = reader.int32("the colour table's version");
  const bool is_numbered = count < 0;
  if (is_numbered) {
    if (count != -2) {
      throw Error(ErrorKind::kBadFormat, reader.subject(),
                  "expected a colour table of version 1 or 2, found " +
                      std::to_string(-std::int64_t(count)));
    }
    reader.int32("the colour table's size");
  }
  read_text(reader, "the colour table's file name");
  if (is_numbered) count = reader.int32("the colour table's count");
  if (count < 0) {
    fail_damaged(reader, "expected the colour table's count, found " + std::to_string(count));
  }
  std::vector<TableEntry> table;
  for (std::int32_t i = 0; i < count; ++i) {
    if (is_numbered) reader.int32("a number of the colour table");
    table.push_back(read_entry(reader));
  }
  return table;
}

/// Reads one number and the blanks before it; leaves `text` behind it.
template <class T>
bool take_number(std::string_view& text, T& number) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{}) return false;
  text.remove_prefix(std::size_t(end - text.data()));
  return true;
}

/// "lh.V1_exvivo.label" is of "V1_exvivo".
std::string name_of_label(std::string name) {
  const std::string ending = ".label";
  if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending) {
    name.resize(name.size() - ending.size());
  }
  const std::string start = name.substr(0, 3);
  return start == "lh." || start == "rh." ? name.substr(3) : name;
}

}  // namespace

Annotation read_annotation(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  const std::int32_t count = reader.int32("the vertex count");
  if (count < 1) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a FreeSurfer annotation, which starts with the vertex count, found " +
                    std::to_string(count));
  }
  reader.require(8 * std::uint64_t(count), "the labels of " + std::to_string(count) + " vertices");
  std::vector<std::int32_t> label_of(std::size_t(count), 0);
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t vertex = reader.int32("a vertex index");
    if (vertex < 0 || vertex >= count) {
      throw Error(ErrorKind::kBadValue, reader.subject(),
                  "expected vertex indices from 0 to " + std::to_string(count - 1) + ", found " +
                      std::to_string(vertex),
                  "the file is damaged, or not an annotation of a whole hemisphere");
    }
    label_of[vertex] = reader.int32("a label");
  }
  Annotation annotation;
  annotation.vertex_count = count;
  std::unordered_map<std::int32_t, std::size_t> parcel_of;
  for (TableEntry& entry : read_table(reader)) {
    // Two entries of one colour cannot be told apart: the first has the vertices.
    if (!parcel_of.emplace(entry.label, annotation.parcels.size()).second) continue;
    annotation.parcels.push_back({std::move(entry.name), {}, entry.color()});
  }
  for (int vertex = 0; vertex < count; ++vertex) {
    const auto found = parcel_of.find(label_of[vertex]);
    if (found != parcel_of.end()) annotation.parcels[found->second].vertices.push_back(vertex);
  }
  const auto is_empty = [](const Region& parcel) { return parcel.vertices.empty(); };
  std::vector<Region>& parcels = annotation.parcels;
  parcels.erase(std::remove_if(parcels.begin(), parcels.end(), is_empty), parcels.end());
  return annotation;
}

Region read_label(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  const std::string subject = file_name(file);
  std::string_view text = bytes;
  if (!text.empty() && text[0] == '#') text.remove_prefix(std::min(text.find('\n'), text.size()));
  std::int64_t count = 0;
  if (!take_number(text, count) || count < 0) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a FreeSurfer label: a line of comment, then the number of vertices");
  }
  Region region;
  region.name = name_of_label(subject);
  for (std::int64_t i = 0; i < count; ++i) {
    std::int32_t vertex = 0;
    double ignored = 0;
    bool is_whole = take_number(text, vertex);
    for (int field = 0; field < 4; ++field) is_whole = is_whole && take_number(text, ignored);
    if (!is_whole) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected " + std::to_string(count) +
                      " lines of a vertex, x, y, z and a value, found " + std::to_string(i),
                  "the file is cut short or damaged; copy it again");
    }
    if (vertex < 0) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0, found " + std::to_string(vertex),
                  "labels of the volume must be mapped to the surface first");
    }
    region.vertices.push_back(vertex);
  }
  std::sort(region.vertices.begin(), region.vertices.end());
  const auto repeated = std::unique(region.vertices.begin(), region.vertices.end());
  region.vertices.erase(repeated, region.vertices.end());
  return region;
}

}  // namespace cortiscope
