#include "core/study/algonauts_study.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/npy/npy_header.h"

namespace cortiscope {
namespace {

std::filesystem::path responses_of(const std::filesystem::path& folder, Hemisphere h) {
  return folder / "training_split/training_fmri" / (std::string(name_of(h)) + "_training_fmri.npy");
}

bool is_file(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

/// The number of files with some endings in a folder; 0 if it does not exist.
int count_files(const std::filesystem::path& folder, const std::vector<std::string>& endings) {
  int count = 0;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    for (const std::string& ending : endings) count += entry->path().extension() == ending;
  }
  return count;
}

/// The (images, vertices) of a responses file.
Shape shape_of_responses(const std::filesystem::path& file) {
  constexpr std::int64_t kMost = 1 << 28;  // of either axis; far more than real files have
  const NpyHeader header = read_npy_header(file);
  const Shape& shape = header.shape;
  const bool is_table = shape.size() == 2 && shape[0] <= kMost && shape[1] <= kMost;
  if (!is_table || header.type != "<f4" || header.is_column_major) {
    throw Error(ErrorKind::kBadShape, file_name(file),
                "expected float32 of shape (images, vertices), found " + header.type +
                    " of shape " + to_string(shape),
                "is it of the challenge?");
  }
  const std::uintmax_t expected =
      header.data_start + sizeof(float) * std::uintmax_t(element_count(shape));
  const std::uintmax_t found = size_of_file(file);
  if (found != expected) {
    throw Error(ErrorKind::kBadFormat, file_name(file),
                "expected " + std::to_string(expected) + " bytes, found " + std::to_string(found),
                "the file is cut short or damaged; copy it again");
  }
  return shape;
}

}  // namespace

bool AlgonautsStudy::is_at(const std::filesystem::path& folder) {
  return is_file(responses_of(folder, kLh)) || is_file(responses_of(folder, kRh));
}

const std::string& AlgonautsStudy::name() const {
  static const std::string name = "Algonauts 2023 subject";
  return name;
}

RecordingSource AlgonautsStudy::open(double) const { refuse(); }

std::string AlgonautsStudy::fingerprint() const { refuse(); }

void AlgonautsStudy::refuse() const {
  throw Error(ErrorKind::kBadFormat, folder_.string(),
              "is a subject of the Algonauts 2023 challenge, which is recognised but not read yet",
              "write its responses as a subject file; core/io/FORMAT.md shows how");
}

AlgonautsFolder AlgonautsStudy::look() const {
  AlgonautsFolder found;
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::weakly_canonical(folder_, failed);
  found.subject = file_name(failed ? folder_ : absolute);
  for (const Hemisphere h : kHemispheres) {
    const std::filesystem::path file = responses_of(folder_, h);
    if (!is_file(file)) {
      found.problems.push_back(file_name(file) + ": missing");
      continue;
    }
    try {
      const Shape shape = shape_of_responses(file);
      found.responses[h] = shape[0];
      found.vertices[h] = shape[1];
    } catch (const Error& error) {
      found.problems.emplace_back(error.what());
    }
  }
  const std::vector<std::string> images = {".png", ".jpg", ".jpeg"};
  found.training_images = count_files(folder_ / "training_split/training_images", images);
  found.test_images = count_files(folder_ / "test_split/test_images", images);
  found.region_masks = count_files(folder_ / "roi_masks", {".npy"});
  for (const Hemisphere h : kHemispheres) {
    if (found.vertices[h] == 0 || found.responses[h] == found.training_images) continue;
    found.problems.push_back(file_name(responses_of(folder_, h)) + ": responses to " +
                             std::to_string(found.responses[h]) + " images, but " +
                             std::to_string(found.training_images) + " training images are there");
  }
  return found;
}

}  // namespace cortiscope
