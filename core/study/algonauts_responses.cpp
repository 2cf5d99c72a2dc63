#include "core/study/algonauts_responses.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/image/image_folder.h"

namespace cortiscope {

NpyArray open_algonauts_responses(const AlgonautsFiles& files, Hemisphere h, AlgonautsSplit split) {
  NpyArray array(files.responses(h, split));
  const Shape& shape = array.shape();
  if (shape.size() == 2 && shape[0] > 0 && shape[1] > 0 && array.is_floating()) return array;
  throw Error(ErrorKind::kBadShape, file_name(array.file()),
              "expected float32 or float64 of shape (images, vertices), found " +
                  std::string(array.is_floating() ? "shape " : "integers of shape ") +
                  to_string(shape),
              "is it of the challenge?");
}

AlgonautsResponses::AlgonautsResponses(const AlgonautsFiles& files, AlgonautsSplit split) {
  for (const Hemisphere h : kHemispheres) {
    if (!is_file(files.responses(h, split))) continue;
    parts_[h].emplace(open_algonauts_responses(files, h, split));
  }
  if (!parts_[kLh] && !parts_[kRh]) {
    throw Error(ErrorKind::kNotFound, file_name(files.responses(kLh, split)), "no such file",
                "looked for " + files.responses(kLh, split).string());
  }
  if (!parts_[kLh] || !parts_[kRh]) return;
  const std::int64_t expected = parts_[kLh]->shape()[0], found = parts_[kRh]->shape()[0];
  if (expected == found) return;
  throw Error(ErrorKind::kBadShape, file_name(files.responses(kRh, split)),
              "expected responses to " + std::to_string(expected) + " images as in " +
                  file_name(files.responses(kLh, split)) + ", found " + std::to_string(found),
              "are the two files of the same subject?");
}

int AlgonautsResponses::image_count() const {
  return int((parts_[kLh] ? parts_[kLh] : parts_[kRh])->shape()[0]);
}

std::string AlgonautsResponses::file_in_words() const {
  return file_name((parts_[kLh] ? parts_[kLh] : parts_[kRh])->file());
}

Array<float> AlgonautsResponses::read(const std::vector<int>& rows) const {
  const std::int64_t width = vertex_count();
  Array<float> responses(Shape{std::int64_t(rows.size()), width});
  float* to = responses.values.data();
  for (const Hemisphere h : kHemispheres) {
    if (!parts_[h]) continue;
    parts_[h]->read_rows(rows, to, width);
    to += vertex_count(h);
  }
  return responses;
}

std::vector<std::string> algonauts_images(const AlgonautsFiles& files, AlgonautsSplit split,
                                          const AlgonautsResponses& responses) {
  std::vector<std::string> names = image_names_in(files.images(split));
  if (names.size() == std::size_t(responses.image_count())) return names;
  throw Error(ErrorKind::kBadShape, file_name(files.images(split)),
              "expected " + std::to_string(responses.image_count()) +
                  " images, one for each row of " + responses.file_in_words() + ", found " +
                  std::to_string(names.size()),
              "responses are matched to images by their order: unzip the subject's folder again, "
              "and keep no other images there");
}

std::vector<float> read_algonauts_ceilings(const AlgonautsFiles& files,
                                           const std::array<std::int64_t, 2>& counts) {
  std::vector<double> values;
  for (const Hemisphere h : kHemispheres) {
    if (counts[h] == 0) continue;
    const std::filesystem::path file = files.noise_ceiling(h);
    if (!is_file(file)) return {};
    const std::vector<double> own = NpyArray(file).values();
    if (std::int64_t(own.size()) != counts[h]) {
      throw Error(ErrorKind::kBadShape, file_name(file),
                  "expected " + std::to_string(counts[h]) +
                      " values, one for each vertex with responses, found " +
                      std::to_string(own.size()),
                  "is it of the same subject and hemisphere?");
    }
    for (const double value : own) {
      if (value >= 0 && value <= 100) continue;
      throw Error(ErrorKind::kBadValue, file_name(file),
                  "expected fractions from 0 to 1, or percentages, found " + std::to_string(value),
                  "unzip the subject's folder again");
    }
    values.insert(values.end(), own.begin(), own.end());
  }
  // Both percentages and fractions are in use. Among thousands of vertices there is always one that
  // can be explained by more than one percent: a value above 1 shows that they are percentages.
  const bool is_percent =
      std::any_of(values.begin(), values.end(), [](double value) { return value > 1; });
  std::vector<float> ceilings;
  for (const double value : values) ceilings.push_back(float(is_percent ? value / 100 : value));
  return ceilings;
}

}  // namespace cortiscope
