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

/// Opens a subject's recording and a network's features file and pairs them. Responses are held in
/// memory where the cache has room for all of them, then as many images' features as what is left
/// of it holds.
/// @throws Error  as StudySource::open and the reader of features, and as pair()
EncodingData open_study(const StudySource& subject, const std::filesystem::path& features,
                        double cache_gb);

/// The same for the source at a path.
EncodingData open_study(const std::filesystem::path& subject, const std::filesystem::path& features,
                        double cache_gb);

/// The same, ready to fit: includes the paths and hashes of its files, which the fit records.
EncodingData open_study(const FitFiles& files, double cache_gb);

/// What an interrupted fit was started with; `otherwise` where its checkpoint does not say. Reads
/// only a few numbers.
/// @throws Error  as read_checkpoint_choices
FitOptions kept_options(const FitFiles& files, const FitOptions& otherwise);

/// How a fit begins.
enum class FitBeginning {
  kNew,      ///< no fit and no checkpoint may be there
  kAnew,     ///< replaces them
  kResumed,  ///< goes on from the checkpoint
};

/// Begins a fit into its file: checks that it can be written, keeps other programs from writing it
/// as long as the FitKeeping lives, and saves the running fit's state in the checkpoint every
/// minute and on stop. A fit that begins anew keeps an older checkpoint as "NAME.before" until it
/// has passed its step.
///
/// @throws Error  as require_output_file, FileLock and, to resume, read_checkpoint; kNotFound: no
///                checkpoint to resume from
FitKeeping begin_fit(const FitFiles& files, FitBeginning beginning);

/// Writes a fit. Deletes the checkpoint of a finished fit; a stopped fit keeps it and can be
/// resumed. A stopped fit never replaces a finished one.
///
/// @return  whether it was written
/// @throws Error  as write_fit
bool write_fit_of(const FitFiles& files, const FitResult& fit);

}  // namespace cortiscope
