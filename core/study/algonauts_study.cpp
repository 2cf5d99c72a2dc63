#include "core/study/algonauts_study.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"
#include "core/io/file_hash.h"
#include "core/io/image/image_folder.h"
#include "core/study/algonauts_regions.h"
#include "core/study/algonauts_responses.h"

namespace cortiscope {
namespace {

std::string missing(const std::filesystem::path& file) { return file_name(file) + ": missing"; }

std::string name_of_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::weakly_canonical(folder, failed);
  return readable_text(file_name(failed ? folder : absolute));
}

/// @throws Error  kBadShape: the cortex has another number of vertices than the masks
void require_mesh(const Cortex& cortex, Hemisphere h, const AlgonautsVertices& own,
                  const AlgonautsFiles& files) {
  const int found = cortex[h].vertex_count();
  if (found == own.mesh_size) return;
  const std::string expected = std::to_string(own.mesh_size);
  throw Error(ErrorKind::kBadShape, file_name(files.vertices(h)),
              "expected a cortex of " + expected + " vertices a hemisphere, found " + name_of(h) +
                  " of the cortex " + in_quotes(cortex.name) + " with " + std::to_string(found),
              "give FreeSurfer's fsaverage, which has 163842, not fsaverage5 or 6");
}

/// Whether the test split has the responses of each hemisphere that the training split has; then it
/// is the study's own test set.
bool has_test_responses(const AlgonautsFiles& files) {
  for (const Hemisphere h : kHemispheres) {
    if (is_file(files.responses(h)) && !is_file(files.responses(h, AlgonautsSplit::kTest))) {
      return false;
    }
  }
  return true;
}

/// What is missing of the test split where a part of its responses is there.
void add_missing_test_responses(const AlgonautsFiles& files, std::vector<std::string>& concerns) {
  if (has_test_responses(files)) return;
  for (const Hemisphere h : kHemispheres) {
    if (!is_file(files.responses(h)) || !is_file(files.responses(h, AlgonautsSplit::kTest))) {
      continue;
    }
    const Hemisphere other = h == kLh ? kRh : kLh;
    concerns.push_back(missing(files.responses(other, AlgonautsSplit::kTest)) +
                       ", so that fits are tested on images of the training split");
  }
}

/// Adds the responses to the test images, as the study's own test set.
/// @throws Error  kBadShape: of other vertices than the training responses, or another number of
///                images; kBadValue: an image of both splits
void add_test_split(const AlgonautsFiles& files, RecordingSource& recording,
                    const AlgonautsResponses& training) {
  const auto test = std::make_shared<const AlgonautsResponses>(files, AlgonautsSplit::kTest);
  for (const Hemisphere h : kHemispheres) {
    const std::int64_t expected = training.vertex_count(h), found = test->vertex_count(h);
    if (expected == 0 || found == expected) continue;
    throw Error(ErrorKind::kBadShape, file_name(files.responses(h, AlgonautsSplit::kTest)),
                "expected responses of " + std::to_string(expected) + " vertices as in " +
                    file_name(files.responses(h)) + ", found " + std::to_string(found),
                "are the two files of the same subject?");
  }
  const std::size_t first = recording.images.size();
  for (const std::string& image : algonauts_images(files, AlgonautsSplit::kTest, *test)) {
    if (std::binary_search(recording.images.begin(),
                           recording.images.begin() + std::ptrdiff_t(first), image)) {
      throw Error(ErrorKind::kBadValue, file_name(files.images(AlgonautsSplit::kTest)),
                  "expected other images than in " + file_name(files.images()) + ", found " +
                      in_quotes(image) + " in both",
                  "unzip the subject's folder again");
    }
    recording.test_rows.push_back(int(recording.images.size()));
    recording.images.push_back(image);
  }
  recording.responses = std::make_shared<const JoinedResponses>(recording.responses, test);
}

/// Every file that open() reads, of those that are there.
std::vector<std::filesystem::path> files_read(const AlgonautsFiles& files) {
  std::vector<std::filesystem::path> all;
  for (const Hemisphere h : kHemispheres) {
    all.insert(all.end(), {files.responses(h), files.vertices(h), files.noise_ceiling(h)});
    if (has_test_responses(files)) all.push_back(files.responses(h, AlgonautsSplit::kTest));
    for (const std::string& set : kAlgonautsRegionSets) {
      all.insert(all.end(), {files.regions(h, set), files.regions_of_vertices(h, set)});
    }
  }
  for (const std::string& set : kAlgonautsRegionSets) all.push_back(files.region_names(set));
  all.erase(std::remove_if(all.begin(), all.end(), [](const auto& file) { return !is_file(file); }),
            all.end());
  return all;
}

}  // namespace

AlgonautsStudy::AlgonautsStudy(const std::filesystem::path& folder, StudyCortex cortex)
    : files_{folder.has_filename() ? folder : folder.parent_path()}, cortex_(std::move(cortex)) {}

bool AlgonautsStudy::is_at(const std::filesystem::path& folder) {
  const AlgonautsFiles files{folder};
  return is_file(files.responses(kLh)) || is_file(files.responses(kRh));
}

const std::string& AlgonautsStudy::name() const {
  static const std::string name = "Algonauts 2023 subject";
  return name;
}

