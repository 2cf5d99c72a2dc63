#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// The real programs, run in a temporary folder.
class CommandLine : public testing::Test {
 protected:
  CommandLine() {  // no window opens, wherever the tests run
    for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) unsetenv(display);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  Ran run(std::vector<std::string> words) const {
    return Program(std::move(words), folder_).wait();
  }

  void simulate() const {
    const Ran ran = run({"simulate", "--vertices", "150", "--images", "100", "--networks",
                         "aligned", "--out", path("study")});
    ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  }

  std::vector<std::string> extract_words(const std::string& out) const {
    return {"extract",
            "--backbone",
            path("study/aligned.pt"),
            "--images",
            path("study/images.h5"),
            "--device",
            "cpu",
            "--out",
            path(out)};
  }

  std::vector<std::string> fit_words(int steps) const {
    return {"fit",
            "--subject",
            path("study/subject.h5"),
            "--out",
            path("fit.h5"),
            "--features",
            path("study/aligned.features.h5"),
            "--threads",
            "1",
            "--steps",
            std::to_string(steps),
            "--device",
            "cpu",
            "--json"};
  }

  bool is_there(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  TempDir folder_;
};

}  // namespace cortiscope
