#include "app/session/demo_study.h"

#include "core/base/error.h"
#include "core/fit/torch_module.h"
#include "core/io/atomic_file.h"
#include "core/io/output_place.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/demo_fits.h"
#include "core/simulate/planted_subject.h"
#include "core/simulate/simulate_study.h"

namespace cortiscope {
namespace {

constexpr const char* kSubjectFile = "subject.h5";
constexpr const char* kImagesFile = "images.h5";
/// Marks a folder as a demonstration's, which may be made again without asking.
constexpr const char* kMarkFile = "demonstration.txt";

/// Stops a simulation from its progress callback, the only point where it can be stopped.
struct Stopped {};

bool is_there(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

void make_subject(const DemoOptions& options, const Cortex& cortex,
                  const OnSimulationProgress& on_progress) {
  SimulationOptions simulation;
  simulation.networks = {options.networks.front()};
  simulation.images = options.images;
  if (options.vertices > 0) simulation.vertices = options.vertices;
  simulation.seed = options.seed;
  torch_module().use_threads(0);
  const SimulatedStudy study = simulate_study(simulation, cortex, on_progress);
  require_output_file(options.folder / kMarkFile, {{}, /*replaces=*/true});  // makes the folder
  write_file(options.folder / kMarkFile,
             "The demonstration of Cortiscope: a synthetic subject and synthetic networks.\n"
             "`cortiscope demo` replaces the files of this folder that it has made.\n");
  write_study(study, options.folder, on_progress);
}

/// The subject as its file will hold it, without responses.
OpenedSubject planted_subject(const DemoOptions& options, const Cortex& cortex) {
  PlantedSubjectOptions planted;
  if (options.vertices > 0) planted.vertices = options.vertices;
  planted.seed = options.seed;
  return {options.folder / kSubjectFile,
          std::make_shared<const Subject>(plant_subject(cortex, planted).subject),
          {}};
}

void give_installed_fits(const DemoOptions& options, const Subject& subject,
                         const std::function<void(Opened)>& on_opened) {
  for (const std::string& network : options.networks) {
    auto fit = installed_demo_fit(network, subject);
    if (fit) on_opened(OpenedFit{{}, std::make_shared<const FitResult>(std::move(*fit))});
  }
}

void open_all(const DemoOptions& options, const std::function<void(Opened)>& on_opened,
              const OnSimulationProgress& on_progress) {
  const std::filesystem::path& folder = options.folder;
  const auto features_of = [&](const std::string& network) {
    return folder / (network + ".features.h5");
  };
  const Cortex cortex =
      builtin_cortex(5, [&](double done) { on_progress("cortex, folded once and kept", done); });
  OpenedSubject planted = planted_subject(options, cortex);
  const std::shared_ptr<const Subject> subject = planted.subject;
  on_opened(std::move(planted));
  if (options.has_installed_fits()) give_installed_fits(options, *subject, on_opened);
  if (!is_there(folder / kSubjectFile) || !is_there(folder / kImagesFile)) {
    make_subject(options, cortex, on_progress);
  }
  on_opened(open_file(folder / kSubjectFile));
  const Opened images = open_file(folder / kImagesFile);
  on_opened(images);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.size() > 7 && name.substr(name.size() - 7) == ".fit.h5") {
      on_opened(open_file(entry.path()));
    }
  }
  const StimulusSet& stimuli = *std::get<OpenedImages>(images).stimuli;
  for (const std::string& network : options.networks) {
    if (!is_there(features_of(network))) {
      on_progress("network " + network, 0);
      torch_module().use_threads(0);
      write_network(*make_synthetic_network(network, options.seed, stimuli.images), stimuli, folder,
                    on_progress);
    }
    on_opened(open_file(features_of(network)));
  }
}

}  // namespace

void remove_demo(const DemoOptions& options) {
  std::error_code ignored;
  if (!is_there(options.folder) || std::filesystem::is_empty(options.folder, ignored)) return;
  if (!is_there(options.folder / kMarkFile)) {
    throw Error(ErrorKind::kExists, options.folder.string(),
                "the folder exists already, and holds other files than a demonstration",
                "choose another folder");
  }
  std::vector<std::string> names = {kSubjectFile, kImagesFile};
  for (const std::string& network : options.networks) {
    for (const char* ending : {".pt", ".features.h5", ".fit.h5", ".fit.h5.checkpoint"}) {
      names.push_back(network + ending);
    }
  }
  for (const std::string& name : names) std::filesystem::remove(options.folder / name);
}

bool open_demo(const DemoOptions& options, const StopToken& stop,
               const std::function<void(Opened)>& on_opened,
               const std::function<void(const std::string&, double)>& on_progress) {
  try {
    open_all(options, on_opened, [&](const std::string& what, double done) {
      if (stop.stop_requested()) throw Stopped{};
      on_progress(what, done);
    });
  } catch (const Stopped&) {
    return false;
  }
  return true;
}

}  // namespace cortiscope
