#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/data/cortex.h"
#include "core/data/responses.h"
#include "core/data/selectors.h"

namespace cortiscope {

/// The ground truth of a synthetic subject.
struct Truth {
  std::string network;  ///< the network the responses were made from; selectors refer to it
  Selectors selectors;  ///< over the subject's N encoded vertices
};

/// A subject and its cortex: everything except the responses. N encoded vertices, lh rows then rh
/// rows, in ascending mesh index within each.
struct Subject {
  std::string name;
  bool is_synthetic = false;  ///< labelled wherever the subject is displayed
  Cortex cortex;
  std::array<std::vector<int>, 2> vertices;  ///< mesh indices of the encoded vertices, [lh, rh]
  std::vector<float> noise_ceiling;          ///< (N) in [0, 1], or empty where unknown
  std::optional<Truth> truth;                ///< of synthetic subjects

  int vertex_count() const { return int(vertices[kLh].size() + vertices[kRh].size()); }
};

/// A subject with the responses to M images.
struct Recording {
  Subject subject;
  std::vector<std::string> images;  ///< (M) names, unique
  Array<float> responses;           ///< (M, N)
  bool is_z_scored = false;         ///< per vertex, by whoever recorded them
  /// The rows of the images that are the study's own test set, ascending; empty: a fit chooses.
  std::vector<int> test_rows = {};
};

/// A recording whose responses are read on demand.
struct RecordingSource {
  Subject subject;
  std::vector<std::string> images;  ///< (M) names, unique
  std::shared_ptr<const ResponseSet> responses;
  bool is_z_scored = false;  ///< per vertex, by whoever recorded them
  /// The rows of the images that are the study's own test set, ascending; empty: a fit chooses.
  std::vector<int> test_rows = {};
  /// What its files lack though they can be used, in sentences that name the file.
  std::vector<std::string> concerns = {};
};

/// The vertex of a column of the responses: "vertex 12 of lh".
std::string name_of_vertex(const Subject& subject, int column);

/// The positions of the encoded vertices for the positional encoding: on the registration spheres,
/// rh shifted in x so that the hemispheres never touch. The shift is computed on the whole spheres,
/// before vertices are chosen: with lh spanning [a, b], rh starts at a + 1.5 (b - a) if they would
/// overlap (a shift of 300 for fsaverage).
///
/// @return (N, 3), mm
/// @throws Error  kNotFound: a hemisphere with encoded vertices has no sphere
Array<float> sphere_positions(const Subject& subject);

/// The ROIs as rows of N-sized arrays: for each name, in order of first appearance, the rows of its
/// vertices in both hemispheres. Omits vertices without responses.
struct RegionRows {
  std::string name;
  std::vector<int> rows;
};
std::vector<RegionRows> region_rows(const Subject& subject);

}  // namespace cortiscope
