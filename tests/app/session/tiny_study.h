#pragma once

#include <filesystem>
#include <memory>

#include "app/session/map_source.h"
#include "core/analysis/baselines.h"
#include "core/data/fit_result.h"
#include "core/data/subject.h"
#include "core/fit/study_files.h"
#include "core/simulate/planted_readout.h"

namespace cortiscope {

/// A subject of 60 vertices with a known answer on a cortex of 642 vertices a hemisphere. The same
/// on every call.
std::shared_ptr<const Subject> tiny_subject();

/// What a network of this name would be: 12 layers of 3 channels on a 4 x 4 grid.
FeatureInfo tiny_features(const std::string& network, const std::vector<std::string>& images);

/// A fit of it that found the known answer, at a time of our choosing.
FitResult tiny_fit(const std::string& network, const std::string& created);

/// Baselines of it: layer 5 of every vertex, R2 0.125, with evidence.
Baselines tiny_baselines();
/// Read-out weights of its 60 vertices, in three clusters that are read in eight channels.
PlantedReadout tiny_readout();

/// What every map can be painted from: such a fit and its clusters.
MapSource tiny_source();

/// A study of it in files: the subject, features and a fit with random parameters of a network. The
/// images are "image 0" to "image 19"; the last twelve are those that the fit was tested on.
FitFiles write_tiny_study(const std::filesystem::path& folder, const std::string& network);

}  // namespace cortiscope
