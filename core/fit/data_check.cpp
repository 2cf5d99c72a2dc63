#include "core/fit/data_check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/base/error.h"
#include "core/fit/split.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

void add_few_test_images(int count, Concerns& concerns) {
  if (count >= kManyTestImages) return;
  concerns.push_back("only " + std::to_string(count) +
                     (count == 1 ? " test image" : " test images") +
                     ": scores are coarse and evidence is rare with fewer than " +
                     std::to_string(kManyTestImages));
}

std::string vertices_have(int count, int all) {
  if (count == all && all > 1) return "all " + std::to_string(all) + " vertices have";
  return std::to_string(count) + " of " + std::to_string(all) +
         (count == 1 ? " vertices has" : " vertices have");
}

bool has_any_evidence(const FitResult& fit) {
  for (std::size_t i = 0; i < fit.evidence.size(); ++i) {
    if (has_evidence(fit.evidence[i], fit.r2[i])) return true;
  }
  return false;
}

}  // namespace

Concerns concerns_about(const ResponseSummary& responses, const RecordingSource& recording) {
  Concerns concerns;
  const int all = recording.subject.vertex_count();
  if (responses.extreme_count > 0) {
    const ExtremeResponse& most = responses.most_extreme;
    char value[32];
    std::snprintf(value, sizeof value, "%g", double(most.value));
    concerns.push_back(vertices_have(responses.extreme_count, all) + " extreme responses: " +
                       value + " of " + name_of_vertex(recording.subject, most.vertex) +
                       " to image " + in_quotes(recording.images[std::size_t(most.image)]) +
                       " is the most extreme; is it a fill value?");
  }
  if (responses.constant_count > 0) {
    concerns.push_back(vertices_have(responses.constant_count, all) +
                       " constant responses and cannot be fitted");
  }
  return concerns;
}

Concerns concerns_about(const EncodingData& data, const FitOptions& options) {
  Concerns concerns = data.concerns;
  add_few_test_images(split_sizes(data, options).test, concerns);
  return concerns;
}

Concerns concerns_about(const FitResult& fit) {
  if (!fit.provenance.is_finished()) return {};
  Concerns concerns;
  const bool has_score =
      std::any_of(fit.r2.begin(), fit.r2.end(), [](float r2) { return std::isfinite(r2); });
  if (!has_score) {
    concerns.push_back("no vertex has a score: the responses to the test images do not vary");
  } else if (!fit.evidence.empty() && !has_any_evidence(fit)) {
    concerns.push_back("no vertex has evidence: network " + in_quotes(fit.features.network) +
                       " predicts these responses no better than chance");
  }
  if (!fit.provenance.near_images.empty()) concerns.push_back(fit.provenance.near_images);
  add_few_test_images(int(fit.test_images.size()), concerns);
  return concerns;
}

}  // namespace cortiscope
