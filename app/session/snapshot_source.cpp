#include "app/session/snapshot_source.h"

#include <algorithm>
#include <cassert>

namespace cortiscope {

MapSource snapshot_source(const std::shared_ptr<const MapSource>& fit, int which) {
  assert(fit->snapshots && which >= 0 && which < int(fit->snapshots->size()));
  const MapSnapshot& snapshot = (*fit->snapshots)[std::size_t(which)];
  MapSource source;
  source.kind = MapSource::Kind::kSnapshot;
  source.fit = fit;
  source.subject = fit->subject;
  source.features = fit->features;
  source.selectors = selectors_of(snapshot, fit->layer_count());
  source.expected_layer = expected_layers(snapshot, fit->layer_count());
  source.score = validation_r2_of(snapshot);
  source.score_name = "validation R²";
  source.evidence = fit->evidence;
  source.history = fit->history;
  source.made = fit->made;
  source.made.steps_done = snapshot.step;
  source.training_images = fit->training_images;
  source.test_images = fit->test_images;
  return source;
}

std::optional<int> snapshot_after(const MapSource& fit, int steps) {
  if (!fit.snapshots) return std::nullopt;
  const auto found =
      std::find_if(fit.snapshots->begin(), fit.snapshots->end(),
                   [steps](const MapSnapshot& snapshot) { return snapshot.step == steps; });
  if (found == fit.snapshots->end()) return std::nullopt;
  return int(found - fit.snapshots->begin());
}

std::string step_text(const MapSource& source) {
  if (source.kind != MapSource::Kind::kSnapshot) return "";
  return "step " + std::to_string(source.made.steps_done) + " of " +
         std::to_string(source.fit->made.steps_done);
}

}  // namespace cortiscope
