#include "app/cli/demo_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/evaluation_text.h"
#include "app/cli/fit_text.h"
#include "app/cli/other_programs.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "app/session/figure_file.h"
#include "app/session/fit_jobs.h"
#include "core/base/error.h"
#include "core/fit/fit_output.h"
#include "core/simulate/demo_fits.h"
#include "core/simulate/synthetic_network.h"

namespace cortiscope {
namespace {

struct DemoArguments {
  std::string folder;
  std::uint64_t seed = 1;
};

/// The subject and the networks to fit: those of the folder, made first.
/// @return  nothing where it was asked to stop
std::optional<Library> made_study(const DemoOptions& demo, const StopToken& stop) {
  std::filesystem::create_directories(demo.folder);
  remove_demo(demo);
  Library library;
  const auto add = [&](const Opened& opened) {
    if (const auto* subject = std::get_if<OpenedSubject>(&opened)) {
      library.add_subject(subject->subject, subject->file, subject->images);
    } else if (const auto* features = std::get_if<OpenedFeatures>(&opened)) {
      library.add_features(features->info, features->file);
    }  // fits that come with the program are made again
  };
  ProgressLine line;
  const bool is_whole = open_demo(demo, stop, add, [&](const std::string& what, double done) {
    line.show(what + ": " + std::to_string(int(100 * done)) + " %");
  });
  return is_whole ? std::optional(std::move(library)) : std::nullopt;
}

/// Fits and writes it. @return  nothing where it was asked to stop
std::optional<FitResult> fitted(const FitJob& job, const EncodingData& data,
                                const StopToken& stop) {
  FitResult fit;
  FitOutput output(job.files, FitBeginning::kNew);
  {
    ProgressLine line;
    fit = fit_factor_topy(
        data, job.options, stop, [&](const FitProgress& progress) { show(line, progress); },
        output.keeping());
  }
  if (!fit.provenance.is_finished()) return std::nullopt;
  output.write(fit);
  std::printf("%s\n", result_text(job.files.out.string(), fit).c_str());
  return fit;
}

void draw(const FigureRequest& request, const std::filesystem::path& file) {
  write_figure(request, file.string());
  std::printf("%s\n", file.c_str());
}

/// Each fit's maps, and of the first one also a PDF and its layers on the inflated cortex.
void draw_all(const FitJob& job, bool is_first) {
  FigureRequest maps;
  maps.inputs = {job.files.out.string()};
  maps.shows_regions = true;
  const std::filesystem::path folder = job.files.out.parent_path();
  draw(maps, folder / (job.network + ".png"));
  if (!is_first) return;
  draw(maps, folder / (job.network + ".pdf"));
  FigureRequest inflated;
  inflated.inputs = maps.inputs;
  inflated.maps = {"layer"};
  inflated.view = name_of(SurfaceKind::kInflated);
  draw(inflated, folder / (job.network + "-inflated.png"));
}

void run(const DemoArguments& arguments) {
  if (arguments.folder.empty()) {
    if (has_display()) {
      throw CLI::RuntimeError(become_window({"--seed", std::to_string(arguments.seed)}));
    }
    throw Error(ErrorKind::kBadValue, "demo", "there is no display to open a window on",
                "use --headless DIR to fit the demonstration and draw its figures into DIR");
  }
  DemoOptions demo;
  demo.folder = arguments.folder;
  demo.networks = synthetic_network_names();  // as many fits as one waits for
  demo.subjects = 1;
  demo.seed = arguments.seed;
  FitOptions options = demo_fit_options();
  options.seed = arguments.seed;
  if (!make_demo(demo, options, stop_on_signal())) throw CLI::RuntimeError(exit_code_of_signal());
}

}  // namespace

bool make_demo(const DemoOptions& demo, const FitOptions& options, const StopToken& stop) {
  const std::optional<Library> library = made_study(demo, stop);
  if (!library) return false;
  const std::vector<FitJob> jobs = jobs_of_all(*library, options);
  std::string scores;  // of the first fit
  for (const FitJob& job : jobs) {
    const EncodingData data = open_study(job.files, kDefaultCacheGb);
    const std::optional<FitResult> fit = fitted(job, data, stop);
    if (!fit) return false;
    const bool is_first = &job == &jobs.front();
    draw_all(job, is_first);
    if (is_first) scores = text_of(to_json(evaluate(*fit, data, options)));
  }
  std::printf("%sThe demonstration (synthetic subject and networks) is in %s:\n", scores.c_str(),
              demo.folder.c_str());
  for (const FitJob& job : jobs) {
    std::printf("  %s.png  the layer, space, scale and score maps of network %s\n",
                job.network.c_str(), job.network.c_str());
  }
  return true;
}

void add_demo_command(CLI::App& program) {
  const auto arguments = std::make_shared<DemoArguments>();
  CLI::App* command = program.add_subcommand(
      "demo", "The built-in synthetic subject and networks, in the window or headless");
  command->add_option("--headless", arguments->folder, "Without a window, into this folder");
  command->add_option("--seed", arguments->seed, "Another seed gives another subject")
      ->capture_default_str();
  command->footer("Examples:\n  cortiscope demo\n  cortiscope demo --headless cortiscope-demo");
  command->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
