// The programs, where outputs are inputs, exist, vanish or change, and signals come.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/faults/command_faults.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

TEST_F(CommandFaults, NoOutputIsAnInput) {
  ASSERT_EQ(run({"convert", path("study/subject.h5"), path("cortex")}).exit_code, 0);
  ASSERT_EQ(run(fit_words(path("fit.h5"), 3)).exit_code, 0);
  fs::create_hard_link(path("study/subject.h5"), path("linked.h5"));
  fs::create_symlink(path("study/aligned.features.h5"), path("symlink.h5"));
  for (const char* force : {"", "--force"}) {
    const Words more = *force ? Words{force} : Words{};
    const auto with = [&](Words words) {
      words.insert(words.end(), more.begin(), more.end());
      return words;
    };
    for (const char* out : {"study/subject.h5", "study/aligned.features.h5", "linked.h5",
                            "symlink.h5", "cortex", "cortex/surf"}) {
      expect_refused(fit_words(path(out), 3, more));
    }
    expect_refused(with({"convert", path("fit.h5"), path("fit.h5")}));
    expect_refused(with({"convert", path("study/subject.h5"), path("linked.h5")}));
    expect_refused(with({"convert", path("cortex"), path("cortex")}));
    expect_refused(with({"convert", path("cortex"), path("cortex/surf")}));
    expect_refused(with({"convert", path("cortex"), folder_.path().string()}));
    expect_refused(with({"convert", path("cortex/surf/lh.white"), path("cortex/surf/lh.white")}));
    expect_refused(with({"simulate", "--cortex", path("cortex"), "--out", path("cortex")}));
#ifdef CORTISCOPE_DRAWS
    const std::string figure = path("figure.png");
    ASSERT_EQ(run({"figure", path("fit.h5"), "--map", "layer", "--out", figure}).exit_code, 0);
    fs::copy_file(path("fit.h5"), path("fit.png"), fs::copy_options::overwrite_existing);
    fs::copy_file(path("cortex/label/lh.aparc.annot"), path("lh.regions.png"),
                  fs::copy_options::overwrite_existing);
    fs::copy_file(path("cortex/surf/lh.curv"), path("lh.curv.png"),
                  fs::copy_options::overwrite_existing);
    expect_refused(with({"figure", "--recipe", figure, "--out", figure}));
    expect_refused(with({"figure", path("fit.png"), "--out", path("fit.png")}));
    expect_refused(with({"figure", path("fit.h5"), "--regions", path("lh.regions.png"), "--out",
                         path("lh.regions.png")}));
    expect_refused(with(
        {"figure", path("cortex"), "--map", path("lh.curv.png"), "--out", path("lh.curv.png")}));
#endif
  }
}

TEST_F(CommandFaults, NothingThatExistsIsReplacedUnasked) {
  ASSERT_EQ(run(fit_words(path("fit.h5"), 3)).exit_code, 0);
  ASSERT_EQ(run({"convert", path("study/subject.h5"), path("cortex")}).exit_code, 0);
  expect_refused(fit_words(path("fit.h5"), 3));
  expect_refused({"convert", path("study/subject.h5"), path("fit.h5")});
  expect_refused({"convert", path("study/subject.h5"), path("study")});
  expect_refused({"convert", path("cortex/surf/lh.white"), path("cortex/surf/rh.white")});
  expect_refused({"simulate", "--vertices", "100", "--images", "100", "--out", path("study")});
  EXPECT_EQ(run(fit_words(path("fit.h5"), 4, {"--force"})).exit_code, 0);
#ifdef CORTISCOPE_DRAWS
  write_bytes(folder_ / "photograph.png", "a photograph");
  const Words draw = {"figure", path("fit.h5"), "--map", "layer", "--out"};
  const auto drawn_as = [&](const std::string& name) {
    Words words = draw;
    words.push_back(path(name));
    return words;
  };
  expect_refused(drawn_as("photograph.png"));
  for (const char* name : {"map.png", "map.svg", "map.pdf"}) {
    EXPECT_EQ(run(drawn_as(name)).exit_code, 0) << name;
    EXPECT_EQ(run(drawn_as(name)).exit_code, 0) << "our own figures are drawn again: " << name;
  }
  expect_refused({"demo", "--headless", path("study")});
#endif
}

