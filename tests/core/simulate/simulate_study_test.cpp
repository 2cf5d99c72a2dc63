#include "core/simulate/simulate_study.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <thread>

#include "core/backbone/open_backbone.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

SimulationOptions small(std::uint64_t seed = 3) {
  SimulationOptions options;
  options.networks = {"aligned", "low-level"};
  options.images = 40;
  options.vertices = 120;
  options.seed = seed;
  return options;
}

const SimulatedStudy& small_study() {
  static const SimulatedStudy study = simulate_study(small(), builtin_cortex(3));
  return study;
}

TEST(SimulateStudy, HoldsWhatWasAskedFor) {
  const SimulatedStudy& study = small_study();
  EXPECT_EQ(study.recordings[0].responses.shape, (Shape{40, 120}));
  EXPECT_EQ(study.recordings[0].images, study.stimuli.names);
  EXPECT_EQ(study.stimuli.images.size(), 40U);
  ASSERT_EQ(study.networks.size(), 2U);
  EXPECT_EQ(study.networks[1]->name(), "low-level");
  EXPECT_TRUE(study.recordings[0].subject.is_synthetic);
  ASSERT_TRUE(study.recordings[0].subject.truth);
  EXPECT_EQ(study.recordings[0].subject.truth->network, "aligned");
}

TEST(SimulateStudy, SameSeedSameStudyOtherSeedOther) {
  const SimulatedStudy again = simulate_study(small(), builtin_cortex(3));
  EXPECT_EQ(again.recordings[0].responses.values, small_study().recordings[0].responses.values);
  EXPECT_EQ(again.stimuli.images[7].pixels, small_study().stimuli.images[7].pixels);
  const SimulatedStudy other = simulate_study(small(4), builtin_cortex(3));
  EXPECT_NE(other.recordings[0].responses.values, small_study().recordings[0].responses.values);
  EXPECT_NE(other.stimuli.images[7].pixels, small_study().stimuli.images[7].pixels);
}

TEST(SimulateStudy, ResponsesDoNotDependOnTheNetworksWrittenBesideThem) {
  SimulationOptions options = small();
  options.networks = {"scrambled"};
  const SimulatedStudy study = simulate_study(options, builtin_cortex(3));
  EXPECT_EQ(study.recordings[0].responses.values, small_study().recordings[0].responses.values);
  EXPECT_EQ(study.networks.size(), 1U);
}

TEST(SimulateStudy, FurtherSubjectsSeeTheSameImagesAndChangeNothingOfTheFirst) {
  SimulationOptions options = small();
  options.networks = {"aligned"};
  options.subjects = 2;
  const SimulatedStudy study = simulate_study(options, builtin_cortex(3));
  ASSERT_EQ(study.recordings.size(), 2U);
  const Recording &first = study.recordings[0], &second = study.recordings[1];
  EXPECT_EQ(first.responses.values, small_study().recordings[0].responses.values);
  EXPECT_EQ(second.images, first.images);
  EXPECT_EQ(second.subject.vertices, first.subject.vertices);
  EXPECT_NE(second.responses.values, first.responses.values);
  EXPECT_NE(second.subject.truth->selectors.layer.values,
            first.subject.truth->selectors.layer.values);
  const TempDir folder;
  write_study(study, folder.path());
  EXPECT_EQ(simulated_subject_file(2), std::filesystem::path("subject-2/subject.h5"));
  EXPECT_EQ(read_recording(folder / "subject-2/subject.h5").responses.values,
            second.responses.values);
}

TEST(SimulateStudy, PhotographsBecomeStimuli) {
  SimulationOptions options = small();
  options.photographs = {Image(100, 80, {200, 100, 50})};
  options.photographs[0].at(50, 40) = {0, 0, 0};
  options.networks = {"aligned"};
  const SimulatedStudy study = simulate_study(options, builtin_cortex(3));
  EXPECT_EQ(study.stimuli.names.front(), "crop-00001");
  EXPECT_EQ(study.stimuli.images[3].at(0, 0), (Rgb8{200, 100, 50}));
}

