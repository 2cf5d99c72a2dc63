// An extraction that is killed again and again ends as one that nobody disturbed, bit for bit.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "tests/faults/how_many.h"
#include "tests/support/environment_variable.h"
#include "tests/support/program.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(KilledExtraction, EndsLikeAnUndisturbedOne) {
  const TempDir folder;
  const EnvironmentVariable cache("XDG_CACHE_HOME", (folder / "cache").string());
  const auto path = [&](const std::string& name) { return (folder / name).string(); };
  const Ran made = Program({"simulate", "--vertices", "20", "--images", "1500", "--networks",
                            "aligned", "--out", path("study")},
                           folder)
                       .wait();
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  std::vector<std::string> words = {"extract",
                                    "--backbone",
                                    path("study/aligned.pt"),
                                    "--images",
                                    path("study/images.h5"),
                                    "--device",
                                    "cpu",
                                    "--out",
                                    path("f.features.h5")};
  const std::filesystem::path out = folder / "f.features.h5", part = folder / "f.features.h5.part";
  Random random(7);
  int kills = 0;
  for (int i = 0; i < how_many(6, 20) && !std::filesystem::exists(out); ++i) {
    std::vector<std::string> now = words;
    if (std::filesystem::exists(part)) now.emplace_back("--resume");
    Program program(now, folder);
    program.wait_for("features: ");
    // In the middle of a portion, or of what is written of it.
    usleep(useconds_t(300000 * random.uniform()));
    program.send(SIGKILL);
    kills += program.wait().exit_code == -SIGKILL;
  }
  EXPECT_GT(kills, 0);
  if (!std::filesystem::exists(out)) {
    words.emplace_back("--resume");
    const Ran last = Program(words, folder).wait();
    ASSERT_EQ(last.exit_code, 0) << last.errors;
  }
  EXPECT_TRUE(read_bytes(out) == read_bytes(folder / "study/aligned.features.h5"));
  EXPECT_FALSE(std::filesystem::exists(part));
}

}  // namespace
}  // namespace cortiscope
