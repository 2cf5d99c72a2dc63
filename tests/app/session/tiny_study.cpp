#include "tests/app/session/tiny_study.h"

#include <numeric>

#include "core/base/random.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/planted_subject.h"

namespace cortiscope {
namespace {

Array<float> random_array(Shape shape, Random& random) {
  Array<float> array(std::move(shape));
  for (float& value : array.values) value = float(random.normal());
  return array;
}

std::vector<int> from_to(int first, int last) {
  std::vector<int> numbers(std::size_t(last - first));
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

}  // namespace

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

FitFiles write_tiny_study(const std::filesystem::path& folder, const std::string& network) {
  constexpr int kImages = 20, kWidth = 8;
  const FitFiles files = {folder / "subject.h5", folder / (network + ".features.h5"),
                          folder / (network + ".fit.h5")};
  Random random(3);
  Recording recording;
  recording.subject = *tiny_subject();
  for (int i = 0; i < kImages; ++i) recording.images.push_back("image " + std::to_string(i));
  recording.responses = random_array({kImages, 60}, random);
  write_recording(files.subject, recording);

  FitResult fit = tiny_fit(network, "2026-01-01T00:00:00Z");
  fit.features = tiny_features(network, recording.images);
  fit.training_images = from_to(0, 4);
  fit.validation_images = from_to(4, 8);
  fit.test_images = from_to(8, kImages);
  TokenBatch tokens;
  for (int layer = 0; layer < 12; ++layer) {
    tokens.local.push_back(random_array({kImages, 3, 4, 4}, random));
    tokens.global.push_back(random_array({kImages, 3}, random));
    const std::string name = std::to_string(layer);
    fit.parameters["local_bottleneck/" + name] = random_array({kWidth, 3}, random);
    fit.parameters["global_bottleneck/" + name] = random_array({kWidth, 3}, random);
  }
  FeaturesWriter writer(files.features, fit.features);
  writer.add(tokens);
  writer.commit();
  fit.parameters["readout_weight"] = tiny_readout().weight;
  fit.parameters["readout_bias"] = random_array({60}, random);
  write_fit(files.out, fit);
  return files;
}

}  // namespace cortiscope
