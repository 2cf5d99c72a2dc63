#include "core/analysis/evaluate.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/analysis/fit_rows.h"
#include "core/fit/schedule.h"
#include "core/fit/score_rows.h"
#include "core/metrics/evidence.h"
#include "core/metrics/oracle.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

/// The shares of vertices with evidence, and what they say of the visual field.
void judge_evidence(const std::vector<float>& q, const FitResult& fit, Evaluation& result) {
  const int lh = int(fit.subject.vertices[kLh].size());
  std::array<int, 2> found = {};
  std::vector<bool> counts(q.size());
  for (std::size_t i = 0; i < q.size(); ++i) {
    counts[i] = has_evidence(q[i], result.r2[i]);
    found[int(i) < lh ? kLh : kRh] += counts[i];
  }
  result.retinotopy = check_retinotopy(fit.subject, fit.selectors.space, counts);
  const int rh = int(q.size()) - lh;
  result.evidence_share = double(found[kLh] + found[kRh]) / double(q.size());
  result.evidence_share_of = {double(found[kLh]) / lh, double(found[kRh]) / rh};
}

std::vector<int> all_rows(const EncodingData& data) {
  std::vector<int> rows(std::size_t(data.image_count()));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

/// The test images that have a twin among the training images.
int count_leaked(const Split& rows, const std::vector<int>& twins) {
  if (twins.empty()) return 0;
  std::set<int> trained;
  for (const int row : rows.training) trained.insert(twins[std::size_t(row)]);
  return int(std::count_if(rows.test.begin(), rows.test.end(),
                           [&](int row) { return trained.count(twins[std::size_t(row)]) > 0; }));
}

}  // namespace

Evaluation evaluate(const FitResult& fit, const EncodingData& data, const FitOptions& options) {
  const Split rows = rows_of_fit(fit, data);
  const DataScaling scaling = scaling_of(fit, data);
  Evaluation result;
  FitOptions as_fitted = options;
  as_fitted.ablation = parse_ablation(fit.provenance.ablation);
  const ScoreSum scored = score_parameters(data, fit.parameters, scaling, rows.test, as_fitted);
  result.r2 = scored.r2();
  result.null_r2 = mean_of_known(scored.null_r2());
  result.test_images = scored.image_count();
  result.is_converged = has_converged(fit.history);
  result.leaked_images = count_leaked(rows, data.twins);
  judge_evidence(evidence_of(scored.correlation(), scored.independent_count()), fit, result);
  result.r2_mean = mean_of_known(result.r2);
  if (!data.subject.noise_ceiling.empty()) {
    result.r2_over_ceiling = score_over_ceiling(result.r2, data.subject.noise_ceiling);
  }
  const std::optional<Truth>& truth = data.subject.truth;
  if (truth && truth->network == fit.features.network) {
    result.recovery = recovery(fit.selectors, truth->selectors);
    EncodingBatch batch = read_batch(data, all_rows(data));
    apply(scaling.responses, batch.responses);
    result.r2_ridge_given_truth =
        mean_of_known(oracle_r2(batch.tokens, truth->selectors, batch.responses,
                                {rows.training, rows.validation, rows.test}));
  }
  return result;
}

}  // namespace cortiscope
