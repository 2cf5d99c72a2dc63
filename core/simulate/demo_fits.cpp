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

std::vector<std::string> installed_demo_networks(int subject) {
  if (subject == 1) return kDemoNetworks;
  return {"aligned", "aligned-finetuned", "low-level"};
}

std::filesystem::path installed_demo_fit_file(const std::string& network, int subject) {
  const std::string of_subject = subject == 1 ? "" : ".subject-" + std::to_string(subject);
  return program_folder() / ".." / "share" / "cortiscope" / "demo" /
         (network + of_subject + ".fit.h5");
}

std::optional<FitResult> installed_demo_fit(const std::string& network, const Subject& of,
                                            int subject) {
  const std::filesystem::path file = installed_demo_fit_file(network, subject);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  const auto template_at_hand = [&](const std::string& name) -> std::optional<Cortex> {
    if (name != builtin_template_name()) return std::nullopt;
    return of.cortex;
  };
  try {
    FitResult fit = read_fit(file, template_at_hand);
    if (fit.subject.vertices != of.vertices || fit.subject.name != of.name) return std::nullopt;
    return fit;
  } catch (const Error&) {
    return std::nullopt;  // the fit is optional: the network can be fitted
  }
}

}  // namespace cortiscope