TEST_F(CommandFaults, AFinishedFitOutlivesAStoppedOne) {
  ASSERT_EQ(run(fit_words(path("fit.h5"), 3)).exit_code, 0);
  const std::string finished = read_bytes(path("fit.h5"));
  Program again(fit_words(path("fit.h5"), 1000000, {"--force"}), outputs_);
  again.interrupt_after("step ");
  const Ran stopped = again.wait();
  EXPECT_EQ(stopped.exit_code, 130) << stopped.errors;
  EXPECT_NE(stopped.errors.find("still holds the finished fit"), std::string::npos);
  EXPECT_EQ(read_bytes(path("fit.h5")), finished);
  // Its state is not forgotten by accident.
  expect_refused(fit_words(path("fit.h5"), 1000000));
  EXPECT_TRUE(fs::exists(path("fit.h5.checkpoint")));
}

TEST_F(CommandFaults, TwoProgramsDoNotFitIntoOneFile) {
  Program first(fit_words(path("fit.h5"), 1000000), outputs_);
  first.wait_for("step ");
  const TempDir elsewhere;
  const Ran second = Program(fit_words(path("fit.h5"), 3, {"--force"}), elsewhere).wait();
  EXPECT_EQ(second.exit_code, 8);
  EXPECT_NE(second.errors.find("another run is writing to this file"), std::string::npos)
      << second.errors;
  first.send(SIGTERM);
  EXPECT_EQ(first.wait().exit_code, 128 + SIGTERM);
}

TEST_F(CommandFaults, EverySignalKeepsWhatWasReached) {
  for (const int signal : {SIGTERM, SIGHUP, SIGPIPE, SIGINT}) {
    const std::string out = path("fit" + std::to_string(signal) + ".h5");
    Program fit(fit_words(out, 1000000), outputs_);
    fit.wait_for("step ");
    fit.send(signal);
    const Ran stopped = fit.wait();
    EXPECT_EQ(stopped.exit_code, 128 + signal) << stopped.errors;
    EXPECT_TRUE(fs::exists(out)) << signal;
    EXPECT_TRUE(fs::exists(out + ".checkpoint")) << signal;
    EXPECT_FALSE(fs::exists(out + ".lock")) << signal;
  }
}

TEST_F(CommandFaults, AFileThatChangesUnderAFitIsAnError) {
  const std::string features = path("study/aligned.features.h5");
  const std::string whole = read_bytes(features);
  const auto fit_while = [&](const std::string& out, const std::function<void()>& change) {
    Program fit(fit_words(path(out), 1000000, {"--cache", "0"}), outputs_);
    fit.wait_for("step ");
    change();
    const Ran ran = fit.wait();
    EXPECT_EQ(ran.exit_code, 6) << ran.errors;
    EXPECT_NE(ran.errors.find("the file has changed while it was read"), std::string::npos)
        << ran.errors;
    EXPECT_TRUE(fs::exists(path(out) + ".checkpoint"));
    EXPECT_FALSE(fs::exists(path(out)));
  };
  fit_while("cut.h5", [&] { fs::resize_file(features, whole.size() / 2); });
  write_bytes(features, whole);
  fit_while("changed.h5", [&] {
    std::string other = whole;
    for (std::size_t i = other.size() / 3; i < other.size(); i += 7) other[i] ^= 1;
    std::FILE* file = std::fopen(features.c_str(), "r+b");
    std::fwrite(other.data(), 1, other.size(), file);
    std::fclose(file);
  });
}

TEST_F(CommandFaults, AFitOutlivesItsFolderAndAStrangerInItsPlace) {
  fs::create_directory(folder_ / "fits");
  Program first(fit_words(path("fits/fit.h5"), 150), outputs_);
  first.wait_for("step ");
  fs::remove_all(folder_ / "fits");
  EXPECT_EQ(first.wait().exit_code, 0);
  EXPECT_TRUE(fs::exists(path("fits/fit.h5")));

  Program second(fit_words(path("fits/other.h5"), 150), outputs_);
  second.wait_for("step ");
  write_bytes(folder_ / "fits/other.h5", "a stranger's");
  EXPECT_EQ(second.wait().exit_code, 0);
  EXPECT_EQ(read_bytes(folder_ / "fits/other.h5"), "a stranger's");
  EXPECT_TRUE(fs::exists(path("fits/other-2.fit.h5")));

  Program third(fit_words(path("fits/third.h5"), 150), outputs_);
  third.wait_for("step ");
  fs::remove_all(folder_ / "fits");
  write_bytes(folder_ / "fits", "a file where the folder was");
  expect_rescued(third.wait());
}

