#include "core/io/hdf5/subject_file.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/base/error.h"
#include "core/data/finite_responses.h"

namespace cortiscope {
std::vector<std::string> read_image_names(const H5Reader& file, const std::string& name) {
  std::vector<std::string> names = file.read_strings(name);
  std::set<std::string> seen;
  for (const std::string& image : names) {
    if (seen.insert(image).second) continue;
    throw Error(ErrorKind::kBadValue, file.subject(name),
                "expected unique names, found \"" + image + "\" twice",
                "average the repeats of an image into one row");
  }
  return names;
}

Selectors read_selectors(const H5Reader& file, const std::string& group, int vertex_count) {
  Selectors selectors;
  selectors.layer = file.read<float>(group + "/layer", {vertex_count, kAny});
  selectors.space = file.read<float>(group + "/space", {vertex_count, 2});
  selectors.scale = file.read<float>(group + "/scale", {vertex_count});
  return selectors;
}

void write_selectors(H5Writer& file, const std::string& group, const Selectors& selectors) {
  file.write(group + "/layer", selectors.layer);
  file.write(group + "/space", selectors.space);
  file.write(group + "/scale", selectors.scale);
}

Subject read_subject(const H5Reader& file, const CortexTemplates& templates) {
  Subject subject;
  subject.name = file.text_or("/", "name", file.file().stem().string());
  subject.is_synthetic =
      file.has_attribute("/", "synthetic") && file.integer("/", "synthetic") != 0;
  subject.cortex = read_cortex(file, subject.name, templates);
  for (const Hemisphere h : kHemispheres) {
    const std::string name = std::string("/vertices/") + name_of(h);
    if (!file.has(name)) continue;
    subject.vertices[h] = file.read<std::int32_t>(name, {kAny}).values;
    require_vertices(subject.vertices[h], subject.cortex[h].vertex_count(), file.subject(name));
  }
  const int vertex_count = subject.vertex_count();
  if (vertex_count == 0) {
    throw Error(ErrorKind::kNotFound, file.subject("/vertices"),
                "expected the mesh indices of the encoded vertices, found none",
                "write /vertices/lh or /vertices/rh, one index per column of /responses");
  }
  if (file.has("/noise_ceiling")) {
    subject.noise_ceiling = file.read<float>("/noise_ceiling", {vertex_count}).values;
    for (const float ceiling : subject.noise_ceiling) {
      if (ceiling >= 0 && ceiling <= 1) continue;
      throw Error(ErrorKind::kBadValue, file.subject("/noise_ceiling"),
                  "expected fractions from 0 to 1, found " + std::to_string(ceiling),
                  "divide percentages by 100");
    }
  }
  if (file.has("/truth")) {
    subject.truth =
        Truth{file.text("/truth", "network"), read_selectors(file, "/truth", vertex_count)};
  }
  return subject;
}

void write_subject(H5Writer& file, const Subject& subject, const std::string& template_name) {
  file.set_text("/", "name", subject.name);
  file.set_integer("/", "synthetic", subject.is_synthetic);
  if (template_name.empty()) {
    write_cortex(file, subject.cortex);
  } else {
    write_cortex_reference(file, subject.cortex, template_name);
  }
  for (const Hemisphere h : kHemispheres) {
    if (subject.cortex[h].vertex_count() == 0) continue;
    file.write(std::string("/vertices/") + name_of(h), subject.vertices[h]);
  }
  if (!subject.noise_ceiling.empty()) file.write("/noise_ceiling", subject.noise_ceiling);
  if (subject.truth) {
    write_selectors(file, "/truth", subject.truth->selectors);
    file.set_text("/truth", "network", subject.truth->network);
  }
}

namespace {

const std::string kResponses = "/responses";
const std::string kZScored = "z_scored";
const std::string kTestImages = "/test_images";

std::vector<int> read_test_rows(const H5Reader& file, std::size_t image_count) {
  if (!file.has(kTestImages)) return {};
  std::vector<int> rows = file.read<std::int32_t>(kTestImages, {kAny}).values;
  int least = 0;
  for (const int row : rows) {
    if (row < least || std::size_t(row) >= image_count) {
      throw Error(ErrorKind::kBadValue, file.subject(kTestImages),
                  "expected rows of /images from 0 to " + std::to_string(image_count - 1) +
                      ", ascending and each once, found " + std::to_string(row),
                  "sort them, and count from 0");
    }
    least = row + 1;
  }
  return rows;
}

/// The subject and the names of the images; the responses' shape is checked.
RecordingSource read_all_but_responses(const H5Reader& file) {
  check_format(file, "subject");
  RecordingSource recording;
  recording.subject = read_subject(file);
  recording.images = read_image_names(file, "/images");
  const Shape expected{std::int64_t(recording.images.size()), recording.subject.vertex_count()};
  const Shape found = file.shape(kResponses);
  if (found != expected) {
    throw Error(ErrorKind::kBadShape, file.subject(kResponses),
                "expected shape " + to_string(expected) + ", found " + to_string(found),
                "one row an image, one column an encoded vertex, lh before rh");
  }
  recording.is_z_scored =
      file.has_attribute(kResponses, kZScored) && file.integer(kResponses, kZScored) != 0;
  recording.test_rows = read_test_rows(file, recording.images.size());
  return recording;
}

class ResponsesFile : public ResponseSet {
 public:
  explicit ResponsesFile(std::shared_ptr<const H5Reader> file)
      : file_(std::move(file)), shape_(file_->shape(kResponses)) {}
  int image_count() const override { return int(shape_[0]); }
  Array<float> read(const std::vector<int>& rows) const override {
    return file_->read_rows<float>(kResponses, shape_, rows);
  }

