#pragma once

#include <limits>
#include <memory>
#include <string>

#include "core/analysis/comparison_report.h"

namespace cortiscope {

/// A comparison of three fits with numbers of our choosing, over V1, V2 and V3. The slopes are 0.5,
/// unknown and 0.9 of both hemispheres; 0.1 less of each. The first and the last cannot be told
/// apart.
inline ComparisonReport planted_comparison() {
  ComparisonReport report;
  report.options.order = parse_roi_order("V1,V2,V3", "roi-order");
  report.options.routes.clear();
  ComparedSubject subject;
  subject.name = "subject";
  subject.rois = {{"V1", {}}};
  const auto shared = std::make_shared<const ComparedSubject>(subject);
  const double slopes[] = {0.5, std::numeric_limits<double>::quiet_NaN(), 0.9};
  const char* const networks[] = {"beta", "alpha", "gamma"};
  for (std::size_t i = 0; i < 3; ++i) {
    ComparedFit fit;
    fit.file = std::string(networks[i]) + ".fit.h5";
    fit.network = networks[i];
    fit.subject = shared;
    fit.layers = 12;
    fit.training_images = 100 * (int(i) + 1);
    fit.test_images = 10;
    report.fits.push_back(fit);
    FitRow row;
    row.r2_mean = 0.125 * double(i + 1);
    if (i != 1) row.evidence_share = 0.83;
    for (const AlignedSide side : kSides) {
      Alignment& line = row.common[side];
      const double slope = slopes[i] - (side == kBothSides ? 0 : 0.1);
      line.slope = {slope, slope - 0.1, slope + 0.1};
      line.b0 = {0.2, 0.1, 0.3};
      line.b1 = {0.7, 0.6, 0.8};
      line.stages.resize(3);
      for (std::size_t s = 0; s < 3; ++s) {
        StageMean& stage = line.stages[s];
        if (i == 2 && s == 1) {
          stage.state = StageMean::State::kTooLittleEvidence;
          continue;
        }
        stage.state = StageMean::State::kUsed;
        stage.mean = 0.2 + 0.25 * double(s);
        stage.low = stage.mean - 0.05;
        stage.high = stage.mean + 0.05;
      }
    }
    report.comparison.rows.push_back(row);
  }
  report.comparison.rows[0].alike = {2};
  report.comparison.rows[2].alike = {0};
  return report;
}

}  // namespace cortiscope
