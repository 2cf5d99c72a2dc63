#include "core/analysis/compared_fit.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

#include "core/analysis/roi_names.h"
#include "core/analysis/v1_distance.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

using Roi = ComparedSubject::Roi;

/// The rows of N-sized arrays of some vertices of a hemisphere; those without responses are left
/// out.
std::vector<int> rows_of(const std::vector<int>& mesh_indices, const std::vector<int>& encoded,
                         int first_row) {
  std::vector<int> rows;
  for (const int vertex : mesh_indices) {
    const auto found = std::lower_bound(encoded.begin(), encoded.end(), vertex);
    if (found != encoded.end() && *found == vertex) {
      rows.push_back(first_row + int(found - encoded.begin()));
    }
  }
  return rows;
}

/// ROIs of both hemispheres joined by name, in order of first appearance. Background is left out.
std::vector<Roi> rois_of(const Subject& subject) {
  std::vector<Roi> rois;
  std::map<std::string, std::size_t> index_of;
  for (const Hemisphere h : kHemispheres) {
    const int first_row = h == kLh ? 0 : int(subject.vertices[kLh].size());
    for (const Region& region : regions_of(subject.cortex[h])) {
      if (is_background(region)) continue;
      const auto [found, is_new] = index_of.emplace(region.name, rois.size());
      if (is_new) rois.push_back({region.name, {}});
      rois[found->second].rows[h] = rows_of(region.vertices, subject.vertices[h], first_row);
    }
  }
  return rois;
}

}  // namespace

StageRows ComparedSubject::rows_of_area(const std::string& area) const {
  StageRows all;
  for (const Roi& roi : rois) {
    if (!is_of_area(roi.name, area)) continue;
    for (const Hemisphere h : kHemispheres) {
      std::vector<int> joined;
      std::set_union(all[h].begin(), all[h].end(), roi.rows[h].begin(), roi.rows[h].end(),
                     std::back_inserter(joined));
      all[h] = std::move(joined);
    }
  }
  return all;
}

std::shared_ptr<const ComparedSubject> ComparedSubjects::of(const Subject& subject) {
  ComparedSubject made;
  made.name = subject.name;
  made.vertices = subject.vertices;
  made.positions = sphere_positions(subject);  // distances are those of one hemisphere's sphere
  made.rois = rois_of(subject);
  made.noise_ceiling = subject.noise_ceiling;
  for (const auto& known : known_) {
    if (known->name == made.name && known->vertices == made.vertices &&
        known->positions.values == made.positions.values && known->rois == made.rois) {
      return known;
    }
  }
  made.v1_distance_mm = distance_from_v1(subject);
  known_.push_back(std::make_shared<const ComparedSubject>(std::move(made)));
  return known_.back();
}

ComparedFit compared_fit(const FitMaps& maps, int training_images, int test_images,
                         const std::string& file, ComparedSubjects& subjects) {
  ComparedFit compared;
  compared.file = file;
  compared.network = maps.network;
  compared.subject = subjects.of(maps.subject);
  compared.layers = maps.selectors.layer_count();
  compared.seed = maps.seed;
  compared.training_images = training_images;
  compared.test_images = test_images;
  compared.is_tested = !maps.evidence.empty();
  compared.confidence = layer_confidence(maps.selectors);
  compared.scale = maps.selectors.scale.values;
  compared.space = maps.selectors.space;
  compared.r2 = maps.r2;
  const auto count = std::size_t(maps.subject.vertex_count());
  compared.r2.resize(count, std::numeric_limits<float>::quiet_NaN());
  compared.depth = normalised_depths(maps.selectors);
  for (std::size_t i = 0; i < count; ++i) {
    const float* place = maps.selectors.space.row(std::int64_t(i));
    compared.eccentricity.push_back(std::hypot(place[0], place[1]));
    compared.has_evidence.push_back(!compared.is_tested ||
                                    has_evidence(maps.evidence[i], compared.r2[i]));
  }
  return compared;
}

ComparedFit compared_fit(const FitResult& fit, const std::string& file,
                         ComparedSubjects& subjects) {
  const std::vector<float> none;
  return compared_fit({fit.subject, fit.features.network, fit.provenance.seed, fit.selectors,
                       fit.r2, fit.provenance.is_finished() ? fit.evidence : none},
                      int(fit.training_images.size()), int(fit.test_images.size()), file, subjects);
}

}  // namespace cortiscope
