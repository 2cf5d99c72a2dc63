// cortiscope-demo-fits FOLDER: simulates the demonstration and fits its networks as the window
// does; writes the fits that come with the program, for display, into an existing folder.
#include <cstdio>
#include <exception>
#include <filesystem>

#include "core/base/temporary_folder.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/demo_fits.h"
#include "core/simulate/demonstration.h"
#include "core/simulate/simulate_study.h"

namespace cortiscope {
namespace {

void make_demo_fit(const std::filesystem::path& study, const std::filesystem::path& out,
                   const std::string& network, int subject) {
  const FitFiles files{study / simulated_subject_file(subject), study / (network + ".features.h5"),
                       out / installed_demo_fit_file(network, subject).filename()};
  FitResult fit = fit_factor_topy(open_study(files, kDefaultCacheGb), demo_fit_options(), {}, {});
  // The study's folder no longer exists when this fit is read; the seed makes its files again.
  fit.provenance.subject_path = simulated_subject_file(subject).string();
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
      make_demo_fit(study.path(), out, network, subject);
    }
  }
}

}  // namespace
}  // namespace cortiscope

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    cortiscope::make_demo_fits(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
