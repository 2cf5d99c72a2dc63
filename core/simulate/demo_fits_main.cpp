// cortiscope-demo-fits demo|lessons FOLDER: simulates the demonstration and fits its networks as
// the window does; writes the fits that come with the program, for display, into an existing
// folder: those of the demonstration, or those that only the lessons need.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/base/temporary_folder.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/demo_fits.h"
#include "core/simulate/demonstration.h"
#include "core/simulate/simulate_study.h"

namespace cortiscope {
namespace {

void make_fit(const FitFiles& files, const FitOptions& options,
              const std::filesystem::path& subject_path) {
  FitResult fit = fit_factor_topy(open_study(files, kDefaultCacheGb), options, {}, {});
  // The study's folder no longer exists when this fit is read; the seed makes its files again.
  fit.provenance.subject_path = subject_path.string();
  fit.provenance.features_path = files.features.filename().string();
  write_fit_to_look_at(files.out, fit, builtin_template_name());
  std::printf("%s\n", files.out.c_str());
}

void make_demo_fits(const std::filesystem::path& out) {
  const TemporaryFolder study;
  SimulationOptions simulation;
  simulation.networks = kDemoNetworks;
  simulation.images = kDemoImages;
  simulation.subjects = kDemoSubjects;
  write_study(simulate_study(simulation, builtin_cortex()), study.path());
  for (int subject = 1; subject <= kDemoSubjects; ++subject) {
    for (const std::string& network : installed_demo_networks(subject)) {
      FitOptions options = demo_fit_options();
      // A history is as large as the half of such a fit: one shows what it is.
      options.keeps_snapshots = subject == 1 && network == kDemoNetworks.front();
      make_fit({study.path() / simulated_subject_file(subject),
                study.path() / (network + ".features.h5"),
                out / installed_demo_fit_file(network, subject).filename()},
               options, simulated_subject_file(subject));
    }
  }
}

/// The recording with each response assigned to another image: nothing can predict it.
Recording shuffled(Recording recording) {
  std::vector<int> rows(recording.images.size());
  std::iota(rows.begin(), rows.end(), 0);
  Random(1, 900).shuffle(rows);
  recording.responses = rows_of(recording.responses, rows);
  recording.subject.name += ", images shuffled";
  recording.subject.truth.reset();
  return recording;
}

void make_lesson_fits(const std::filesystem::path& out) {
  const TemporaryFolder folder;
  const std::filesystem::path& study = folder.path();
  SimulationOptions simulation;
  simulation.networks = {kDemoNetworks.front(), kUntrainedNetwork};
  simulation.images = kDemoImages;
  const SimulatedStudy simulated = simulate_study(simulation, builtin_cortex());
  write_study(simulated, study);
  const std::filesystem::path subject = simulated_subject_file(1), null = "shuffled.h5";
  write_recording(study / null, shuffled(simulated.recordings.front()));
  const auto features = [&](const std::string& network) {
    return study / (network + ".features.h5");
  };
  const std::string aligned = kDemoNetworks.front();
  FitOptions options = demo_fit_options();
  options.keeps_snapshots = false;
  FitOptions without_topology = options;
  without_topology.ablation = Ablation::kTopology;
  make_fit({study / subject, features(aligned), out / "without-topology.fit.h5"}, without_topology,
           subject);
  make_fit({study / subject, features(kUntrainedNetwork), out / "untrained.fit.h5"}, options,
           subject);
  make_fit({study / null, features(aligned), out / "shuffled.fit.h5"}, options, null);
}

}  // namespace
}  // namespace cortiscope

int main(int argc, char** argv) {
  const std::string which = argc == 3 ? argv[1] : "";
  if (which != "demo" && which != "lessons") return 2;
  try {
    if (which == "demo") cortiscope::make_demo_fits(argv[2]);
    if (which == "lessons") cortiscope::make_lesson_fits(argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
