#include "core/io/freesurfer/freesurfer_annotation.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/atomic_file.h"
#include "core/io/byte_reader.h"
#include "core/io/byte_writer.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::int32_t kHasTable = 1;
constexpr std::int32_t kVersion2 = -2;

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
  return readable_text(text.substr(0, text.find('\0')));
}

/// The bits of a label that tell parcels apart: some programs write a transparency above them,
/// which FreeSurfer ignores.
constexpr std::int32_t kColorBits = 0xFFFFFF;

/// How the format writes a colour as a label: red + green * 2^8 + blue * 2^16.
std::int32_t label_of(const Rgb8& color) {
  return color.r | std::int32_t(color.g) << 8 | std::int32_t(color.b) << 16;
}

std::uint8_t clamped_byte(std::int32_t part) {
  return std::uint8_t(std::clamp<std::int32_t>(part, 0, 255));
}

Rgb8 color_of(std::int32_t label) {
  return {std::uint8_t(label), std::uint8_t(label >> 8), std::uint8_t(label >> 16)};
}

/// The label of a line of the table. Parts of a colour beyond 255, which some tables have, are
/// added up by FreeSurfer; other programs cut them off. The one that vertices have is meant.
std::int32_t label_of(const std::array<std::int32_t, 3>& parts,
                      const std::set<std::int32_t>& used) {
  const auto summed = std::int32_t(
      (std::int64_t(parts[0]) + (std::int64_t(parts[1]) << 8) + (std::int64_t(parts[2]) << 16)) &
      kColorBits);
  const auto all = [&](auto&& as_byte) {
    return label_of(Rgb8{as_byte(parts[0]), as_byte(parts[1]), as_byte(parts[2])});
  };
  const std::int32_t clamped = all([](std::int32_t part) { return clamped_byte(part); });
  const std::int32_t cut = all([](std::int32_t part) { return std::uint8_t(part); });
  for (const std::int32_t label : {summed, clamped, cut}) {
    if (used.count(label)) return label;
  }
  return summed;
}

NamedLabel read_entry(ByteReader& reader, const std::set<std::int32_t>& used,
                      std::size_t& transparent) {
  NamedLabel entry;
  entry.name = read_text(reader, "a name of the colour table");
  std::array<std::int32_t, 3> parts;
  for (std::int32_t& part : parts) part = reader.int32("a colour");
  transparent += reader.int32("a colour") != 0;
  entry.color = Rgb8{clamped_byte(parts[0]), clamped_byte(parts[1]), clamped_byte(parts[2])};
  entry.label = label_of(parts, used);
  return entry;
}

/// @param used  the labels that vertices have
std::vector<NamedLabel> read_table(ByteReader& reader, const std::set<std::int32_t>& used,
                                   Dropped* dropped) {
  if (reader.remaining() == 0 || reader.int32("the colour table's tag") != kHasTable) return {};
  std::int32_t count = reader.int32("the colour table's version");
  const bool is_numbered = count < 0;
  if (is_numbered) {
    if (count != kVersion2) {
      throw Error(ErrorKind::kBadFormat, reader.subject(),
                  "expected a colour table of version 1 or 2, found " +
                      std::to_string(-std::int64_t(count)),
                  "the file is damaged; copy it again");
    }
    reader.int32("the colour table's size");
  }
  read_text(reader, "the colour table's file name");
  if (is_numbered) count = reader.int32("the colour table's count");
  if (count < 0) {
    fail_damaged(reader, "expected the colour table's count, found " + std::to_string(count));
  }
  std::vector<NamedLabel> table;
  std::size_t transparent = 0;
  for (std::int32_t i = 0; i < count; ++i) {
    if (is_numbered) reader.int32("a number of the colour table");
    table.push_back(read_entry(reader, used, transparent));
  }
  if (transparent > 0) {
    note(dropped, "the transparency of " + std::to_string(transparent) + " colours");
  }
  return table;
}

std::string color_text(const Rgb8& color) {
  return std::to_string(color.r) + " " + std::to_string(color.g) + " " + std::to_string(color.b);
}

/// A parcel that is not in the table; label 0 is none.
std::optional<Region> unnamed_parcel(std::int32_t label) {
  if (label == 0) return std::nullopt;
  const Rgb8 color = color_of(label);
  return Region{"colour " + color_text(color), {}, color};
}

