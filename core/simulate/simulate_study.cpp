#include "core/simulate/simulate_study.h"

#include <algorithm>
#include <cstdio>

#include "core/backbone/trusted_module.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/image_hash.h"
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
  if (options.subjects < 1) {
    throw option_error(ErrorKind::kBadValue, "subjects",
                       "expected 1 or more, found " + std::to_string(options.subjects));
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

std::vector<PlantedSubject> plant_subjects(const SimulationOptions& options, const Cortex& cortex) {
  PlantedSubjectOptions planted;
  planted.vertices = options.vertices;
  planted.seed = options.seed;
  planted.responses = options.responses;
  std::vector<PlantedSubject> subjects;
  for (planted.individual = 1; planted.individual <= options.subjects; ++planted.individual) {
    subjects.push_back(plant_subject(cortex, planted));
  }
  return subjects;
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    throw Error(ErrorKind::kNotFound, folder.string(),
                "the folder cannot be made: " + failed.message(), "name one where you may write");
  }
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
  std::vector<PlantedSubject> planted = plant_subjects(options, cortex);

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
  std::vector<Array<float>> signals;
  for (const PlantedSubject& each : planted) {
    signals.emplace_back(Shape{options.images, each.subject.vertex_count()});
  }
  for_each_portion(
      source, images, "responses", on_progress, [&](int first, const TokenBatch& tokens) {
        for (std::size_t i = 0; i < planted.size(); ++i) {
          const Array<float> portion = planted_signals(tokens, planted[i]);
          std::copy(portion.values.begin(), portion.values.end(), signals[i].row(first));
        }
      });
  for (std::size_t i = 0; i < planted.size(); ++i) {
    Random noise(options.seed, stream_of_individual(int(i) + 1, 4));
    Recording recording;
    recording.responses = add_noise(signals[i], planted[i].subject.noise_ceiling, noise);
    recording.images = study.stimuli.names;
    recording.subject = std::move(planted[i].subject);
    study.recordings.push_back(std::move(recording));
  }
  return study;
}

std::filesystem::path simulated_subject_file(int subject) {
  const std::filesystem::path file = "subject.h5";
  return subject == 1 ? file : std::filesystem::path("subject-" + std::to_string(subject)) / file;
}

void write_study(const SimulatedStudy& study, const std::filesystem::path& folder,
                 const OnSimulationProgress& on_progress) {
  for (std::size_t i = 0; i < study.recordings.size(); ++i) {
    const std::filesystem::path file = folder / simulated_subject_file(int(i) + 1);
    make_folder(file.parent_path());
    write_recording(file, study.recordings[i]);
  }
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
  FeatureInfo info = synthetic_features(network.name(), stimuli.names);
  for (const Image& image : stimuli.images) info.image_hashes.push_back(difference_hash(image));
  FeaturesWriter writer(folder / (network.name() + ".features.h5"), info);
  for_each_portion(network, stimuli.images, "features of " + network.name(), on_progress,
                   [&](int, const TokenBatch& tokens) { writer.add(tokens); });
  writer.commit();
}

}  // namespace cortiscope
