#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/alignment.h"
#include "core/base/stop_token.h"

namespace cortiscope {

/// How fits are compared.
struct ComparisonOptions {
  RoiOrder order = default_roi_order();
  std::vector<RoiOrder> routes = default_routes();
  double least_ceiling = 0;        ///< vertices with a lower noise ceiling are left out; 0: none
  bool uses_own_evidence = false;  ///< of each fit, instead of that of every fit compared
};

/// The means of one ROI over the vertices of a side.
struct RoiMeans {
  std::string roi;  ///< an area of roi_names.h
  AlignedSide side = kBothSides;
  int vertices = 0, all_vertices = 0;  ///< used, and counted
  std::optional<bool> has_evidence;    ///< of this fit; absent where it is not tested
  /// Over the vertices used; NaN without any.
  double depth = 0, confidence = 0, scale = 0, eccentricity = 0;
  double r2 = 0, noise_ceiling = 0;  ///< over all counted; NaN where unknown
};

/// The line of one route, over both hemispheres.
struct RouteAlignment {
  std::string name;
  Alignment alignment;
};

/// What is said of one fit.
struct FitRow {
  /// At most kLeastEvidenceShare of its vertices have evidence, so that the others are compared
  /// without it, and it has no line but by its own evidence.
  bool is_left_out = false;
  int vertices = 0;                       ///< used, of the encoded ones
  double r2_mean = 0;                     ///< over all vertices; NaN where unknown
  std::optional<double> r2_over_ceiling;  ///< score_over_ceiling; absent without a ceiling
  std::optional<double> evidence_share;   ///< of the vertices; absent where it is not tested
  std::array<Alignment, 3> common;        ///< by AlignedSide
  std::vector<RouteAlignment> routes;
  /// Rank correlation of expected layer and distance from V1 over the vertices used, by
  /// AlignedSide; NaN without V1.
  std::array<double, 3> v1_distance_spearman = {};
  std::vector<RoiMeans> rois;      ///< by ROI, then AlignedSide; those of the order first
  std::vector<std::size_t> alike;  ///< fits of the same vertices that it cannot be told from
};

/// The difference of two fits of the same vertices, first - second, with paired intervals.
struct FitDifference {
  std::size_t first = 0, second = 0;
  Estimate slope, b0, b1;
  /// Whether the interval of one of the three leaves out 0.
  bool is_told_apart = false;
  /// Vertex by vertex, means over the vertices used that are known in both; NaN without any.
  double depth_change = 0;  ///< of the absolute difference of depth
  double displacement = 0;  ///< of the distance of the receptive fields, in image half-widths
  double confidence = 0;    ///< of the difference of confidence
  double r2 = 0;            ///< of the difference of R2
};

struct Comparison {
  std::vector<FitRow> rows;  ///< as the fits
  std::vector<FitDifference> differences;
};

/// Compares fits. Those of the same subject and vertices are compared on the vertices that have
/// evidence in each of them, but in those that are left out; of fits that are not tested, every
/// vertex counts.
///
/// @param stop  ends it early; what is returned then is not complete
/// @throws Error  kNotFound: least_ceiling above 0 and a subject without a noise ceiling
Comparison compare(const std::vector<ComparedFit>& fits, const ComparisonOptions& options,
                   const StopToken& stop = {});

/// Refuses an order with an area that no fit's subject has: a misspelt name.
///
/// @param option  that gave the order, for the message
/// @pre there is a fit
/// @throws Error  kNotFound
void require_areas(const RoiOrder& order, const std::vector<ComparedFit>& fits,
                   const std::string& option);

}  // namespace cortiscope