 private:
  std::shared_ptr<const H5Reader> file_;
  Shape shape_;
};

}  // namespace

Recording read_recording(const std::filesystem::path& path) {
  const H5Reader file(path);
  RecordingSource source = read_all_but_responses(file);
  return {std::move(source.subject), std::move(source.images),
          file.read<float>(kResponses, {kAny, kAny}), source.is_z_scored,
          std::move(source.test_rows)};
}

RecordingSource open_recording(const std::filesystem::path& path, double cache_gb) {
  return open_recording(std::make_shared<const H5Reader>(path), cache_gb);
}

RecordingSource open_recording(std::shared_ptr<const H5Reader> file, double cache_gb) {
  RecordingSource source = read_all_but_responses(*file);
  const double bytes = double(sizeof(float)) * double(element_count(file->shape(kResponses)));
  if (bytes > cache_gb * 1e9) {
    source.responses = std::make_shared<ResponsesFile>(std::move(file));
  } else {
    source.responses =
        std::make_shared<ResponsesInMemory>(file->read<float>(kResponses, {kAny, kAny}));
  }
  return source;
}

namespace {

constexpr std::int64_t kPortionBytes = 64 << 20;

/// All but the responses, for which there is room.
/// @param shape  of the responses
void write_all_but_responses(H5Writer& file, const Subject& subject,
                             const std::vector<std::string>& images, const Shape& shape) {
  mark_format(file, "subject");
  write_subject(file, subject);
  file.write_strings("/images", images);
  // Not compressed: a fit reads single rows in any order.
  file.create_rows(kResponses, shape, Stored::kFloat32);
}

void finish(H5Writer& file, bool is_z_scored, const std::vector<int>& test_rows) {
  if (is_z_scored) file.set_integer(kResponses, kZScored, 1);
  if (!test_rows.empty()) file.write(kTestImages, test_rows);
  file.commit();
}

}  // namespace

void write_recording(const std::filesystem::path& path, const Recording& recording) {
  H5Writer file(path);
  write_all_but_responses(file, recording.subject, recording.images, recording.responses.shape);
  file.write_rows(kResponses, 0, recording.responses);
  finish(file, recording.is_z_scored, recording.test_rows);
}

bool write_recording(const std::filesystem::path& path, const RecordingSource& recording,
                     const StopToken& stop, const std::function<void(int)>& on_written) {
  H5Writer file(path);
  const int count = int(recording.images.size());
  write_all_but_responses(file, recording.subject, recording.images,
                          {count, recording.subject.vertex_count()});
  const std::int64_t row_bytes =
      std::max<std::int64_t>(1, recording.subject.vertex_count()) * std::int64_t(sizeof(float));
  const int portion = int(std::clamp<std::int64_t>(kPortionBytes / row_bytes, 1, count));
  for (int first = 0; first < count; first += portion) {
    if (stop.stop_requested()) return false;
    std::vector<int> rows(std::size_t(std::min(portion, count - first)));
    std::iota(rows.begin(), rows.end(), first);
    const Array<float> responses = recording.responses->read(rows);
    require_finite_responses(responses, first, recording);
    file.write_rows(kResponses, first, responses);
    if (on_written) on_written(first + int(rows.size()));
  }
  finish(file, recording.is_z_scored, recording.test_rows);
  return true;
}

}  // namespace cortiscope
