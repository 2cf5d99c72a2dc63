#include "core/analysis/second_test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/analysis/fit_rows.h"
#include "core/base/error.h"
#include "core/fit/ablation.h"
#include "core/fit/score_rows.h"
#include "core/fit/split.h"
#include "core/fit/twins.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
constexpr float kLeastCeiling = 0.1F;

/// One set's scores and ceilings, which may be empty, of all vertices.
struct SetValues {
  const std::vector<float>& r2;
  const std::vector<float>& ceiling;
};

/// The values at some rows; NaN where `counts` says no.
template <class Counts>
std::vector<float> values_at(const std::vector<float>& values, const std::vector<int>& rows,
                             const Counts& counts) {
  std::vector<float> some;
  for (const int row : rows) {
    some.push_back(counts(std::size_t(row)) ? values[std::size_t(row)] : kUnknown);
  }
  return some;
}

ScoreDrop drop_over(const std::vector<int>& rows, const SetValues& own, const SetValues& second) {
  const auto is_known = [&](std::size_t i) {
    return !std::isnan(own.r2[i]) && !std::isnan(second.r2[i]);
  };
  ScoreDrop drop;
  drop.vertices = int(
      std::count_if(rows.begin(), rows.end(), [&](int row) { return is_known(std::size_t(row)); }));
  drop.own.r2 = mean_of_known(values_at(own.r2, rows, is_known));
  drop.second.r2 = mean_of_known(values_at(second.r2, rows, is_known));
  if (own.ceiling.empty() || second.ceiling.empty()) return drop;
  const auto has_ceilings = [&](std::size_t i) {
    return is_known(i) && own.ceiling[i] > kLeastCeiling && second.ceiling[i] > kLeastCeiling;
  };
  const auto over_ceiling = [&](const SetValues& set) {
    return mean_of_known(values_at(set.r2, rows, has_ceilings)) /
           mean_of_known(values_at(set.ceiling, rows, has_ceilings));
  };
  drop.own.r2_over_ceiling = over_ceiling(own);
  drop.second.r2_over_ceiling = over_ceiling(second);
  return drop;
}

void require_same_unit(const EncodingData& fitted, const EncodingData& second) {
  if (fitted.is_z_scored == second.is_z_scored) return;
  const auto unit = [](const EncodingData& data) {
    return data.is_z_scored ? "z-scores" : "responses that are no z-scores";
  };
  throw Error(
      ErrorKind::kBadValue, second.subject.name,
      std::string("expected ") + unit(fitted) + ", as the fit was made from, found " + unit(second),
      "write the test set's subject in the same unit; z_scored says which it is");
}

/// The rows of images that the fit has not seen.
std::vector<int> unseen_rows(const EncodingData& fitted, const Split& split,
                             const EncodingData& second) {
  std::vector<int> seen;
  for (const auto* part : {&split.training, &split.validation}) {
    for (const int row : *part) seen.push_back(fitted.images[std::size_t(row)]);
  }
  const std::vector<bool> is_seen =
      same_images_as({*fitted.features, seen}, {*second.features, second.images});
  std::vector<int> rows;
  for (std::size_t row = 0; row < is_seen.size(); ++row) {
    if (!is_seen[row]) rows.push_back(int(row));
  }
  return rows;
}

}  // namespace

std::optional<double> ScoreDrop::r2_over_ceiling() const {
  if (!own.r2_over_ceiling || !second.r2_over_ceiling) return std::nullopt;
  return *own.r2_over_ceiling - *second.r2_over_ceiling;
}

SecondTest score_second_test(const FitResult& fit, const EncodingData& fitted,
                             const std::vector<float>& own_r2, const EncodingData& second,
                             const FitOptions& options) {
  require_same_parts(fit, second, "a second test set is of the vertices and layers fitted");
  require_same_unit(fitted, second);
  const std::vector<int> rows = unseen_rows(fitted, rows_of_fit(fit, fitted), second);
  SecondTest result;
  result.images = int(rows.size());
  result.left_out = second.image_count() - result.images;
  if (const int found = count_different(rows, second.twins); found < kLeastTestImages) {
    throw Error(ErrorKind::kBadValue, second.subject.name,
                "expected at least " + std::to_string(kLeastTestImages) +
                    " different images that the fit was not trained with, found " +
                    std::to_string(found) + " of " + std::to_string(second.image_count()),
                "give responses to other images");
  }
  FitOptions as_fitted = options;
  as_fitted.ablation = parse_ablation(fit.provenance.ablation);
  const ScoreSum scored =
      score_parameters(second, fit.parameters, scaling_of(fit, fitted), rows, as_fitted);
  result.r2 = scored.r2();
  result.null_r2 = mean_of_known(scored.null_r2());
  const SetValues own_set{own_r2, fitted.subject.noise_ceiling};
  const SetValues second_set{result.r2, second.subject.noise_ceiling};
  std::vector<int> all(own_r2.size());
  std::iota(all.begin(), all.end(), 0);
  result.all = drop_over(all, own_set, second_set);
  for (const RegionRows& region : region_rows(fit.subject)) {
    const ScoreDrop drop = drop_over(region.rows, own_set, second_set);
    if (drop.vertices > 0) result.regions.push_back({region.name, drop});
  }
  return result;
}

}  // namespace cortiscope
