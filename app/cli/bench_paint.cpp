#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench_command.h"
#include "app/cli/json_text.h"
#include "core/base/error.h"
#include "core/open/cortex_folder.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "render/paint_bench.h"

namespace cortiscope {
namespace {

struct PaintArguments {
  std::string folder;
  std::string view = "inflated";
  int width = 1200, height = 800, frames = 15;
  bool unfolds = false;
  bool json = false;
};

SurfaceKind parse_view(const std::string& text) {
  for (const SurfaceKind kind : kSurfaceKinds) {
    if (kind != SurfaceKind::kFlat && text == name_of(kind)) return kind;
  }
  throw Error(ErrorKind::kBadValue, "--view \"" + text + "\"",
              "expected inflated, pial, white or sphere");
}

constexpr int kAsFineAsFsaverage = 7, kAsFineAsFsaverage5 = 5;

std::shared_ptr<const Cortex> cortex_of(const PaintArguments& arguments) {
  return std::make_shared<const Cortex>(
      arguments.folder.empty()
          ? builtin_cortex(arguments.unfolds ? kAsFineAsFsaverage5 : kAsFineAsFsaverage)
          : read_cortex_folder(arguments.folder));
}

void describe(const Cortex& cortex, const PaintArguments& arguments, const std::string& opengl,
              nlohmann::ordered_json& result) {
  result["vertices"] = cortex[kLh].vertex_count() + cortex[kRh].vertex_count();
  result["width"] = arguments.width;
  result["height"] = arguments.height;
  result["opengl"] = opengl;
}

void print(const nlohmann::ordered_json& result, bool as_json) {
  if (as_json) {
    std::printf("%s", json_text(result).c_str());
    return;
  }
  for (const auto& [name, value] : result.items()) {
    if (value.is_number_float()) {
      std::printf("%-16s %.4g\n", name.c_str(), value.get<double>());
    } else {
      std::printf("%-16s %s\n", name.c_str(),
                  value.is_string() ? value.get<std::string>().c_str() : value.dump().c_str());
    }
  }
}

void run_unfolding(const PaintArguments& arguments) {
  const std::shared_ptr<const Cortex> cortex = cortex_of(arguments);
  const UnfoldTiming timing =
      time_unfolding(cortex, arguments.width, arguments.height, arguments.frames);
  nlohmann::ordered_json result;
  result["cortex"] = cortex->name;
  describe(*cortex, arguments, timing.opengl, result);
  result["first_frame_ms"] = timing.first_frame_ms;
  result["frame_ms"] = timing.frame_ms;
  result["frames_a_second"] = 1000 / timing.frame_ms;
  result["first_pick_ms"] = timing.first_pick_ms;
  print(result, arguments.json);
}

void run_painting(const PaintArguments& arguments) {
  const SurfaceKind kind = parse_view(arguments.view);
  const auto start = std::chrono::steady_clock::now();
  const std::shared_ptr<const Cortex> cortex = cortex_of(arguments);
  const double read_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  const PaintTiming timing =
      time_painting(cortex, kind, arguments.width, arguments.height, arguments.frames);
  nlohmann::ordered_json result;
  result["cortex"] = cortex->name;
  result["view"] = name_of(kind);
  describe(*cortex, arguments, timing.opengl, result);
  result["open_ms"] = read_ms + timing.show_ms + timing.first_frame_ms;
  result["read_ms"] = read_ms;
  result["show_ms"] = timing.show_ms;
  result["first_frame_ms"] = timing.first_frame_ms;
  result["frame_ms"] = timing.frame_ms;
  result["vtk_frame_ms"] = timing.vtk_frame_ms;
  result["ratio"] = timing.frame_ms / timing.vtk_frame_ms;
  result["recolor_ms"] = timing.recolor_ms;
  result["first_pick_ms"] = timing.first_pick_ms;
  result["pick_ms"] = timing.pick_ms;
  print(result, arguments.json);
}

}  // namespace

void add_bench_paint(CLI::App& bench) {
  const auto arguments = std::make_shared<PaintArguments>();
  CLI::App* paint = bench.add_subcommand("paint", "Drawing a cortex as the window does");
  paint->add_option("DIR", arguments->folder,
                    "A cortex folder; without, the built-in cortex with fsaverage's 163,842 "
                    "vertices a hemisphere, or with --unfold fsaverage5's 10,242");
  paint->add_option("--view", arguments->view, "inflated, pial, white or sphere")
      ->capture_default_str();
  const CLI::Range sides(16, 8192);
  paint->add_option("--width", arguments->width, "Pixels")->capture_default_str()->check(sides);
  paint->add_option("--height", arguments->height, "Pixels")->capture_default_str()->check(sides);
  paint->add_option("--frames", arguments->frames, "How many are timed; the median is reported")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  paint->add_flag("--unfold", arguments->unfolds,
                  "Time the way from the folded to the inflated form and the flatmap instead");
  paint->add_flag("--json", arguments->json, "Print one JSON object");
  paint->footer(
      "frame_ms is the window's way of drawing, turned a little each frame; vtk_frame_ms is VTK "
      "alone with the same polygons; ratio is the first over the second. open_ms is reading, "
      "showing and the first frame.\nExample:\n  cortiscope bench paint $SUBJECTS_DIR/fsaverage "
      "--json");
  paint->callback(
      [arguments] { arguments->unfolds ? run_unfolding(*arguments) : run_painting(*arguments); });
}

}  // namespace cortiscope
