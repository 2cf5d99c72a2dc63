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
  int width = 0, height = 0;  // 0: the usual ones
  int frames = 15;
  bool is_wall = false, unfolds = false, json = false;
};

SurfaceKind parse_view(const std::string& text) {
  for (const SurfaceKind kind : kSurfaceKinds) {
    if (kind != SurfaceKind::kFlat && text == name_of(kind)) return kind;
  }
  throw Error(ErrorKind::kBadValue, "--view \"" + text + "\"",
              "expected inflated, pial, white or sphere");
}

constexpr int kAsFineAsFsaverage = 7, kAsFineAsFsaverage5 = 5;

int otherwise(int given, int usual) { return given == 0 ? usual : given; }

/// A cortex and what was measured of it so far.
struct BenchCortex {
  std::shared_ptr<const Cortex> cortex;
  nlohmann::ordered_json result;
  double read_ms = 0;
};

BenchCortex cortex_of(const PaintArguments& arguments, SurfaceKind kind, int level) {
  BenchCortex made;
  const auto start = std::chrono::steady_clock::now();
  made.cortex = std::make_shared<const Cortex>(
      arguments.folder.empty() ? builtin_cortex(level) : read_cortex_folder(arguments.folder));
  made.read_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  const Cortex& cortex = *made.cortex;
  made.result["cortex"] = cortex.name;
  made.result["view"] = name_of(kind);
  made.result["vertices"] = cortex[kLh].vertex_count() + cortex[kRh].vertex_count();
  return made;
}

nlohmann::ordered_json time_on_the_way(const PaintArguments& arguments, SurfaceKind kind) {
  auto [cortex, result, read_ms] = cortex_of(arguments, kind, kAsFineAsFsaverage5);
  const int width = otherwise(arguments.width, 1200), height = otherwise(arguments.height, 800);
  const UnfoldTiming timing = time_unfolding(cortex, width, height, arguments.frames);
  result.erase("view");
  result["width"] = width;
  result["height"] = height;
  result["opengl"] = timing.opengl;
  result["read_ms"] = read_ms;
  result["first_frame_ms"] = timing.first_frame_ms;
  result["frame_ms"] = timing.frame_ms;
  result["frames_a_second"] = 1000 / timing.frame_ms;
  result["first_pick_ms"] = timing.first_pick_ms;
  return result;
}

nlohmann::ordered_json time_one(const PaintArguments& arguments, SurfaceKind kind) {
  auto [cortex, result, read_ms] = cortex_of(arguments, kind, kAsFineAsFsaverage);
  const int width = otherwise(arguments.width, 1200), height = otherwise(arguments.height, 800);
  const PaintTiming timing = time_painting(cortex, kind, width, height, arguments.frames);
  result["width"] = width;
  result["height"] = height;
  result["opengl"] = timing.opengl;
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
  return result;
}

nlohmann::ordered_json time_many(const PaintArguments& arguments, SurfaceKind kind) {
  constexpr int kColumns = 4, kRows = 3;
  auto [cortex, result, read_ms] = cortex_of(arguments, kind, kAsFineAsFsaverage5);
  const int width = otherwise(arguments.width, 1600), height = otherwise(arguments.height, 900);
  const WallTiming timing =
      time_wall(cortex, kind, kColumns, kRows, width, height, arguments.frames);
  result["tiles"] = kColumns * kRows;
  result["width"] = width;
  result["height"] = height;
  result["opengl"] = timing.opengl;
  result["read_ms"] = read_ms;
  result["show_ms"] = timing.show_ms;
  result["first_frame_ms"] = timing.first_frame_ms;
  result["frame_ms"] = timing.frame_ms;
  result["frames_a_second"] = 1000 / timing.frame_ms;
  result["recolor_ms"] = timing.recolor_ms;
  result["soft_frame_ms"] = timing.soft_frame_ms;
  return result;
}

void run(const PaintArguments& arguments) {
  const SurfaceKind kind = parse_view(arguments.view);
  const nlohmann::ordered_json result = arguments.is_wall   ? time_many(arguments, kind)
                                        : arguments.unfolds ? time_on_the_way(arguments, kind)
                                                            : time_one(arguments, kind);
  if (arguments.json) {
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

}  // namespace

void add_bench_paint(CLI::App& bench) {
  const auto arguments = std::make_shared<PaintArguments>();
  CLI::App* paint = bench.add_subcommand("paint", "Drawing a cortex as the window does");
  paint->add_option("DIR", arguments->folder,
                    "A cortex folder; without, the built-in cortex with fsaverage's 163,842 "
                    "vertices a hemisphere, or of --wall and --unfold fsaverage5's 10,242");
  paint->add_option("--view", arguments->view, "inflated, pial, white or sphere")
      ->capture_default_str();
  const CLI::Range sides(16, 8192);
  paint->add_option("--width", arguments->width, "Pixels; 1200, or of a wall 1600")->check(sides);
  paint->add_option("--height", arguments->height, "Pixels; 800, or of a wall 900")->check(sides);
  CLI::Option* wall =
      paint->add_flag("--wall", arguments->is_wall,
                      "4 x 3 tiles in one window, each in colours of its own, that turn together");
  paint->add_option("--frames", arguments->frames, "How many are timed; the median is reported")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  paint
      ->add_flag("--unfold", arguments->unfolds,
                 "Time the way from the folded to the inflated form and the flatmap instead")
      ->excludes(wall);
  paint->add_flag("--json", arguments->json, "Print one JSON object");
  paint->footer(
      "frame_ms is the window's way of drawing, turned a little each frame; vtk_frame_ms is VTK "
      "alone with the same polygons; ratio is the first over the second. open_ms is reading, "
      "showing and the first frame. soft_frame_ms is a frame with soft edges, drawn once a view "
      "has come to rest.\nExample:\n  cortiscope bench paint $SUBJECTS_DIR/fsaverage "
      "--json");
  paint->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
