#include "tests/app/session/tiny_study.h"

#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/planted_subject.h"

namespace cortiscope {

std::shared_ptr<const Subject> tiny_subject() {
  static const auto subject = [] {
    PlantedSubjectOptions options;
    options.vertices = 60;
    return std::make_shared<const Subject>(plant_subject(builtin_cortex(3), options).subject);
  }();
  return subject;
}

FeatureInfo tiny_features(const std::string& network, const std::vector<std::string>& images) {
  FeatureInfo info;
  info.network = network;
  info.is_synthetic = true;
  for (int layer = 1; layer <= 12; ++layer) info.layers.push_back("block" + std::to_string(layer));
  info.channels.assign(12, 3);
  info.rows = info.columns = 4;
  info.images = images;
  return info;
}

FitResult tiny_fit(const std::string& network, const std::string& created) {
  FitResult fit;
  fit.subject = *tiny_subject();
  fit.features = tiny_features(network, {"a", "b", "c"});
  fit.training_images = {0};
  fit.validation_images = {1};
  fit.test_images = {2};
  fit.selectors = fit.subject.truth->selectors;
  fit.r2.assign(60, 0.25F);
  fit.validation_r2.assign(60, 0.5F);
  fit.provenance.created = created;
  fit.provenance.steps = fit.provenance.steps_done = 100;
  return fit;
}

Baselines tiny_baselines() {
  Baselines baselines;
  const BaselineScore score = {std::vector<float>(60, 0.125F), std::vector<float>(60, 0.01F)};
  baselines.fwrf = baselines.pca_ridge = {score, std::vector<int>(60, 4)};
  baselines.fwrf_token.assign(60, 3);
  baselines.stacked_ridge = score;
  baselines.stacked_weights = Array<float>(Shape{60, 12}, 1.0F / 12);
  baselines.unique = Array<float>(Shape{60, 3}, 0.0F);
  return baselines;
}

PlantedReadout tiny_readout() { return plant_readout({60, 8, 3, 0.2}, 1); }

MapSource tiny_source() {
  FitResult fit = tiny_fit("clustered", "2026-01-01T00:00:00Z");
  fit.parameters["readout_weight"] = tiny_readout().weight;
  MapSource source = fit_source(fit, tiny_subject());
  source.clusters = std::make_shared<const ClusteredSubject>(
      ClusteredSubject{tiny_subject(), *cluster_channels(fit, "clustered.fit.h5")});
  return source;
}

}  // namespace cortiscope
