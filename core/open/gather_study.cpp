#include "core/open/gather_study.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/image_list.h"
#include "core/open/read_any.h"
#include "core/open/response_table.h"
#include "core/open/vertex_choice.h"

namespace cortiscope {
namespace {

using std::filesystem::path;
using Vertices = std::array<std::vector<int>, 2>;

/// A file, and the columns of it that become columns of the responses, [lh, rh].
struct Part {
  std::shared_ptr<const ResponseTable> table;
  Vertices columns;
};

/// The responses of some tables, side by side: lh, then rh.
class GatheredResponses : public ResponseSet {
 public:
  GatheredResponses(int image_count, std::vector<Part> parts)
      : image_count_(image_count), parts_(std::move(parts)) {
    for (const Part& part : parts_) {
      for (const Hemisphere h : kHemispheres) counts_[h] += std::int64_t(part.columns[h].size());
    }
  }
  int image_count() const override { return image_count_; }
  Array<float> read(const std::vector<int>& rows) const override {
    const std::int64_t width = counts_[kLh] + counts_[kRh];
    Array<float> responses(Shape{std::int64_t(rows.size()), width});
    for (const Part& part : parts_) {
      for (const Hemisphere h : kHemispheres) {
        if (part.columns[h].empty()) continue;
        float* to = responses.values.data() + (h == kRh ? counts_[kLh] : 0);
        part.table->read(rows, part.columns[h], to, width);
      }
    }
    return responses;
  }

 private:
  int image_count_;
  std::vector<Part> parts_;
  std::array<std::int64_t, 2> counts_{};
};

/// What the numbers of one file may be.
struct Expected {
  std::int64_t images = 0;
  std::optional<Hemisphere> hemisphere;    ///< absent: both
  std::array<std::int64_t, 2> mesh{};      ///< vertices; 0 of a hemisphere that is not in the file
  std::array<std::int64_t, 2> in_masks{};  ///< likewise
  bool has_masks = false;
  std::string cortex, list;  ///< what they are called

