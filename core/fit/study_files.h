#pragma once

#include <filesystem>

#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"
#include "core/study/study_source.h"

namespace cortiscope {

/// Enough for a study of some hundred images; a whole fit stays under 2 GB.
constexpr double kDefaultCacheGb = 1;

/// The path of a running fit's checkpoint: next to the file that the fit will be written to.
inline std::filesystem::path checkpoint_of(const std::filesystem::path& fit_file) {
  return fit_file.string() + ".checkpoint";
}

/// The input files and the output file of one fit.
struct FitFiles {
  std::filesystem::path subject, features, out;

  std::filesystem::path checkpoint() const { return checkpoint_of(out); }
};

/// Opens a subject's recording and a network's features (open_features.h) and pairs them. Responses
/// are held in memory where the cache has room for all of them, then as many images' features as
/// what is left of it holds.
/// @throws Error  as StudySource::open and the reader of features, and as pair()
EncodingData open_study(const StudySource& subject, const std::filesystem::path& features,
                        double cache_gb);

/// The same for the source at a path.
/// @param cortex  as study_at
EncodingData open_study(const std::filesystem::path& subject, const std::filesystem::path& features,
                        double cache_gb, StudyCortex cortex = {});

/// The same, ready to fit: includes the paths and hashes of its files, which the fit records.
EncodingData open_study(const FitFiles& files, double cache_gb, StudyCortex cortex = {});

/// What a fit that can go on was started with; `otherwise` where its checkpoint does not say. One
/// that did all its steps goes on until it has converged. Reads only a few numbers.
/// @throws Error  as read_checkpoint_choices
FitOptions kept_options(const FitFiles& files, const FitOptions& otherwise);

}  // namespace cortiscope
