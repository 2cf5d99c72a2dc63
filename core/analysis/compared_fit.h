#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/analysis/fit_maps.h"
#include "core/analysis/stage_sample.h"
#include "core/data/fit_result.h"

namespace cortiscope {

/// The vertices of a subject and what all its fits share. N encoded vertices.
struct ComparedSubject {
  /// An ROI, as the subject's cortex names it.
  struct Roi {
    std::string name;
    StageRows rows;  ///< of N-sized arrays; vertices without responses are left out

    friend bool operator==(const Roi& a, const Roi& b) {
      return a.name == b.name && a.rows == b.rows;
    }
  };

  std::string name;
  std::array<std::vector<int>, 2> vertices;  ///< mesh indices of the encoded vertices, [lh, rh]
  Array<float> positions;                    ///< (N, 3) on the sphere of its hemisphere, mm
  std::vector<Roi> rois;                     ///< or, if it has none, the parcels of its atlas
  std::vector<float> noise_ceiling;          ///< (N) or empty
  std::vector<float> v1_distance_mm;  ///< (N) as distance_from_v1 gives it; empty where no V1 is

  int vertex_count() const { return int(positions.rows()); }

  /// The vertices of an area, by the alias table of roi_names.h.
  StageRows rows_of_area(const std::string& area) const;
};

/// The numbers of a fit that comparisons need, small enough to hold hundreds.
struct ComparedFit {
  std::string file, network;
  std::shared_ptr<const ComparedSubject> subject;
  int layers = 0;
  std::uint64_t seed = 0;
  int training_images = 0, test_images = 0;
  bool is_tested = false;         ///< for evidence: a finished fit whose file has q
  std::vector<float> depth;       ///< (N) (m - 1) / (L - 1) of the expected layer m; 0 where L = 1
  std::vector<float> confidence;  ///< (N) NaN where unknown, and so below
  std::vector<float> scale;       ///< (N)
  Array<float> space;             ///< (N, 2) of the receptive field, in image half-widths
  std::vector<float> eccentricity;  ///< (N) its distance from the image centre
  std::vector<float> r2;            ///< (N) on the test images; NaN where unknown
  std::vector<bool> has_evidence;   ///< (N); all, where it is not tested

  /// The expected layer, 1..L, of a normalised depth.
  double expected_layer(double normalised_depth) const {
    return 1 + normalised_depth * (layers - 1);
  }
};

/// The subjects of fits that are read one after another. Fits of the same vertices share one.
class ComparedSubjects {
 public:
  /// @throws Error  kNotFound: a hemisphere with encoded vertices has no sphere
  std::shared_ptr<const ComparedSubject> of(const Subject& subject);

 private:
  std::vector<std::shared_ptr<const ComparedSubject>> known_;
};

/// The numbers of a fit by its maps.
///
/// @param maps  of a fit that was not finished: without evidence, and without R2
/// @param file  as it was named by the user
/// @throws Error  as ComparedSubjects::of
ComparedFit compared_fit(const FitMaps& maps, int training_images, int test_images,
                         const std::string& file, ComparedSubjects& subjects);

/// @param file  as it was named by the user
/// @throws Error  as ComparedSubjects::of
ComparedFit compared_fit(const FitResult& fit, const std::string& file, ComparedSubjects& subjects);

}  // namespace cortiscope
