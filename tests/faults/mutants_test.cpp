// Damaged files of every format: each is read or refused, never a crash, a hang or an endless
// memory.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/open/read_any.h"
#include "core/simulate/builtin_template.h"
#include "tests/faults/how_many.h"
#include "tests/support/program.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

/// A file with a few bytes changed, cut off, repeated or left out.
std::string damaged(std::string bytes, Random& random) {
  const auto place = [&] {
    return std::size_t(random.uniform() * double(std::max<std::size_t>(bytes.size(), 1)));
  };
  for (int changes = 1 + int(random.uniform() * 6); changes > 0 && !bytes.empty(); --changes) {
    switch (int(random.uniform() * 6)) {
      case 0:
        bytes.resize(place());
        break;
      case 1:
        bytes.insert(place(), bytes.substr(place(), 40));
        break;
      case 2:
        bytes.erase(place(), 1 + std::size_t(random.uniform() * 30));
        break;
      default:  // most damage to a header is a changed number
        bytes[random.uniform() < 0.5 ? place()
                                     : place() % std::min<std::size_t>(bytes.size(), 512)] =
            char(random.uniform() * 256);
    }
  }
  return bytes;
}

/// A sample of every format that the program writes.
std::vector<fs::path> samples_in(const TempDir& folder) {
  const auto run = [&](std::vector<std::string> words) {
    const Ran ran = Program(std::move(words), folder).wait();
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  };
  const auto at = [&](const std::string& name) { return (folder / name).string(); };
  run({"simulate", "--vertices", "60", "--images", "20", "--networks", "aligned", "--out",
       at("study")});
  const TempDir larger;  // what a fit needs would be too large to be mutated
  run({"simulate", "--vertices", "60", "--images", "100", "--networks", "aligned", "--out",
       (larger / "study").string()});
  run({"fit", "--subject", (larger / "study/subject.h5").string(), "--features",
       (larger / "study/aligned.features.h5").string(), "--steps", "2", "--out", at("fit.h5")});
  run({"convert", at("study/subject.h5"), at("cortex")});
  for (const char* to : {"lh.surf.gii", "lh.asc", "lh.pial"}) {
    run({"convert", at("cortex/surf/lh.white"), at(to)});
  }
  for (const char* to :
       {"lh.shape.gii", "lh.mgh", "lh.mgz", "lh.nii", "lh.nii.gz", "both.dscalar.nii"}) {
    run({"convert", at("cortex/surf/lh.curv"), at(to)});
  }
  std::vector<fs::path> samples;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file() || entry.file_size() > 8000000) continue;
    const std::string name = entry.path().filename().string();
    const bool is_ours = entry.path().extension() != ".pt";  // torch reads networks
    if (is_ours && name.rfind("rh.", 0) != 0 && name.rfind("std", 0) != 0)
      samples.push_back(entry.path());
  }
  std::sort(samples.begin(), samples.end());
  return samples;
}

/// Reads a damaged file in a process of its own. @return  how that ended, as waitpid says
int status_of_reading(const fs::path& file) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit seconds = {20, 20};
    setrlimit(RLIMIT_CPU, &seconds);
    const rlimit memory = {rlim_t(3) << 30, rlim_t(3) << 30};
    setrlimit(RLIMIT_AS, &memory);
    try {
      read_any(file, builtin_template);
    } catch (const Error&) {
      _exit(1);
    } catch (const std::bad_alloc&) {
      _exit(2);
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

class Mutants : public testing::Test {
 protected:
  TempDir folder_, mutants_;
};

TEST_F(Mutants, AreReadOrRefused) {
  for (const fs::path& sample : samples_in(folder_)) {
    const std::string whole = read_bytes(sample);
    EXPECT_EQ(status_of_reading(sample), 0) << sample;
    Random random(1);
    int refused = 0;
    for (int i = 0; i < how_many(15, 300); ++i) {
      const fs::path mutant = mutants_ / sample.filename().string();
      write_bytes(mutant, damaged(whole, random));
      const int status = status_of_reading(mutant);
      const bool is_fine = WIFEXITED(status) && WEXITSTATUS(status) <= 1;
      EXPECT_TRUE(is_fine) << sample << " " << i << " status " << status;
      if (!is_fine)
        fs::copy(mutant, fs::temp_directory_path() / ("bad-" + mutant.filename().string()),
                 fs::copy_options::overwrite_existing);
      refused += status != 0;
    }
    EXPECT_GT(refused, 0) << sample;
  }
}

TEST_F(Mutants, DoNotCrashThePrograms) {
  for (const fs::path& sample : samples_in(folder_)) {
    const std::string whole = read_bytes(sample);
    Random random(2);
    for (int i = 0; i < how_many(1, 10); ++i) {
      const fs::path mutant = mutants_ / sample.filename().string();
      write_bytes(mutant, damaged(whole, random));
      const Ran told = Program({"info", mutant.string(), "--json"}, folder_).wait();
      EXPECT_GE(told.exit_code, 0) << sample << " " << i;
      if (told.exit_code == 0) {
        EXPECT_TRUE(told.json().is_object()) << sample << " " << i;
      }
      const Ran converted =
          Program({"convert", mutant.string(), (mutants_ / "out.gii").string()}, folder_).wait();
      EXPECT_GE(converted.exit_code, 0) << sample << " " << i;
      fs::remove(mutants_ / "out.gii");
    }
  }
}

}  // namespace
}  // namespace cortiscope
