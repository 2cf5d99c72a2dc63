#include "core/analysis/evaluate.h"

#include <numeric>

#include "core/analysis/fit_rows.h"
#include "core/metrics/evidence.h"
#include "core/metrics/oracle.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

/// The shares of vertices with evidence. @param lh  how many are of the left hemisphere
void count_evidence(const std::vector<float>& q, int lh, Evaluation& result) {
  std::array<int, 2> found = {};
  for (std::size_t i = 0; i < q.size(); ++i) {
    found[int(i) < lh ? kLh : kRh] += has_evidence(q[i], result.r2[i]);
  }
  const int rh = int(q.size()) - lh;
  result.evidence_share = double(found[kLh] + found[kRh]) / double(q.size());
  result.evidence_share_of = {double(found[kLh]) / lh, double(found[kRh]) / rh};
}

}  // namespace

Evaluation evaluate(const FitResult& fit, const EncodingData& data, const FitOptions& options) {
  const Split rows = rows_of_fit(fit, data);
  Evaluation result;
  const ScoreSum scored = score_parameters(data, fit.parameters, fit.scaling, rows.test, options);
  result.r2 = scored.r2();
  result.null_r2 = mean_of_known(scored.null_r2());
  result.test_images = scored.image_count();
  count_evidence(evidence_of(scored.correlation(), scored.image_count()),
                 int(data.subject.vertices[kLh].size()), result);
  result.r2_mean = mean_of_known(result.r2);
  if (!data.subject.noise_ceiling.empty()) {
    result.r2_over_ceiling = score_over_ceiling(result.r2, data.subject.noise_ceiling);
  }
  const std::optional<Truth>& truth = data.subject.truth;
  if (truth && truth->network == fit.features.network) {
    result.recovery = recovery(fit.selectors, truth->selectors);
    std::vector<int> all(data.image_count());
    std::iota(all.begin(), all.end(), 0);
    const EncodingBatch batch = read_batch(data, all);
    result.r2_ridge_given_truth =
        mean_of_known(oracle_r2(batch.tokens, truth->selectors, batch.responses,
                                {rows.training, rows.validation, rows.test}));
  }
  return result;
}

}  // namespace cortiscope
