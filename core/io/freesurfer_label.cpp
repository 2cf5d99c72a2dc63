#include "core/io/freesurfer_label.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

/// "lh.V1_exvivo.label" is of "V1_exvivo".
std::string name_of_label(std::string name) {
  const std::string ending = ".label";
  if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending) {
    name.resize(name.size() - ending.size());
  }
  const std::string start = name.substr(0, 3);
  return start == "lh." || start == "rh." ? name.substr(3) : name;
}

/// Whether any of the numbers behind a vertex's index says something.
bool has_more(std::string_view rest) {
  double number = 0;
  while (take_number(rest, number)) {
    if (number != 0) return true;
  }
  return false;
}

}  // namespace

Region read_label(const std::filesystem::path& file, Dropped* dropped) {
  const std::string bytes = read_file_bytes(file);
  const std::string subject = file_name(file);
  TextLines lines(bytes);
  auto line = lines.next();
  std::int64_t count = 0;
  if (!line || !take_number(*line, count) || count < 0) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a FreeSurfer label, a line of comment and the number of vertices, found "
                "another file",
                "is this the right file?");
  }
  Region region;
  region.name = name_of_label(subject);
  std::size_t with_more = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    line = lines.next();
    std::int32_t vertex = 0;
    if (!line || !take_number(*line, vertex)) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected " + std::to_string(count) + " lines that start with a vertex, found " +
                      std::to_string(i),
                  "the file is cut short or damaged; copy it again");
    }
    if (vertex < 0) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0, found " + std::to_string(vertex),
                  "labels of the volume must be mapped to the surface first");
    }
    with_more += has_more(*line);
    region.vertices.push_back(vertex);
  }
  std::sort(region.vertices.begin(), region.vertices.end());
  const auto repeated = std::unique(region.vertices.begin(), region.vertices.end());
  region.vertices.erase(repeated, region.vertices.end());
  if (with_more > 0) {
    note(dropped, "the coordinates and values of " + std::to_string(with_more) + " vertices");
  }
  if (lines.next()) note(dropped, "lines behind the " + std::to_string(count) + " vertices");
  return region;
}

}  // namespace cortiscope
