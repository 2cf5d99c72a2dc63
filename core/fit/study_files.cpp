#include "core/fit/study_files.h"

#include "core/base/error.h"
#include "core/io/file_hash.h"
#include "core/io/file_lock.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/output_place.h"
#include "core/io/recorded_file.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

/// Where the checkpoint of an earlier run is kept until a new one has passed it.
fs::path before(const fs::path& checkpoint) { return checkpoint.string() + ".before"; }

FitCheckpoint kept_state(const fs::path& checkpoint) {
  if (!fs::exists(checkpoint)) {
    throw Error(ErrorKind::kNotFound, checkpoint.string(), "no checkpoint to resume from",
                "was the fit finished? Start it again");
  }
  return read_checkpoint(checkpoint);
}

/// The checkpoint of one running fit, and the lock on its output.
class Keep {
 public:
  Keep(const fs::path& out, fs::path checkpoint)
      : lock_(out), checkpoint_(std::move(checkpoint)), before_(before(checkpoint_)) {}

  /// Keeps the checkpoint of an earlier run.
  void set_aside() {
    std::error_code ignored;
    if (!fs::exists(checkpoint_, ignored)) return;
    try {
      step_before_ = step_of_checkpoint(checkpoint_);
    } catch (const Error&) {
      return;  // damaged: nothing to keep
    }
    fs::rename(checkpoint_, before_, ignored);
  }

  void save(const FitCheckpoint& state) {
    write_checkpoint(checkpoint_, state);
    std::error_code ignored;
    if (state.step >= step_before_) fs::remove(before_, ignored);
  }

 private:
  FileLock lock_;
  fs::path checkpoint_, before_;
  int step_before_ = 0;  ///< of the earlier run
};

/// Whether a file holds a fit that did all its steps.
bool is_finished_fit(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  try {
    const H5Reader file(path);
    return format_of(file) == "fit" && file.integer("/provenance", "steps_done") >=
                                           file.integer("/provenance", "steps");
  } catch (const Error&) {
    return false;  // not a fit that anyone can use
  }
}

}  // namespace

EncodingData open_study(const StudySource& subject, const std::filesystem::path& features,
                        double cache_gb) {
  RecordingSource recording = subject.open(cache_gb);
  const double responses_gb =
      4e-9 * double(recording.images.size()) * recording.subject.vertex_count();
  const double left_gb = responses_gb <= cache_gb ? cache_gb - responses_gb : cache_gb;
  return pair(std::move(recording), open_features(features, left_gb));
}

EncodingData open_study(const std::filesystem::path& subject, const std::filesystem::path& features,
                        double cache_gb) {
  return open_study(*study_at(subject), features, cache_gb);
}

EncodingData open_study(const FitFiles& files, double cache_gb) {
  const std::unique_ptr<StudySource> subject = study_at(files.subject);
  EncodingData data = open_study(*subject, files.features, cache_gb);
  const fs::path folder = fs::absolute(files.out).parent_path();
  data.files = {recorded_path(subject->path(), folder), subject->fingerprint(),
                recorded_path(files.features, folder), hash_of_file(files.features)};
  remember_place(subject->path(), data.files.subject_hash);
  remember_place(files.features, data.files.features_hash);
  return data;
}

FitOptions kept_options(const FitFiles& files, const FitOptions& otherwise) {
  const FitChoices choices = read_checkpoint_choices(files.checkpoint());
  FitOptions options = otherwise;
  if (choices.steps == 0) return options;
  options.engine = choices.engine;
  options.steps = choices.steps;
  options.batch = choices.batch;
  options.learning_rate = choices.learning_rate;
  options.seed = choices.seed;
  return options;
}

FitKeeping begin_fit(const FitFiles& files, FitBeginning beginning) {
  const bool is_new = beginning == FitBeginning::kNew;
  const fs::path checkpoint = files.checkpoint();
  const std::vector<fs::path> inputs = {files.subject, files.features};
  require_output_file(files.out, {inputs, !is_new});
  require_output_file(checkpoint, {inputs, !is_new, {}, "the state of an interrupted fit"});

  FitKeeping keeping;
  const auto keep = std::make_shared<Keep>(files.out, checkpoint);
  if (beginning == FitBeginning::kResumed) keeping.resume = kept_state(checkpoint);
  if (beginning == FitBeginning::kAnew) keep->set_aside();
  keeping.save = [keep](const FitCheckpoint& state) { keep->save(state); };
  return keeping;
}

bool write_fit_of(const FitFiles& files, const FitResult& fit) {
  const bool is_stopped = fit.provenance.steps_done < fit.provenance.steps;
  if (is_stopped && is_finished_fit(files.out)) return false;
  write_fit(files.out, fit);
  if (is_stopped) return true;
  std::error_code ignored;
  fs::remove(files.checkpoint(), ignored);
  fs::remove(before(files.checkpoint()), ignored);
  return true;
}

}  // namespace cortiscope
