#include "app/cli/evaluation_text.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "core/metrics/score.h"

namespace cortiscope {

nlohmann::ordered_json to_json(const Evaluation& evaluation) {
  nlohmann::ordered_json result;
  result["r2_mean"] = evaluation.r2_mean;
  if (evaluation.r2_over_ceiling) result["r2_over_ceiling"] = *evaluation.r2_over_ceiling;
  if (evaluation.recovery) {
    const Recovery& recovery = *evaluation.recovery;
    result["layer_argmax_hit"] = recovery.layer_argmax_hit;
    result["layer_within_one"] = recovery.layer_within_one;
    result["layer_mae"] = recovery.layer_mae;
    result["layer_slope"] = recovery.layer_slope;
    result["space_mae"] = recovery.space_mae;
    result["space_mae_of_mean"] = recovery.space_mae_of_mean;
    result["scale_corr"] = recovery.scale_corr;
  }
  if (evaluation.r2_ridge_given_truth) {
    result["r2_ridge_given_truth"] = *evaluation.r2_ridge_given_truth;
  }
  result["evidence_share"] = evaluation.evidence_share;
  result["evidence_share_lh"] = evaluation.evidence_share_of[kLh];
  result["evidence_share_rh"] = evaluation.evidence_share_of[kRh];
  result["null_r2"] = evaluation.null_r2;
  result["test_images"] = evaluation.test_images;
  result["is_converged"] = evaluation.is_converged;
  result["retinotopy"] = name_of(evaluation.retinotopy);
  return result;
}

nlohmann::ordered_json to_json(const Baselines& baselines) {
  nlohmann::ordered_json result;
  result["r2_fwrf"] = mean_of_known(baselines.fwrf.score.r2);
  result["r2_pca_ridge"] = mean_of_known(baselines.pca_ridge.score.r2);
  result["r2_stacked_ridge"] = mean_of_known(baselines.stacked_ridge.r2);
  constexpr std::array<const char*, 3> kNames = {"unique_early", "unique_middle", "unique_late"};
  for (std::size_t third = 0; third < 3; ++third) {
    std::vector<float> lost;
    for (std::int64_t i = 0; i < baselines.unique.rows(); ++i) {
      lost.push_back(baselines.unique.row(i)[third]);
    }
    result[kNames[third]] = mean_of_known(lost);
  }
  return result;
}

std::string text_of(const nlohmann::ordered_json& scores) {
  std::string text;
  for (const auto& [name, value] : scores.items()) {
    char line[80];
    if (value.is_boolean()) {
      std::snprintf(line, sizeof line, "%-20s %s\n", name.c_str(),
                    value.get<bool>() ? "yes" : "no");
    } else if (value.is_string()) {
      std::snprintf(line, sizeof line, "%-20s %s\n", name.c_str(),
                    value.get<std::string>().c_str());
    } else if (value.is_number_integer()) {
      std::snprintf(line, sizeof line, "%-20s %d\n", name.c_str(), value.get<int>());
    } else {
      std::snprintf(line, sizeof line, "%-20s %.4f\n", name.c_str(),
                    value.is_null() ? NAN : value.get<double>());
    }
    text += line;
  }
  return text;
}

}  // namespace cortiscope
