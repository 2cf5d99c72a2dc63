#include <algorithm>
#include <chrono>
#include <cstdio>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/bench_command.h"
#include "app/cli/json_text.h"
#include "core/base/temporary_folder.h"
#include "core/fit/fit.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/open_features.h"
#include "core/open/cortex_folder.h"
#include "core/open/read_any.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/planted_study.h"

namespace cortiscope {
namespace {

using std::filesystem::path;

/// What is loaded, and by which reader.
struct Loadable {
  std::string kind;
  path place;
  std::uintmax_t bytes = 0;
  std::function<void()> load;
};

/// A cortex folder with only those of its files that are read.
Loadable loadable_cortex(const path& folder) {
  std::set<std::string> files;  // one may hold several parts
  for (const CortexSource& source : read_cortex_folder(folder).sources) files.insert(source.file);
  Loadable loadable{"cortex", folder, 0, [folder] { read_cortex_folder(folder); }};
  for (const std::string& file : files) loadable.bytes += std::filesystem::file_size(folder / file);
  return loadable;
}

/// What a path holds, as the program finds it, and the reader of all of it.
Loadable loadable_at(const path& place) {
  const Contents contents = read_any(place, builtin_template);
  if (std::filesystem::is_directory(place) && find<CortexContents>(contents)) {
    return loadable_cortex(place);
  }
  const auto loadable = [&](const char* kind, std::function<void()> load) {
    return Loadable{kind, place, std::filesystem::file_size(place), std::move(load)};
  };
  if (find<SubjectContents>(contents)) {
    return loadable("subject", [place] { read_recording(place); });
  }
  if (find<FitContents>(contents)) {
    return loadable("fit", [place] { read_fit(place, builtin_template); });
  }
  if (find<FeaturesContents>(contents)) {
    const double no_limit = std::numeric_limits<double>::infinity();
    return loadable("features", [place, no_limit] { open_features(place, no_limit); });
  }
  refuse(contents, "a cortex folder, or a subject, features or fit file");
}

void write_cortex(const Cortex& cortex, const path& folder) {
  std::filesystem::create_directories(folder / "surf");
  for (const Hemisphere h : kHemispheres) {
    const std::string start = std::string(name_of(h)) + ".";
    for (const auto& [kind, surface] : cortex[h].surfaces) {
      if (kind == SurfaceKind::kFlat) continue;  // FreeSurfer's is a patch, which we do not write
      write_freesurfer_surface(surface, folder / "surf" / (start + name_of(kind)));
    }
    write_freesurfer_curvature(cortex[h].curvature, folder / "surf" / (start + "curv"));
  }
}

/// One of each kind, of a size that takes long enough to time.
std::vector<path> write_examples(const TemporaryFolder& folder) {
  const std::vector<path> places = {folder / "cortex", folder / "subject.h5",
                                    folder / "features.h5", folder / "fit.h5"};
  const Cortex cortex = builtin_cortex();
  write_cortex(cortex, places[0]);

  PlantedOptions options;
  options.vertices = 4000;
  options.channels = 128;
  options.images = 1000;
  PlantedStudy study = make_planted_study(options, 1);
  study.recording.subject.cortex = cortex;
  write_recording(places[1], study.recording);

  std::vector<int> images(options.images);
  for (int i = 0; i < options.images; ++i) images[i] = i;
  FeaturesWriter features(places[2], study.features->info());
  features.add(study.features->read(images));
  features.commit();

  FitOptions one_step;
  one_step.steps = 1;
  write_fit(places[3],
            fit_factor_topy(pair(std::move(study.recording), study.features), one_step, {}, {}));
  return places;
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

nlohmann::ordered_json time_load(const Loadable& loadable, int runs) {
  std::vector<double> seconds;
  for (int run = 0; run < runs; ++run) seconds.push_back(seconds_of(loadable.load));
  const double first = seconds.front();
  std::nth_element(seconds.begin(), seconds.begin() + runs / 2, seconds.end());
  const double median = seconds[std::size_t(runs) / 2], mb = double(loadable.bytes) / 1e6;
  nlohmann::ordered_json result;
  result["path"] = loadable.place.string();
  result["kind"] = loadable.kind;
  result["mb"] = mb;
  result["first_seconds"] = first;
  result["seconds"] = median;
  result["mb_per_s"] = mb / median;
  return result;
}

struct LoadBenchArguments {
  std::vector<std::string> files;
  int runs = 3;
  bool json = false;
};

void run(const LoadBenchArguments& arguments) {
  std::optional<TemporaryFolder> folder;
  std::vector<path> places(arguments.files.begin(), arguments.files.end());
  if (places.empty()) places = write_examples(folder.emplace());
  auto loads = nlohmann::ordered_json::array();
  for (const path& place : places) loads.push_back(time_load(loadable_at(place), arguments.runs));
  if (arguments.json) {
    const nlohmann::ordered_json result = {
        {"are_generated", arguments.files.empty()}, {"runs", arguments.runs}, {"loads", loads}};
    std::printf("%s", json_text(result).c_str());
    return;
  }
  for (const auto& load : loads) {
    std::printf("%-9s %9.2f MB  first %.4f s, median %.4f s, %8.1f MB/s  %s\n",
                load.at("kind").get<std::string>().c_str(), load.at("mb").get<double>(),
                load.at("first_seconds").get<double>(), load.at("seconds").get<double>(),
                load.at("mb_per_s").get<double>(), load.at("path").get<std::string>().c_str());
  }
}

}  // namespace

void add_bench_load(CLI::App& bench) {
  const auto arguments = std::make_shared<LoadBenchArguments>();
  CLI::App* load = bench.add_subcommand("load", "Reading what users load");
  load->add_option("FILE", arguments->files,
                   "Cortex folders, subject, features and fit files; none: generated ones, removed "
                   "afterwards");
  load->add_option("--runs", arguments->runs, "How often each is loaded; the median is reported")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  load->add_flag("--json", arguments->json, "Print one JSON object");
  load->footer(
      "MB are those on disk. The first load may come from the disk, the others come from the "
      "system's memory.\nExample:\n  cortiscope bench load study/aligned.features.h5 --json");
  load->callback([arguments] { run(*arguments); });
}

}  // namespace cortiscope
