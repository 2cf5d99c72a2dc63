#include "app/cli/fit_text.h"

#include <cmath>
#include <cstdio>

#include "core/base/duration_text.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

}  // namespace

void show(ProgressLine& line, const FitProgress& progress) {
  line.show("step " + std::to_string(progress.step) + " of " + std::to_string(progress.steps) +
            ", loss " + number_text(progress.smooth_l1) +
            (std::isnan(progress.validation_r2)
                 ? ""
                 : ", validation R2 " + number_text(progress.validation_r2)) +
            ", " + duration_text(progress.remaining_s) + " left on " + progress.device);
}

std::string result_text(const std::string& file, const FitResult& fit) {
  const Provenance& made = fit.provenance;
  return file + ": network " + fit.features.network + ", " +
         std::to_string(fit.subject.vertex_count()) + " vertices, mean R2 " +
         number_text(mean_of_known(fit.r2)) + ", " + std::to_string(made.steps_done) + " of " +
         std::to_string(made.steps) + " steps in " + duration_text(made.seconds) + " on " +
         made.device;
}

}  // namespace cortiscope
