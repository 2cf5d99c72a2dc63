#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// Means over the vertices of a region, or over all, on a set of test images.
struct SetScore {
  double r2 = 0;
  /// Mean R2 / mean ceiling; absent where either set of images has no ceilings, NaN where no vertex
  /// has a ceiling above 0.1 in both.
  std::optional<double> r2_over_ceiling;
};

/// A fit's scores on its own test images beside those on images of another kind. Both are means
/// over the same vertices: those whose R2 is known on both, and of R2 over ceiling those whose
/// ceiling is above 0.1 on both.
struct ScoreDrop {
  int vertices = 0;  ///< whose R2 is known on both
  SetScore own, second;

  double r2() const { return own.r2 - second.r2; }
  std::optional<double> r2_over_ceiling() const;
};

/// How a fit predicts a second set of test images, such as ones out of the distribution that it was
/// trained on.
struct SecondTest {
  struct OfRegion {
    std::string name;
    ScoreDrop drop;
  };

  int images = 0;         ///< scored
  int left_out = 0;       ///< images of the set that the fit was trained or validated with
  std::vector<float> r2;  ///< (N) on these images; NaN where their responses do not vary
  double null_r2 = 0;     ///< mean over vertices of the R2 that chance gives on these images
  ScoreDrop all;
  std::vector<OfRegion> regions;  ///< those with a vertex that counts, in the fit's order
};

/// Predicts the images of a second test set and scores them. Images that the fit was trained or
/// validated with are left out (same_images_as in twins.h). Responses that are no z-scores yet are
/// brought to the scale of the fit's training images: the two must be in one unit.
///
/// @param fitted   what the fit was made from
/// @param own_r2   (N) on the fit's own test images
/// @param second   responses of the same vertices to other images, and the same network's features
/// @throws Error  kBadShape: other vertices, layers, channels or tokens; kBadValue: fewer than
///                kLeastTestImages (split.h) different images are left, or only one of the two
///                holds z-scores
SecondTest score_second_test(const FitResult& fit, const EncodingData& fitted,
                             const std::vector<float>& own_r2, const EncodingData& second,
                             const FitOptions& options);

}  // namespace cortiscope
