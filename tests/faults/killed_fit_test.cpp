// A fit that is killed again and again ends as one that nobody disturbed, bit for bit.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "core/base/random.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/planted_study.h"
#include "tests/faults/how_many.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

constexpr const char* kSteps = "300";

pid_t start_fit(const FitFiles& files) {
  std::string words[] = {CORTISCOPE_KEEPING_FIT, files.subject.string(), files.features.string(),
                         files.out.string(), kSteps};
  char* pointers[] = {words[0].data(), words[1].data(), words[2].data(),
                      words[3].data(), words[4].data(), nullptr};
  pid_t child = -1;
  posix_spawn(&child, words[0].c_str(), nullptr, nullptr, pointers, environ);
  return child;
}

int end_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

/// Writes a small planted study.
FitFiles plant(const TempDir& folder) {
  PlantedOptions options;
  options.vertices = 40;
  options.images = 100;
  const PlantedStudy study = make_planted_study(options, 1);
  const FitFiles files{folder / "subject.h5", folder / "features.h5", folder / "fit.h5"};
  write_recording(files.subject, study.recording);
  FeaturesWriter writer(files.features, study.features->info(), Stored::kFloat32);
  std::vector<int> images(std::size_t(study.features->info().image_count()));
  for (std::size_t i = 0; i < images.size(); ++i) images[i] = int(i);
  writer.add(study.features->read(images));
  writer.commit();
  return files;
}

TEST(KilledFit, EndsLikeAnUndisturbedOne) {
  const TempDir folder;
  const FitFiles files = plant(folder);
  FitFiles undisturbed = files;
  undisturbed.out = folder / "undisturbed.h5";
  ASSERT_EQ(end_of(start_fit(undisturbed)), 0);

  Random random(7);
  int kills = 0;
  for (int i = 0; i < how_many(6, 20); ++i) {
    const pid_t fit = start_fit(files);
    // Never before it has begun, or a slow machine would be killed at the same place every time.
    usleep(useconds_t(100000 + 700000 * random.uniform()));
    kill(fit, SIGKILL);
    kills += WIFSIGNALED(end_of(fit));
    if (std::filesystem::exists(files.out)) break;  // it was finished first
  }
  EXPECT_GT(kills, 0);
  if (!std::filesystem::exists(files.out)) {
    ASSERT_EQ(end_of(start_fit(files)), 0);
  }

  const FitResult found = read_fit(files.out), expected = read_fit(undisturbed.out);
  EXPECT_EQ(found.provenance.steps_done, 300);
  EXPECT_EQ(found.r2, expected.r2);
  EXPECT_EQ(found.selectors.layer.values, expected.selectors.layer.values);
  EXPECT_EQ(found.selectors.space.values, expected.selectors.space.values);
  for (const auto& [name, values] : expected.parameters) {
    EXPECT_EQ(found.parameters.at(name).values, values.values) << name;
  }
  // Nothing is left but the lock of nobody.
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    EXPECT_EQ(name.find(".part-"), std::string::npos) << name;
    EXPECT_EQ(name.find(".checkpoint"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace cortiscope
