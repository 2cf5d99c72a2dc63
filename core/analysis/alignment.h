#pragma once

#include <array>
#include <limits>
#include <optional>
#include <vector>

#include "core/analysis/compared_fit.h"
#include "core/analysis/roi_order.h"

namespace cortiscope {

/// A number and its 95 % interval; NaN where unknown.
struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = value, high = value;
};

/// A stage, or an ROI, has evidence where more than this share of its vertices have: by chance
/// alone at most a share of kEvidenceRate is expected, in patches.
constexpr double kLeastEvidenceShare = 0.1;

/// The mean of one stage over its vertices that are used.
struct StageMean {
  enum class State { kUsed, kTooLittleEvidence, kAbsent };
  State state = State::kAbsent;  ///< kAbsent: the subject has no vertex of it
  int vertices = 0;              ///< used
  int all_vertices = 0;          ///< counted
  /// The mean and its interval, of kUsed only; the interval is NaN with fewer than 2 such stages.
  double mean = std::numeric_limits<double>::quiet_NaN();
  double low = mean, high = mean;
};

/// The straight line through the means of the stages that are used, over their heights in [0, 1].
struct Alignment {
  std::vector<StageMean> stages;                               ///< as in the order
  Estimate slope;                                              ///< NaN with fewer than 2 stages
  Estimate b0, b1;                                             ///< the line at heights 0 and 1
  double spearman = std::numeric_limits<double>::quiet_NaN();  ///< of means and heights; 3 stages

  int stages_used() const;
};

/// The hemispheres that a number is of.
enum AlignedSide { kBothSides = 0, kLeftSide = 1, kRightSide = 2 };
constexpr std::array<AlignedSide, 3> kSides = {kBothSides, kLeftSide, kRightSide};

/// "both", "lh" or "rh".
const char* name_of(AlignedSide side);

/// Whether a side has this hemisphere.
bool has(AlignedSide side, Hemisphere hemisphere);

/// The stages of an order on a subject's vertices, measured once for any number of fits.
class OrderedStages {
 public:
  /// @param counted  (N) the vertices that there are, such as those of a ceiling high enough
  /// @param used     (N) those of them that have evidence
  OrderedStages(const ComparedSubject& subject, const RoiOrder& order,
                const std::vector<bool>& counted, const std::vector<bool>& used);

  /// The alignment of values, by hemispheres: one variogram, as both hemispheres are taken to be
  /// alike, and three lines. Intervals are +- 1.96 standard errors, by the covariance of the
  /// stages' means (stage_sample.h). They cover what another cortex of the same kind would give,
  /// not other images or seeds. Values that are all equal give slope 0.
  ///
  /// @param values  (N) normalised depth, or the difference of that of two fits
  /// @return  by AlignedSide
  std::array<Alignment, 3> align(const std::vector<float>& values) const;

 private:
  Alignment align(const std::vector<float>& values, AlignedSide side,
                  const std::optional<CovarianceModel>& model) const;

  std::vector<double> heights_;
  std::array<std::vector<StageMean>, 3> stages_;  // by side, without their means
  StageSample sample_;
};

}  // namespace cortiscope
