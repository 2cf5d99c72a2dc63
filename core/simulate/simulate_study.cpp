#include "core/simulate/simulate_study.h"

#include <algorithm>
#include <cstdio>

#include "core/backbone/trusted_module.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/planted_responses.h"
#include "core/simulate/planted_subject.h"
#include "core/simulate/scene_stimulus.h"

namespace cortiscope {
namespace {

constexpr int kImagesAtOnce = 32;
constexpr const char* kPlantedNetwork = "aligned";

void check(const SimulationOptions& options) {
  if (options.images < 2) {
    throw option_error(ErrorKind::kBadValue, "images",
                       "expected 2 or more, found " + std::to_string(options.images));
  }
  if (options.networks.empty()) {
    throw option_error(ErrorKind::kBadValue, "networks", "expected one name or more, found none");
  }
  for (const std::string& name : options.networks) {
    require_synthetic_network(name);
    if (std::count(options.networks.begin(), options.networks.end(), name) > 1) {
      throw option_error(ErrorKind::kBadValue, "networks", "\"" + name + "\" is named twice");
    }
  }
}

StimulusSet make_stimuli(const SimulationOptions& options) {
  StimulusSet stimuli;
  Random random(options.seed, /*stream=*/3);
  for (int i = 0; i < options.images; ++i) {
    char name[32];
    const bool is_scene = options.photographs.empty();
    std::snprintf(name, sizeof name, "%s-%05d", is_scene ? "scene" : "crop", i + 1);
    stimuli.names.push_back(name);
    if (is_scene) {
      stimuli.images.push_back(draw_scene(kSyntheticImageSide, random));
    } else {
      const int which = random.below(int(options.photographs.size()));
      stimuli.images.push_back(
          crop_photograph(options.photographs[which], kSyntheticImageSide, random));
    }
  }
  return stimuli;
}

/// Runs the network over all images in portions.
/// @param use  called with the first image's index and the portion's tokens
void for_each_portion(Backbone& network, const std::vector<Image>& images, const std::string& what,
                      const OnSimulationProgress& on_progress,
                      const std::function<void(int, const TokenBatch&)>& use) {
  const int count = int(images.size());
  for (int first = 0; first < count; first += kImagesAtOnce) {
    if (on_progress) on_progress(what, double(first) / count);
    const int end = std::min(count, first + kImagesAtOnce);
    use(first, network.tokens({images.begin() + first, images.begin() + end}));
  }
  if (on_progress) on_progress(what, 1);
}

}  // namespace

SimulatedStudy simulate_study(const SimulationOptions& options, const Cortex& cortex,
                              const OnSimulationProgress& on_progress) {
  check(options);
  PlantedSubjectOptions planted_options;
  planted_options.vertices = options.vertices;
  planted_options.seed = options.seed;
  planted_options.responses = options.responses;
  PlantedSubject planted = plant_subject(cortex, planted_options);

  SimulatedStudy study;
  if (on_progress) on_progress("stimuli", 0);
  study.stimuli = make_stimuli(options);
  if (on_progress) on_progress("stimuli", 1);
  const std::vector<Image>& images = study.stimuli.images;
  for (const std::string& name : options.networks) {
    study.networks.push_back(make_synthetic_network(name, options.seed, images));
  }

  // Uses the requested network if it is among them, because making one takes a second.
  std::unique_ptr<ScriptBackbone> unasked;
  const auto asked = std::find_if(study.networks.begin(), study.networks.end(),
                                  [](const auto& n) { return n->name() == kPlantedNetwork; });
  if (asked == study.networks.end()) {
    unasked = make_synthetic_network(kPlantedNetwork, options.seed, images);
  }
  Backbone& source = unasked ? *unasked : **asked;
  Array<float> signals(Shape{options.images, planted.subject.vertex_count()});
  for_each_portion(source, images, "responses", on_progress,
                   [&](int first, const TokenBatch& tokens) {
                     const Array<float> portion = planted_signals(tokens, planted);
                     std::copy(portion.values.begin(), portion.values.end(), signals.row(first));
                   });
  Random noise(options.seed, /*stream=*/4);
  study.recording.responses = add_noise(signals, planted.subject.noise_ceiling, noise);
  study.recording.images = study.stimuli.names;
  study.recording.subject = std::move(planted.subject);
  return study;
}

void write_study(const SimulatedStudy& study, const std::filesystem::path& folder,
                 const OnSimulationProgress& on_progress) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    throw Error(ErrorKind::kNotFound, folder.string(),
                "the folder cannot be made: " + failed.message(), "name one where you may write");
  }
  write_recording(folder / "subject.h5", study.recording);
  write_images(folder / "images.h5", study.stimuli);
  for (const auto& network : study.networks) {
    write_network(*network, study.stimuli, folder, on_progress);
  }
}

void write_network(ScriptBackbone& network, const StimulusSet& stimuli,
                   const std::filesystem::path& folder, const OnSimulationProgress& on_progress) {
  const std::filesystem::path module = folder / (network.name() + ".pt");
  network.save(module);
  trust(module);
  FeaturesWriter writer(folder / (network.name() + ".features.h5"),
                        synthetic_features(network.name(), stimuli.names));
  for_each_portion(network, stimuli.images, "features of " + network.name(), on_progress,
                   [&](int, const TokenBatch& tokens) { writer.add(tokens); });
  writer.commit();
}

}  // namespace cortiscope
