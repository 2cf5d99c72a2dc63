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

constexpr const char* kImagesFile = "images.h5";
/// Marks a folder as a demonstration's, which may be made again without asking.
constexpr const char* kMarkFile = "demonstration.txt";

/// Stops a simulation from its progress callback, the only point where it can be stopped.
struct Stopped {};

bool is_there(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

std::filesystem::path subject_file(const DemoOptions& options, int subject) {
  return options.folder / simulated_subject_file(subject);
}

bool has_recordings(const DemoOptions& options) {
  for (int subject = 1; subject <= options.subjects; ++subject) {
    if (!is_there(subject_file(options, subject))) return false;
  }
  return is_there(options.folder / kImagesFile);
}

void make_recordings(const DemoOptions& options, const Cortex& cortex,
                     const OnSimulationProgress& on_progress) {
  SimulationOptions simulation;
  simulation.networks = {options.networks.front()};
  simulation.images = options.images;
  simulation.subjects = options.subjects;
  if (options.vertices > 0) simulation.vertices = options.vertices;
  simulation.seed = options.seed;
  torch_module().use_threads(0);
  const SimulatedStudy study = simulate_study(simulation, cortex, on_progress);
  require_output_file(options.folder / kMarkFile, {{}, /*replaces=*/true});  // makes the folder
  write_file(options.folder / kMarkFile,
             "The demonstration of Cortiscope: synthetic subjects and synthetic networks.\n"
             "`cortiscope demo` replaces the files of this folder that it has made.\n");
  write_study(study, options.folder, on_progress);
}

/// A subject as its file will hold it, without responses.
OpenedSubject planted_subject(const DemoOptions& options, const Cortex& cortex, int subject) {
  PlantedSubjectOptions planted;
  if (options.vertices > 0) planted.vertices = options.vertices;
  planted.seed = options.seed;
  planted.individual = subject;
  return {subject_file(options, subject),
          std::make_shared<const Subject>(plant_subject(cortex, planted).subject),
          {}};
}

void give_installed_fits(const Subject& of, int subject,
                         const std::function<void(Opened)>& on_opened) {
  for (const std::string& network : installed_demo_networks(subject)) {
    auto fit = installed_demo_fit(network, of, subject);
    if (!fit) continue;
    on_opened(OpenedFit{installed_demo_fit_file(network, subject),
                        std::make_shared<const FitResult>(std::move(*fit)),
                        /*is_installed=*/true});
  }
}

void open_fits_in(const std::filesystem::path& folder,
                  const std::function<void(Opened)>& on_opened) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.size() > 7 && name.substr(name.size() - 7) == ".fit.h5") {
      on_opened(open_file(entry.path()));
    }
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
  for (int subject = 1; subject <= options.subjects; ++subject) {
    if (subject > 1) on_progress("subjects", double(subject - 1) / options.subjects);
    const OpenedSubject planted = planted_subject(options, cortex, subject);
    on_opened(planted);
    if (options.has_installed_fits()) give_installed_fits(*planted.subject, subject, on_opened);
  }
  if (!has_recordings(options)) make_recordings(options, cortex, on_progress);
  for (int subject = 1; subject <= options.subjects; ++subject) {
    on_opened(open_file(subject_file(options, subject)));
  }
  const Opened images = open_file(folder / kImagesFile);
  on_opened(images);
  for (int subject = 1; subject <= options.subjects; ++subject) {
    open_fits_in(subject_file(options, subject).parent_path(), on_opened);
  }
  const Stimuli& opened = *std::get<OpenedImages>(images).stimuli;
  const StimulusSet stimuli{opened.names, opened.images};
  for (const std::string& network : options.networks) {
    if (!is_there(features_of(network))) {
      on_progress("network " + network, 0);
      torch_module().use_threads(0);
      write_network(*make_synthetic_network(network, options.seed, stimuli.images), stimuli, folder,
                    on_progress);
    }
    on_opened(open_file(features_of(network)));
  }
  for (const std::string& network : options.networks) {
    const std::filesystem::path file = folder / (network + ".pt");
    if (is_there(file)) on_opened(open_file(file));
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
  std::vector<std::filesystem::path> files = {options.folder / kImagesFile};
  for (const std::string& network : options.networks) {
    files.push_back(options.folder / (network + ".pt"));
    files.push_back(options.folder / (network + ".features.h5"));
  }
  for (int subject = 1; subject <= options.subjects; ++subject) {
    const std::filesystem::path file = subject_file(options, subject);
    files.push_back(file);
    for (const std::string& network : options.networks) {
      for (const char* ending : {".fit.h5", ".fit.h5.checkpoint"}) {
        files.push_back(file.parent_path() / (title_of_network(network) + ending));
      }
    }
  }
  for (const std::filesystem::path& file : files) std::filesystem::remove(file);
  for (int subject = 2; subject <= options.subjects; ++subject) {
    std::filesystem::remove(subject_file(options, subject).parent_path(), ignored);  // where empty
  }
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
