// keeping_fit SUBJECT FEATURES OUT STEPS: fits as `cortiscope fit` does, but keeps its state after
// every step. Resumes where there is a state. For tests that kill it.
#include <cstdlib>

#include "core/base/error.h"
#include "core/base/library_environment.h"
#include "core/fit/fit_output.h"

int main(int, char** words) {
  using namespace cortiscope;
  let_threads_sleep();
  const FitFiles files{words[1], words[2], words[3]};
  FitOptions options;
  options.steps = std::atoi(words[4]);
  options.threads = 1;
  options.device = "cpu";
  const bool resumes = std::filesystem::exists(files.checkpoint());
  try {
    FitOutput output(files, resumes ? FitBeginning::kResumed : FitBeginning::kReplacing);
    FitKeeping keeping = output.keeping();
    keeping.every_s = 0;
    const EncodingData data = open_study(files, kDefaultCacheGb);
    output.write(fit_factor_topy(data, options, {}, {}, keeping));
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