TEST(SimulateStudy, ReportsItsProgress) {
  std::vector<std::string> seen;
  double last = 0;
  simulate_study(small(), builtin_cortex(3), [&](const std::string& what, double done) {
    if (seen.empty() || seen.back() != what) {
      seen.push_back(what);
      last = 0;
    }
    EXPECT_GE(done, last);
    EXPECT_LE(done, 1);
    last = done;
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"stimuli", "responses"}));
  EXPECT_EQ(last, 1);
}

TEST(SimulateStudy, RefusesBadOptions) {
  const auto words = [](const SimulationOptions& options) {
    return error_of([&] { simulate_study(options, builtin_cortex(2)); });
  };
  SimulationOptions options = small();
  options.images = 0;
  EXPECT_EQ(words(options), "images: expected 2 or more, found 0");
  options = small();
  options.networks = {"aligned", "alligned"};
  EXPECT_EQ(words(options),
            "networks: there is no network \"alligned\" (there are aligned, truncated, low-level, "
            "scrambled, aligned-finetuned, aligned-forgotten and untrained)");
  options.networks = {"aligned", "aligned"};
  EXPECT_EQ(words(options), "networks: \"aligned\" is named twice");
  options.networks = {};
  EXPECT_EQ(words(options), "networks: expected one name or more, found none");
  options = small();
  options.subjects = 0;
  EXPECT_EQ(words(options), "subjects: expected 1 or more, found 0");
}

TEST(WriteStudy, WritesEveryFileAndTheNetworkGivesTheFeaturesOfTheFile) {
  const SimulatedStudy& study = small_study();
  const TempDir folder;
  write_study(study, folder / "study");
  const Recording recording = read_recording(folder / "study/subject.h5");
  EXPECT_EQ(recording.responses.values, study.recordings[0].responses.values);
  ASSERT_TRUE(recording.subject.truth);
  const StimulusSet stimuli = read_images(folder / "study/images.h5");
  EXPECT_EQ(stimuli.names, study.stimuli.names);
  EXPECT_EQ(stimuli.images[5].pixels, study.stimuli.images[5].pixels);
  for (const char* name : {"aligned", "low-level"}) {
    const std::string stem = "study/" + std::string(name);
    const FeaturesFile features(folder / (stem + ".features.h5"));
    EXPECT_TRUE(features.info().is_synthetic);
    EXPECT_EQ(features.info().images, stimuli.names);
    std::vector<int> all(stimuli.images.size());
    std::iota(all.begin(), all.end(), 0);
    const TokenBatch stored = features.read(all);
    const TokenBatch computed = open_backbone(folder / (stem + ".pt"))->tokens(stimuli.images);
    for (int l = 0; l < 12; ++l) {
      for (std::size_t i = 0; i < stored.local[l].values.size(); ++i) {
        const float value = computed.local[l].values[i];
        ASSERT_NEAR(stored.local[l].values[i], value, 2e-3 * std::abs(value) + 1e-4);
      }
      for (std::size_t i = 0; i < stored.global[l].values.size(); ++i) {
        const float value = computed.global[l].values[i];
        ASSERT_NEAR(stored.global[l].values[i], value, 2e-3 * std::abs(value) + 1e-4);
      }
    }
  }
}

TEST(WriteStudy, SameStudySameBytes) {
  const TempDir folder;
  write_study(small_study(), folder / "a");
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // no time of day in the files
  write_study(small_study(), folder / "b");
  for (const char* file : {"subject.h5", "images.h5", "aligned.features.h5", "aligned.pt"}) {
    EXPECT_EQ(read_bytes(folder / (std::string("a/") + file)),
              read_bytes(folder / (std::string("b/") + file)))
        << file;
  }
}

TEST(WriteStudy, NamesAFolderThatCannotBeMade) {
  const TempDir folder;
  write_bytes(folder / "file", "in the way");
  EXPECT_EQ(error_of([&] { write_study(small_study(), folder / "file/study"); }),
            (folder / "file/study").string() +
                ": the folder cannot be made: Not a directory (name "
                "one where you may write)");
}

}  // namespace
}  // namespace cortiscope
