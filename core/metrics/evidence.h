#pragma once

#include <vector>

namespace cortiscope {

/// The false-discovery rate below which a vertex counts as predicted.
constexpr float kEvidenceRate = 0.05F;

/// Whether a prediction is better than chance, for each vertex: the one-sided p of a correlation r
/// over n images, from t = r sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom, adjusted over
/// the vertices for the false-discovery rate.
///
/// @param correlation  (N) of prediction and response over the test images; NaN where responses do
///                     not vary, which is left out
/// @param images       n
/// @return (N) q; NaN where the correlation is, or fewer than 3 images
///
/// Source: Benjamini and Hochberg, "Controlling the False Discovery Rate", J. R. Stat. Soc. B 57
/// (1995).
std::vector<float> evidence_of(const std::vector<float>& correlation, int images);

/// Whether there is evidence: q <= kEvidenceRate and R2 > 0. Not where either is NaN.
inline bool has_evidence(float q, float r2) { return q <= kEvidenceRate && r2 > 0; }

}  // namespace cortiscope
