#pragma once

#include "core/data/fit_result.h"
#include "core/io/hdf5/subject_file.h"
#include "tests/support/small_cortex.h"

namespace cortiscope {

/// A small study that tests write into files: four vertices a hemisphere, three of them encoded;
/// two images, two layers.
inline Recording stored_recording() {
  Recording recording;
  Subject& subject = recording.subject;
  subject.name = "small";
  subject.is_synthetic = true;
  subject.cortex.name = "tetrahedra";
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h].surfaces[SurfaceKind::kSphere] = tetrahedron();
    Surface flat = tetrahedron();
    flat.triangles = {{0, 2, 1}};
    subject.cortex[h].surfaces[SurfaceKind::kFlat] = flat;
    subject.cortex[h].curvature = {0.5F, -0.5F, 0, 1};
    subject.cortex[h].regions = {{"V1", {0, 2}}};
  }
  subject.vertices = {std::vector<int>{0, 2}, std::vector<int>{3}};
  subject.noise_ceiling = {0.1F, 0.2F, 0.3F};
  subject.truth = Truth{"aligned",
                        {Array<float>(Shape{3, 2}, {1, 0, 0, 1, 0.5F, 0.5F}),
                         Array<float>(Shape{3, 2}, 0.25F), Array<float>(Shape{3}, 0.75F)}};
  recording.images = {"a", "b"};
  recording.responses = Array<float>(Shape{2, 3}, {1, -1, 1, -1, 1, -1});
  return recording;
}

/// What the features of its images say; their tokens are each test's own.
inline FeatureInfo stored_features() {
  return {"aligned", true, {"early", "late"}, {2, 3}, 2, 1, {"a", "b"}, "", {}};
}

/// A fit of it, with parameters, a history and where it came from.
inline FitResult stored_fit() {
  FitResult fit;
  fit.subject = stored_recording().subject;
  fit.features = stored_features();
  fit.training_images = {0};
  fit.test_images = {1};
  fit.selectors = fit.subject.truth->selectors;
  fit.r2 = {0.1F, 0.2F, 0.3F};
  fit.validation_r2 = {0, 0, 0};
  fit.parameters["readout_bias"] = Array<float>(Shape{3}, 0.5F);
  fit.parameters["space_mlp/w0"] = Array<float>(Shape{1, 2}, 2.0F);
  fit.history = {{10, 0.5F, -1.0F, 0.05F}};
  fit.provenance.seed = 12345678901234567ULL;
  fit.provenance.subject_hash = "xxh3-128:0";
  fit.provenance.recipe = {"averaged", {1e-3, 2e-3, 3e-3, 0.25}, 0.5};
  fit.provenance.is_open_ended = true;
  fit.provenance.leak = "too good";
  fit.provenance.near_images = "two of them";
  fit.response_scaling = {{1, 2, 3}, {4, 5, 0}};
  fit.provenance.seconds = 1.5;
  return fit;
}

}  // namespace cortiscope
