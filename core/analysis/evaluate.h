#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/analysis/retinotopy_check.h"
#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"
#include "core/metrics/recovery.h"

namespace cortiscope {

/// The scores of a fit on images that it was not fitted on.
struct Evaluation {
  std::vector<float> r2;  ///< (N) on the fit's test images, predicted again
  double r2_mean = 0;     ///< over vertices
  /// Mean R2 / mean ceiling over vertices whose ceiling is above 0.1; absent without a ceiling.
  std::optional<double> r2_over_ceiling;
  /// Where the subject has a truth that refers to the fit's network:
  std::optional<Recovery> recovery;
  std::optional<double> r2_ridge_given_truth;  ///< mean R2 of ridge given the true selectors
  double evidence_share = 0;  ///< of the vertices, with evidence (core/metrics/evidence.h)
  std::array<double, 2> evidence_share_of = {};  ///< of each hemisphere; NaN: no vertices
  double null_r2 = 0;                            ///< mean over vertices of the R2 that chance gives
  int test_images = 0;
  bool is_converged = false;                         ///< more steps would hardly help (schedule.h)
  Retinotopy retinotopy = Retinotopy::kUndecidable;  ///< of the vertices with evidence
  /// Test images that are the same as a training image, of a fit that split twins: its scores are
  /// too good.
  int leaked_images = 0;
};

/// Predicts the fit's test images and scores them.
///
/// @param data  the subject and features of the fit, with the same vertices, layers and images
/// @throws Error  kBadShape: they differ; kBadValue: the fit's images have no responses
Evaluation evaluate(const FitResult& fit, const EncodingData& data, const FitOptions& options);

}  // namespace cortiscope