/// Lines of the table that vertices cannot tell apart.
std::vector<std::string> doubts_of(const std::vector<NamedLabel>& table,
                                   const std::set<std::int32_t>& used) {
  std::map<std::int32_t, const NamedLabel*> first;
  std::vector<std::string> doubts;
  for (const NamedLabel& entry : table) {
    if (!used.count(entry.label)) continue;
    const auto [found, is_new] = first.emplace(entry.label, &entry);
    const NamedLabel& before = *found->second;
    if (is_new || before.name == entry.name) continue;
    doubts.push_back(before.name + " and " + entry.name + " have the same colour, " +
                     color_text(color_of(entry.label)) +
                     ", by which the format tells them apart; the vertices of both are taken for " +
                     before.name);
  }
  return doubts;
}

/// Distinct colours for the parcels: their own where these are distinct.
std::vector<Rgb8> distinct_colors(const std::vector<Region>& parcels, Dropped* dropped) {
  constexpr std::int32_t kAnyOdd =
      0x9E3779;                        // steps through all 2^24 colours, far from one another
  std::set<std::int32_t> taken = {0};  // as labels
  for (const Region& parcel : parcels) {
    if (parcel.color) taken.insert(label_of(*parcel.color));
  }
  std::set<std::int32_t> given;
  std::vector<Rgb8> colors;
  std::int32_t next = kAnyOdd;
  for (const Region& parcel : parcels) {
    std::int32_t label = parcel.color ? label_of(*parcel.color) : 0;
    if (label == 0 || given.count(label)) {
      while (taken.count(next)) next = (next + kAnyOdd) & 0xFFFFFF;
      if (parcel.color) {
        note(dropped, "the colour of " + parcel.name +
                          ", because the format tells parcels by their colours");
      }
      label = next;
      taken.insert(label);
    }
    given.insert(label);
    colors.push_back(color_of(label));
  }
  return colors;
}

void write_text(ByteWriter& writer, const std::string& text) {
  writer.int32(std::int64_t(text.size()) + 1);
  writer.bytes(text);
  writer.bytes(std::string_view("\0", 1));
}

}  // namespace

Annotation read_annotation(const std::filesystem::path& file, Dropped* dropped) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  const std::int32_t count = reader.int32("the vertex count");
  if (count < 1) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a FreeSurfer annotation, which starts with the vertex count, found " +
                    std::to_string(count),
                "is this the right file?");
  }
  reader.require(8 * std::uint64_t(count), "the labels of " + std::to_string(count) + " vertices");
  std::vector<std::int32_t> label_of_vertex(std::size_t(count), 0);
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t vertex = reader.int32("a vertex index");
    if (vertex < 0 || vertex >= count) {
      throw Error(ErrorKind::kBadValue, reader.subject(),
                  "expected vertex indices from 0 to " + std::to_string(count - 1) + ", found " +
                      std::to_string(vertex),
                  "the file is damaged, or not an annotation of a whole hemisphere");
    }
    label_of_vertex[vertex] = reader.int32("a label") & kColorBits;
  }
  const std::set<std::int32_t> used(label_of_vertex.begin(), label_of_vertex.end());
  const std::vector<NamedLabel> table = read_table(reader, used, dropped);
  Annotation annotation = annotation_of(label_of_vertex, table, unnamed_parcel, dropped);
  annotation.doubts = doubts_of(table, used);
  return annotation;
}

void write_annotation(const Annotation& annotation, const std::filesystem::path& file,
                      Dropped* dropped) {
  const std::vector<Region>& parcels = annotation.parcels;
  const std::vector<Rgb8> colors = distinct_colors(parcels, dropped);
  const std::vector<std::int32_t> numbers = parcel_numbers(annotation, file_name(file));
  ByteWriter writer;
  writer.int32(annotation.vertex_count);
  for (int v = 0; v < annotation.vertex_count; ++v) {
    writer.int32(v);
    writer.int32(numbers[v] == 0 ? 0 : label_of(colors[std::size_t(numbers[v] - 1)]));
  }
  writer.int32(kHasTable);
  writer.int32(kVersion2);
  writer.int32(std::int64_t(parcels.size()));
  write_text(writer, "created by cortiscope");
  writer.int32(std::int64_t(parcels.size()));
  for (std::size_t i = 0; i < parcels.size(); ++i) {
    writer.int32(std::int64_t(i));
    write_text(writer, parcels[i].name);
    for (const int part : {colors[i].r, colors[i].g, colors[i].b}) writer.int32(part);
    writer.int32(0);  // opaque
  }
  write_file(file, writer.written());
}

}  // namespace cortiscope
