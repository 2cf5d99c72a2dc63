#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/figure_command.h"
#include "app/session/figure_content.h"
#include "app/session/figure_request.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/render/planted_cortex.h"
#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// A planted fit in a file, and the command run on it.
class FigureCommand : public testing::Test {
 protected:
  FigureCommand() {
    FitResult fit = planted_fit();
    fit.features.channels = {4, 4};
    fit.features.images = {"a", "b", "c"};
    fit.training_images = {0};
    fit.validation_images = {1};
    fit.test_images = {2};
    fit.validation_r2 = fit.r2;
    write_fit(folder_ / "fit.h5", fit);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// The exit code of `cortiscope figure` with these words.
  static int run(std::vector<std::string> words) {
    words.insert(words.begin(), {"cortiscope", "figure"});
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    return run_program(int(argv.size()), argv.data(), {&add_figure_command});
  }

  /// The Error of drawing the fit with this changed.
  template <class Change>
  std::string refused(Change&& change) const {
    FigureRequest request;
    request.inputs = {path("fit.h5")};
    change(request);
    return error_of([&] { figure_of(request); });
  }

  TempDir folder_;
};

/// A window's figure of the fit: its two views of a map.
inline FigureRequest window_request(const std::string& fit) {
  FigureRequest request;
  request.inputs = {fit};
  request.dpi = 72;
  request.look = Look();
  request.look->map = {"scale"};
  request.look->flat_camera.zoom = 1.5F;
  request.panes = {{"flat", 1.5}};
  return request;
}

/// A second fit beside fit.h5, of a network that reads the two layers the other way round.
inline void write_turned_fit(const std::filesystem::path& before,
                             const std::filesystem::path& after) {
  FitResult fit = read_fit(before);
  fit.features.network = "turned";
  for (std::int64_t i = 0; i < fit.selectors.vertex_count(); ++i) {
    float* weights = fit.selectors.layer.row(i);
    std::swap(weights[0], weights[1]);
  }
  write_fit(after, fit);
}

/// An annotation of the left sheet: 652 vertices: its first row, in green, and the rest.
inline std::string annotation_bytes() {
  constexpr int kCount = 652, kGreen = 200 << 8, kGrey = 9;
  std::string bytes = big_endian(std::int32_t(kCount));
  for (int v = 0; v < kCount; ++v) {
    bytes += big_endian(std::int32_t(v)) + big_endian(std::int32_t(v < 300 ? kGreen : kGrey));
  }
  const auto text = [](const std::string& words) {
    return big_endian(std::int32_t(words.size() + 1)) + words + '\0';
  };
  const auto entry = [&](const std::string& name, int label) {
    return text(name) + big_endian(std::int32_t(label & 255)) +
           big_endian(std::int32_t(label >> 8 & 255)) + big_endian(std::int32_t(label >> 16)) +
           big_endian(std::int32_t(0));
  };
  return bytes + big_endian(std::int32_t(1)) + big_endian(std::int32_t(2)) + text("colors.txt") +
         entry("green area", kGreen) + entry("grey area", kGrey);
}

}  // namespace cortiscope