  bool is_mesh(std::int64_t columns) const { return columns == mesh[kLh] + mesh[kRh]; }
  bool is_masks(std::int64_t columns) const {
    return has_masks && columns == in_masks[kLh] + in_masks[kRh];
  }
  bool matches(const ResponseTable& table) const {
    const std::int64_t columns = table.column_count();
    return table.image_count() == images && columns > 0 && (is_mesh(columns) || is_masks(columns));
  }
};

[[noreturn]] void refuse_numbers(const path& file, const Expected& expected,
                                 const ResponseTable& found) {
  const std::string of = expected.hemisphere ? std::string(" of ") + name_of(*expected.hemisphere)
                                             : std::string(" of both hemispheres");
  std::string words = "expected " + std::to_string(expected.images) + " images, as in " +
                      expected.list + ", by the " +
                      std::to_string(expected.mesh[kLh] + expected.mesh[kRh]) + " vertices" + of +
                      " of the cortex " + in_quotes(expected.cortex);
  if (expected.has_masks) {
    words += ", or the " + std::to_string(expected.in_masks[kLh] + expected.in_masks[kRh]) +
             " that the masks choose";
  }
  words += ", found " + std::to_string(found.image_count()) + " by " +
           std::to_string(found.column_count());
  const bool has_columns =
      expected.is_mesh(found.column_count()) || expected.is_masks(found.column_count());
  std::string hint;
  if (has_columns) {
    hint =
        "give the names of its " + std::to_string(found.image_count()) + " images, in their order";
  } else if (found.image_count() == expected.images) {
    hint = "give the cortex of its " + std::to_string(found.column_count()) +
           " vertices, or masks that choose as many";
  } else {
    hint = "are the images and the cortex those of these responses?";
  }
  if (!expected.hemisphere) hint += "; put lh. or rh. before its name if it is of one hemisphere";
  throw Error(ErrorKind::kBadShape, file_name(file), words, hint);
}

/// The table of a file, in the orientation in which its numbers match.
std::shared_ptr<const ResponseTable> open_matching(const path& file, const Expected& expected,
                                                   std::vector<std::string>& report) {
  std::shared_ptr<const ResponseTable> table = open_response_table(file);
  if (expected.matches(*table)) return table;
  std::shared_ptr<const ResponseTable> other = open_transposed_table(file);
  if (!other || !expected.matches(*other)) refuse_numbers(file, expected, *table);
  report.push_back(file_name(file) + ": read as vertices by images, since only that matches");
  return other;
}

/// The vertices of each hemisphere that become columns: those of the masks, else all.
Vertices chosen_vertices(const Cortex& cortex, const std::optional<Vertices>& masks) {
  if (masks) return *masks;
  Vertices all;
  for (const Hemisphere h : kHemispheres) {
    all[h].resize(std::size_t(cortex[h].vertex_count()));
    std::iota(all[h].begin(), all[h].end(), 0);
  }
  return all;
}

/// The columns of a table that are those vertices.
Vertices columns_of(const ResponseTable& table, const Expected& expected, const Vertices& chosen) {
  const bool is_mesh = expected.is_mesh(table.column_count());
  Vertices columns;
  int first = 0;
  for (const Hemisphere h : kHemispheres) {
    if (expected.mesh[h] == 0) continue;
    if (is_mesh) {
      for (const int vertex : chosen[h]) columns[h].push_back(first + vertex);
      first += int(expected.mesh[h]);
    } else {
      columns[h].resize(chosen[h].size());
      std::iota(columns[h].begin(), columns[h].end(), first);
      first += int(expected.in_masks[h]);
    }
  }
  return columns;
}

Cortex read_cortex_at(const path& place) {
  const Contents contents = read_any(place);
  const auto* found = find<CortexContents>(contents);
  if (!found) refuse(contents, "the folder of a cortex, or a cortex file");
  return *found->cortex;
}

/// @throws Error  kBadValue: another file of one of its hemispheres was there before
void require_first(const path& file, const std::optional<Hemisphere>& hemisphere,
                   std::array<std::string, 2>& files) {
  for (const Hemisphere h : kHemispheres) {
    if (hemisphere && *hemisphere != h) continue;
    if (!files[h].empty()) {
      throw Error(ErrorKind::kBadValue, file_name(file),
                  std::string("expected one file of responses of ") + name_of(h) + ", found " +
                      files[h] + " before it",
                  hemisphere ? "give one file of each hemisphere, or one of both"
                             : "put lh. or rh. before its name if it is of one hemisphere");
    }
    files[h] = file_name(file);
  }
}

}  // namespace

GatheredStudy gather_study(const StudyParts& parts, const std::string& name, Warnings* warnings) {
  GatheredStudy study;
  RecordingSource& recording = study.recording;
  Subject& subject = recording.subject;
  subject.name = name;
  subject.cortex = read_cortex_at(parts.cortex);
  recording.images = read_image_list(parts.images);
  std::optional<Vertices> masks;
  if (!parts.masks.empty()) masks = vertices_in_masks(parts.masks, subject.cortex, warnings);
  const Vertices chosen = chosen_vertices(subject.cortex, masks);
  std::vector<Part> gathered;
  std::array<std::string, 2> files;
  for (const path& file : parts.responses) {
    Expected expected;
    expected.images = std::int64_t(recording.images.size());
    expected.hemisphere = hemisphere_of_file(file, warnings).either();
    expected.has_masks = masks.has_value();
    expected.cortex = subject.cortex.name;
    expected.list = file_name(parts.images);
    require_first(file, expected.hemisphere, files);
    for (const Hemisphere h : kHemispheres) {
      if (expected.hemisphere && *expected.hemisphere != h) continue;
      expected.mesh[h] = subject.cortex[h].vertex_count();
      expected.in_masks[h] = std::int64_t(chosen[h].size());
    }
    Part part;
    part.table = open_matching(file, expected, study.report);
    part.columns = columns_of(*part.table, expected, chosen);
    for (const Hemisphere h : kHemispheres) {
      if (expected.mesh[h] > 0) subject.vertices[h] = chosen[h];
    }
    gathered.push_back(std::move(part));
  }
  for (const Hemisphere h : kHemispheres) {
    study.report.push_back(std::string(name_of(h)) + ": " +
                           std::to_string(subject.vertices[h].size()) + " of " +
                           std::to_string(subject.cortex[h].vertex_count()) + " vertices" +
                           (files[h].empty() ? ", no responses" : ", from " + files[h]));
  }
  if (subject.vertex_count() == 0) {
    throw Error(ErrorKind::kBadValue, parts.masks.empty() ? name : file_name(parts.masks[0]),
                "expected vertices with responses, found none",
                "are the masks of the hemisphere of the responses?");
  }
  if (!parts.ceilings.empty()) {
    subject.noise_ceiling = read_ceilings(parts.ceilings, subject.cortex, subject.vertices);
  }
  recording.responses =
      std::make_shared<GatheredResponses>(int(recording.images.size()), std::move(gathered));
  return study;
}

}  // namespace cortiscope
