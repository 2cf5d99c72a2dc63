#include "app/session/map_source.h"

#include <cassert>
#include <cmath>
#include <limits>

#include "core/analysis/kept_baselines.h"
#include "core/data/synthetic_note.h"
#include "core/metrics/score.h"

namespace cortiscope {

std::string MapSource::synthetic_note() const {
  return cortiscope::synthetic_note(subject && subject->is_synthetic, features.is_synthetic);
}

double MapSource::mean_score() const { return mean_of_known(score); }

FitMaps fit_maps(const MapSource& source) {
  assert(source.has_selectors());
  return {*source.subject, source.features.network, source.made.seed,        source.selectors,
          source.score,    source.evidence,         source.made.standardize, source.made.ablation};
}

MapSource bare_source(std::shared_ptr<const Subject> subject) {
  MapSource source;
  source.subject = std::move(subject);
  return source;
}

MapSource truth_source(std::shared_ptr<const Subject> subject) {
  assert(subject->truth);
  MapSource source;
  source.kind = MapSource::Kind::kTruth;
  source.selectors = subject->truth->selectors;
  source.score = subject->noise_ceiling;
  source.score.resize(std::size_t(subject->vertex_count()),
                      std::numeric_limits<float>::quiet_NaN());
  source.score_name = "noise ceiling";
  source.features.network = subject->truth->network;
  source.subject = std::move(subject);
  return source;
}

MapSource fit_source(const FitResult& fit, std::shared_ptr<const Subject> subject) {
  MapSource source;
  const bool is_finished = fit.provenance.is_finished();
  source.kind = is_finished ? MapSource::Kind::kFit : MapSource::Kind::kStopped;
  source.subject = std::move(subject);
  source.features = fit.features;
  source.features.images.clear();
  source.selectors = fit.selectors;
  source.score = is_finished ? fit.r2 : fit.validation_r2;
  source.score_name = is_finished ? "test R²" : "validation R²";
  if (is_finished) source.evidence = fit.evidence;
  if (auto baselines = kept_baselines(fit)) {
    source.baselines = std::make_shared<const Baselines>(std::move(*baselines));
  }
  source.history = fit.history;
  if (!fit.snapshots.empty()) {
    source.snapshots = std::make_shared<const std::vector<MapSnapshot>>(fit.snapshots);
  }
  source.made = fit.provenance;
  source.training_images = int(fit.training_images.size());
  source.test_images = int(fit.test_images.size());
  return source;
}

}  // namespace cortiscope
