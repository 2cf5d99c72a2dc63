#pragma once

#include <numeric>

#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/planted_study.h"
#include "tests/support/algonauts_folder.h"

namespace cortiscope {

/// Writes one study, small enough to be fitted in a second, in two layouts: subject.h5, and the
/// Algonauts folder subj01 that refers to the cortex returned; and features.h5.
/// @param test_images  how many of its 100 images are the study's own test set
inline Cortex write_algonauts_study(const std::filesystem::path& folder,
                                    const AlgonautsLayout& layout = {}, int test_images = 0) {
  PlantedOptions options;
  options.vertices = 40;
  options.images = 100;
  PlantedStudy study = make_planted_study(options, 3);
  Recording& recording = study.recording;
  Subject& subject = recording.subject;
  subject.name = "subj01";
  subject.is_synthetic = false;
  subject.truth.reset();
  recording.is_z_scored = true;
  Cortex cortex = subject.cortex;
  cortex.name = subject.cortex.name = "fsaverage";
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h].regions = {{"V1v", {0, 1, 2}}, {"V1d", {3, 4}}, {"V1", {0, 1, 2, 3, 4}}};
  }
  for (std::size_t i = 0; i < recording.images.size(); ++i) {
    const bool is_test = i + std::size_t(test_images) >= recording.images.size();
    recording.images[i] = (is_test ? "test-" : "train-") + std::to_string(1000 + i) + ".png";
    if (is_test) recording.test_rows.push_back(int(i));
  }
  write_recording(folder / "subject.h5", recording);
  write_algonauts_folder(folder / "subj01", recording, layout);
  FeatureInfo info = study.features->info();
  info.images = recording.images;
  FeaturesWriter features(folder / "features.h5", info);
  std::vector<int> all(recording.images.size());
  std::iota(all.begin(), all.end(), 0);
  features.add(study.features->read(all));
  features.commit();
  return cortex;
}

}  // namespace cortiscope
