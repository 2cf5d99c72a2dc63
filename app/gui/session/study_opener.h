#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/data/features.h"
#include "core/data/fit_result.h"
#include "core/data/subject.h"
#include "core/io/images_file.h"

namespace cortiscope {

/// What a file was found to hold, ready for the library.
struct OpenedSubject {
  std::filesystem::path file;  ///< empty for a bare cortex
  std::shared_ptr<const Subject> subject;
  std::vector<std::string> images;
};
struct OpenedFeatures {
  std::filesystem::path file;
  FeatureInfo info;
};
struct OpenedFit {
  std::filesystem::path file;
  std::shared_ptr<const FitResult> fit;
};
struct OpenedImages {
  std::filesystem::path file;
  std::shared_ptr<const StimulusSet> stimuli;
};
using Opened = std::variant<OpenedSubject, OpenedFeatures, OpenedFit, OpenedImages>;

/// The files to open for a path, in the order that the library wants them: subjects, images,
/// features, fits. A file or a cortex folder is itself; of a folder with files of ours, those.
///
/// @throws Error  kNotFound: nothing there, or a folder with nothing that we open
std::vector<std::filesystem::path> files_to_open(const std::filesystem::path& path);

/// Opens one of them. Responses and tokens stay in their files.
///
/// @throws Error  kBadFormat: a format that is no study's; also what the readers throw
Opened open_file(const std::filesystem::path& path);

}  // namespace cortiscope
