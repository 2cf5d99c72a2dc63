#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/data/surface.h"
#include "core/simulate/cortex/brain_envelope.h"

namespace cortiscope {

/// A left hemisphere before and after it folds. V vertices, mm.
struct FoldedHemisphere {
  std::vector<Eigen::Vector3f> envelope;  ///< (V), smooth
  std::vector<Eigen::Vector3f> middle;    ///< (V), half way between white and pial
};

/// Folds the cortex of a left hemisphere by growth: an elastic sheet, laid around the brain's
/// envelope, grows to about twice its area inside a skull that prevents expansion, so that it
/// buckles inwards. Buckling starts at the primary sulci and along the stripes that a
/// reaction-diffusion system adds between them, grows more across them than along them, resists
/// bending, and never comes closer to itself than two cortices across a sulcus or a gyrus's width
/// within one.
///
/// @param sphere  an icosphere
/// @param seed    of the secondary folds; the primary sulci are always there
/// @param on_progress  called on this thread with the fraction done; an exception ends the folding
///
/// Source: the sheet after Nie, Guo, Li, Faraco, Miller and Liu, "A computational model of cerebral
/// cortex folding", Journal of Theoretical Biology 264 (2010), with contact as in Tallinen et al.,
/// "On the growth and form of cortical convolutions", Nature Physics 12 (2016); forces and numbers
/// are ours, chosen visually and by fsaverage's area and depths. The result looks like a brain; it
/// is not a theory of folding.
FoldedHemisphere fold_hemisphere(const BrainEnvelope& envelope, const Surface& sphere,
                                 std::uint64_t seed,
                                 const std::function<void(double)>& on_progress);

}  // namespace cortiscope
