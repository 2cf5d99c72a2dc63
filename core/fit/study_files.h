#pragma once

#include <filesystem>

#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"
#include "core/study/study_source.h"

namespace cortiscope {

/// Enough to hold a study of some hundred images; a whole fit stays under 2 GB.
constexpr double kDefaultCacheGb = 1;

/// Where the state of a fit is kept while it runs: beside the file that it will be written to.
inline std::filesystem::path checkpoint_of(const std::filesystem::path& fit_file) {
  return fit_file.string() + ".checkpoint";
}

/// The files of one fit: what it is made from, and what it is written to.
struct FitFiles {
  std::filesystem::path subject, features, out;

  std::filesystem::path checkpoint() const { return checkpoint_of(out); }
};

/// Opens a subject's recording and a network's features file and pairs them. Responses are held in
/// memory where the cache has room for all of them, then as many images' features as what is left
/// of it holds.
/// @throws Error  as StudySource::open and the reader of features, and as pair()
EncodingData open_study(const StudySource& subject, const std::filesystem::path& features,
                        double cache_gb);

/// The same, of the source that a path is.
EncodingData open_study(const std::filesystem::path& subject, const std::filesystem::path& features,
                        double cache_gb);

/// The same, ready to be fitted: it knows its files' paths and hashes, which the fit records.
EncodingData open_study(const FitFiles& files, double cache_gb);

/// What an interrupted fit was started with; `otherwise` where its checkpoint does not say. Reads a
/// few numbers only.
/// @throws Error  as read_checkpoint_choices
FitOptions kept_options(const FitFiles& files, const FitOptions& otherwise);

/// The state that an interrupted fit left.
/// @throws Error  kNotFound: none; else as read_checkpoint
FitCheckpoint kept_state(const FitFiles& files);

/// Keeps a running fit beside the file that it will be written to, every minute and on stop.
FitKeeping keep_beside(const FitFiles& files);

/// Writes a fit. The checkpoint of a finished one goes; a stopped one can be gone on with.
/// @throws Error  as write_fit
void write_fit_of(const FitFiles& files, const FitResult& fit);

}  // namespace cortiscope