// Root may make files anywhere but among those of the kernel.
TEST_F(CommandFaults, AFitOutlivesAFolderThatMayNoLongerBeWritten) {
  fs::create_directory(folder_ / "fits");
  Program fit(fit_words(path("fits/fit.h5"), 1000000), outputs_);
  fit.wait_for("step ");
  fs::rename(folder_ / "fits", folder_ / "moved");
  fs::create_directory_symlink("/proc", folder_ / "fits");
  fit.send(SIGTERM);
  expect_rescued(fit.wait());
}

TEST_F(CommandFaults, ASignalLeavesNothingUnfinished) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Program simulate({"simulate", "--vertices", "1000", "--images", "2000", "--networks", "aligned",
                      "--out", path("new")},
                     outputs_);
    const auto is_writing = [&] {
      std::error_code not_yet;
      for (const auto& entry : fs::directory_iterator(folder_ / "new", not_yet)) {
        if (entry.path().filename().string().find("features.h5.part") != std::string::npos) {
          return true;
        }
      }
      return false;
    };
    while (!is_writing()) {
      ASSERT_FALSE(simulate.has_ended()) << "before it wrote features";
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    simulate.send(signal);
    EXPECT_EQ(simulate.wait().exit_code, -signal);
    ASSERT_TRUE(fs::exists(folder_ / "new/images.h5")) << "what was whole stays";
    expect_no_part();
    fs::remove_all(folder_ / "new");
  }
}

TEST_F(CommandFaults, AFitReplacesNoFileThatWasMarkedReadOnlyMeanwhile) {
  ASSERT_EQ(run(fit_words(path("fit.h5"), 3)).exit_code, 0);
  const std::string before = read_bytes(path("fit.h5"));
  Program again(fit_words(path("fit.h5"), 150, {"--force"}), outputs_);
  again.wait_for("step ");
  fs::permissions(path("fit.h5"), fs::perms::owner_read);
  const Ran ran = again.wait();
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(read_bytes(path("fit.h5")), before);
  EXPECT_TRUE(fs::exists(path("fit-2.fit.h5")));
  EXPECT_NE(ran.output.find("fit-2.fit.h5"), std::string::npos) << ran.output;
}

TEST_F(CommandFaults, LittleMemoryIsSaid) {
  ASSERT_EQ(run(fit_words(path("fit.h5"), 3)).exit_code, 0);
  std::vector<Words> commands = {fit_words(path("new.h5"), 3), {"evaluate", path("fit.h5")}};
#ifdef CORTISCOPE_DRAWS
  commands.push_back({"figure", path("fit.h5"), "--out", path("maps.png")});
#endif
  for (const Words& words : commands) {
    for (const int kilobytes : {400000, 700000, 900000}) {
      const Ran ran =
          Program::run_limited("ulimit -v " + std::to_string(kilobytes), words, outputs_);
      EXPECT_EQ(ran.exit_code, 7) << testing::PrintToString(words) << kilobytes << ran.errors;
    }
  }
  EXPECT_EQ(Program::run_limited("ulimit -v 400000", {"info", path("fit.h5")}, outputs_).exit_code,
            0);
}

TEST_F(CommandFaults, ResultsThatCannotBeWrittenAreAFailure) {
  for (const Words& words : std::vector<Words>{{"info", path("study/subject.h5")},
                                               {"info", path("study/subject.h5"), "--json"},
                                               {"--help"},
                                               {"--version"}}) {
    EXPECT_EQ(Program::run_limited("exec >/dev/full", words, outputs_).exit_code, 1)
        << testing::PrintToString(words);
  }
}

}  // namespace
}  // namespace cortiscope
