#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/subject.h"
#include "core/io/hdf5/images_file.h"
#include "core/simulate/response_model.h"
#include "core/simulate/synthetic_network.h"

namespace cortiscope {

/// What to simulate.
struct SimulationOptions {
  std::vector<std::string> networks = synthetic_network_names();  ///< synthetic_network.h
  int images = 1200;
  std::vector<Image> photographs;  ///< stimuli are cut out of these; empty: scenes are drawn
  std::optional<int> vertices;     ///< absent: the whole visual cortex of the mesh
  int subjects = 1;                ///< individuals (planted_subject.h) who see the same images
  std::uint64_t seed = 1;
  ResponseModel responses = ResponseModel::kFactorized;
};

/// A synthetic experiment with a known answer.
struct SimulatedStudy {
  /// One a subject, made from the network `aligned`, which their truth refers to.
  std::vector<Recording> recordings;
  StimulusSet stimuli;
  std::vector<std::unique_ptr<ScriptBackbone>> networks;  ///< those requested
};

/// Notified of the current task and its progress, 0 to 1.
using OnSimulationProgress = std::function<void(const std::string& what, double done)>;

/// Simulates an experiment on a cortex: stimuli, networks, and the responses of subjects in which
/// every vertex has known selectors. The same options give the same study; those of the first
/// subject do not depend on how many there are.
///
/// @param on_progress  called on this thread; may be empty
/// @throws Error  kBadValue: an option is out of range or names no network; kNotFound, kBadValue:
///                the cortex lacks what planting needs (planted_subject.h)
SimulatedStudy simulate_study(const SimulationOptions& options, const Cortex& cortex,
                              const OnSimulationProgress& on_progress = {});

/// Where in its folder a study has the recording of a subject, counted from 1: subject.h5,
/// subject-2/subject.h5, ... Each has a folder of its own for its fits.
std::filesystem::path simulated_subject_file(int subject);

/// Writes each subject's file, images.h5, and for each network <name>.pt, which this user then
/// trusts, and <name>.features.h5, whose tokens are extracted through the network.
///
/// @param folder  created if it does not exist
/// @throws Error  as the writers of these files; kNotFound: the folder cannot be created
void write_study(const SimulatedStudy& study, const std::filesystem::path& folder,
                 const OnSimulationProgress& on_progress = {});

/// The part of write_study for one network.
void write_network(ScriptBackbone& network, const StimulusSet& stimuli,
                   const std::filesystem::path& folder,
                   const OnSimulationProgress& on_progress = {});

}  // namespace cortiscope
