#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/subject.h"

namespace cortiscope {

/// The maps of one fit, to be set against those of others. Refers to them. N encoded vertices.
struct FitMaps {
  const Subject& subject;
  const std::string& network;
  std::uint64_t seed;
  const Selectors& selectors;
  const std::vector<float>& r2;        ///< (N) on the test images; NaN where unknown
  const std::vector<float>& evidence;  ///< (N) q of the evidence test; empty where not tested
  std::string standardize = "none";    ///< as of Provenance
  std::string ablation = "none";       ///< likewise
};

/// The evidence test of several fits in one: a vertex has evidence by it (core/metrics/evidence.h)
/// where it has in every fit that was tested. Without a tested fit both are empty.
struct SharedEvidence {
  std::vector<float> q;   ///< (N) the largest of the fits; NaN where one is
  std::vector<float> r2;  ///< (N) the smallest of the fits; NaN where one is
  /// (N) the lowest of the fits' subjects; NaN where one is; empty where none is known.
  std::vector<float> noise_ceiling;
  bool is_of_all = false;  ///< every fit was tested

  bool is_tested() const { return !q.empty(); }
  /// Whether the vertex counts: every vertex does where nothing was tested.
  bool counts(std::size_t vertex) const;
};

/// @pre require_same_vertices of the fits
SharedEvidence shared_evidence(const std::vector<FitMaps>& fits);

/// Refuses another mesh: other vertices, or other positions on the sphere where both have one.
///
/// @throws Error  kBadShape
void require_same_mesh(const Subject& expected, const Subject& found);

/// Refuses fits whose vertices do not correspond. Those of two subjects on one template do.
///
/// @throws Error  kBadShape: other vertices, or another mesh
void require_same_vertices(const Subject& expected, const Subject& found);

}  // namespace cortiscope