RecordingSource AlgonautsStudy::open(double cache_gb) const {
  RecordingSource recording;
  Subject& subject = recording.subject;
  subject.name = name_of_folder(files_.folder);
  const auto responses = std::make_shared<const AlgonautsResponses>(files_);
  recording.images = algonauts_images(files_, AlgonautsSplit::kTraining, *responses);
  recording.responses = responses;
  if (has_test_responses(files_)) add_test_split(files_, recording, *responses);
  if (!cortex_) {
    throw Error(ErrorKind::kNotFound, files_.folder.string(),
                "its vertices are those of the cortex fsaverage, which the folder does not hold",
                "give FreeSurfer's folder fsaverage, of 163842 vertices a hemisphere");
  }
  subject.cortex = cortex_();
  std::array<AlgonautsVertices, 2> vertices;
  for (const Hemisphere h : kHemispheres) {
    if (responses->vertex_count(h) == 0) {
      recording.concerns.push_back(missing(files_.responses(h)));
      continue;
    }
    vertices[h] = read_algonauts_vertices(files_, h, responses->vertex_count(h));
    require_mesh(subject.cortex, h, vertices[h], files_);
    subject.vertices[h] = vertices[h].vertices;
  }
  const AlgonautsRegions regions = read_algonauts_regions(files_, vertices);
  // Not beside those of the cortex: the labels of fsaverage name the same areas, V1_exvivo as V1,
  // as they are in other people.
  if (!regions.of[kLh].empty() || !regions.of[kRh].empty()) {
    for (const Hemisphere h : kHemispheres) subject.cortex[h].regions = regions.of[h];
  }
  add_missing_test_responses(files_, recording.concerns);
  recording.concerns.insert(recording.concerns.end(), regions.concerns.begin(),
                            regions.concerns.end());
  subject.noise_ceiling =
      read_algonauts_ceilings(files_, {responses->vertex_count(kLh), responses->vertex_count(kRh)});
  recording.is_z_scored = true;
  const double bytes =
      double(sizeof(float)) * double(recording.images.size()) * double(responses->vertex_count());
  if (bytes <= cache_gb * 1e9) {
    std::vector<int> rows(recording.images.size());
    std::iota(rows.begin(), rows.end(), 0);
    recording.responses =
        std::make_shared<const ResponsesInMemory>(recording.responses->read(rows));
  }
  return recording;
}

std::string AlgonautsStudy::fingerprint() const {
  std::string listing;
  for (const std::filesystem::path& file : files_read(files_)) {
    listing +=
        file.lexically_relative(files_.folder).generic_string() + " " + hash_of_file(file) + "\n";
  }
  for (const std::string& image : image_names_in(files_.images())) listing += image + "\n";
  if (has_test_responses(files_)) {
    for (const std::string& image : image_names_in(files_.images(AlgonautsSplit::kTest))) {
      listing += image + "\n";
    }
  }
  return hash_of_bytes(listing.data(), listing.size());
}

AlgonautsFolder AlgonautsStudy::look() const {
  AlgonautsFolder found;
  found.subject = name_of_folder(files_.folder);
  found.training_images = int(image_names_in(files_.images()).size());
  found.test_images = int(image_names_in(files_.images(AlgonautsSplit::kTest)).size());
  const auto try_to = [&](const auto& action) {
    try {
      action();
    } catch (const Error& error) {
      found.problems.emplace_back(error.what());
    }
  };
  std::array<AlgonautsVertices, 2> vertices;
  for (const Hemisphere h : kHemispheres) {
    if (!is_file(files_.responses(h))) {
      found.problems.push_back(missing(files_.responses(h)));
      continue;
    }
    try_to([&] {
      const NpyArray responses = open_algonauts_responses(files_, h);
      found.responses[h] = responses.shape()[0];
      found.vertices[h] = responses.shape()[1];
      vertices[h] = read_algonauts_vertices(files_, h, found.vertices[h]);
      found.mesh[h] = vertices[h].mesh_size;
    });
    if (!is_file(files_.responses(h, AlgonautsSplit::kTest))) continue;
    try_to([&] {
      found.test_responses[h] =
          open_algonauts_responses(files_, h, AlgonautsSplit::kTest).shape()[0];
    });
  }
  add_missing_test_responses(files_, found.problems);
  try_to([&] {
    const AlgonautsRegions regions = read_algonauts_regions(files_, vertices);
    for (const Hemisphere h : kHemispheres) found.regions[h] = std::int64_t(regions.of[h].size());
    std::copy(regions.concerns.begin(), regions.concerns.end(), std::back_inserter(found.problems));
  });
  try_to(
      [&] { found.has_noise_ceiling = !read_algonauts_ceilings(files_, found.vertices).empty(); });
  const auto compare = [&](const std::filesystem::path& file, std::int64_t responses, int images,
                           const std::string& which) {
    if (responses == 0 || responses == images) return;
    found.problems.push_back(file_name(file) + ": responses to " + std::to_string(responses) +
                             " images, but " + std::to_string(images) + " " + which +
                             " images are there");
  };
  for (const Hemisphere h : kHemispheres) {
    compare(files_.responses(h), found.responses[h], found.training_images, "training");
    compare(files_.responses(h, AlgonautsSplit::kTest), found.test_responses[h], found.test_images,
            "test");
  }
  return found;
}

}  // namespace cortiscope
