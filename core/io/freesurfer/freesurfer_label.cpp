#include "core/io/freesurfer/freesurfer_label.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
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

/// Whether any number after a vertex's index is not 0.
bool has_more(std::string_view rest) {
  double number = 0;
  while (take_number(rest, number)) {
    if (number != 0) return true;
  }
  return false;
}

/// "#!ascii label , from subject fsaverage vox2ras=TkReg coords=white" is of fsaverage.
std::string subject_in(std::string_view comment) {
  constexpr std::string_view kBefore = "from subject ";
  const std::size_t at = comment.find(kBefore);
  if (comment.empty() || comment[0] != '#' || at == std::string_view::npos) return {};
  comment.remove_prefix(at + kBefore.size());
  const std::string_view name = comment.substr(0, comment.find_first_of(" \t\r"));
  return name.find('=') == std::string_view::npos ? readable_text(name) : std::string();
}

}  // namespace

LabelFile read_label_file(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  const std::string subject = file_name(file);
  TextLines lines(bytes);
  auto line = lines.next();
  LabelFile read;
  if (!line || !take_number(*line, read.promised) || read.promised < 0) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a FreeSurfer label, a line of comment and the number of vertices, found "
                "another file",
                "is this the right file?");
  }
  read.region.name = readable_text(name_of_label(subject));
  read.made_on = subject_in(std::string_view(bytes).substr(0, bytes.find('\n')));
  std::vector<int>& vertices = read.region.vertices;
  while (read.lines < read.promised && (line = lines.next())) {
    std::int32_t vertex = 0;
    if (!take_number(*line, vertex)) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected lines that start with a vertex, found " + in_quotes(*line),
                  "the file is damaged; copy it again");
    }
    if (vertex < 0) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0, found " + std::to_string(vertex),
                  "labels of the volume must be mapped to the surface first");
    }
    read.with_more += has_more(*line);
    ++read.lines;
    vertices.push_back(vertex);
  }
  if (read.lines == 0 && read.promised > 0) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected " + std::to_string(read.promised) + " lines that start with a vertex, found 0",
        "the file is cut short or damaged; copy it again");
  }
  read.goes_on = lines.next().has_value();
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  return read;
}

void note_dropped(const LabelFile& read, Dropped* dropped) {
  if (read.with_more > 0) {
    note(dropped, "the coordinates and values of " + std::to_string(read.with_more) + " vertices");
  }
  if (read.lines < read.promised) {
    note(dropped, std::to_string(read.promised - read.lines) +
                      " vertices that the file declares but does not hold");
  }
  if (read.goes_on) {
    note(dropped, "lines behind the " + std::to_string(read.promised) + " vertices");
  }
}

Region read_label(const std::filesystem::path& file, Dropped* dropped) {
  LabelFile read = read_label_file(file);
  note_dropped(read, dropped);
  return std::move(read.region);
}

}  // namespace cortiscope
