#include "core/simulate/demo_fits.h"

#include "core/base/error.h"
#include "core/base/program_folder.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/demonstration.h"

namespace cortiscope {

FitOptions demo_fit_options() {
  FitOptions options;
  options.steps = kDemoSteps;
  return options;
}

std::filesystem::path installed_demo_fit_file(const std::string& network) {
  return program_folder() / ".." / "share" / "cortiscope" / "demo" / (network + ".fit.h5");
}

std::optional<FitResult> installed_demo_fit(const std::string& network, const Subject& subject) {
  const std::filesystem::path file = installed_demo_fit_file(network);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  const auto template_at_hand = [&](const std::string& name) -> std::optional<Cortex> {
    if (name != builtin_template_name()) return std::nullopt;
    return subject.cortex;
  };
  try {
    FitResult fit = read_fit(file, template_at_hand);
    if (fit.subject.vertices != subject.vertices) return std::nullopt;
    return fit;
  } catch (const Error&) {
    return std::nullopt;  // the fit is optional: the network can be fitted
  }
}

}  // namespace cortiscope
