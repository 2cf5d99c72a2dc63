#include "core/fit/study_files.h"

#include "core/base/error.h"
#include "core/io/file_hash.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"

namespace cortiscope {

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
  data.files = {std::filesystem::absolute(subject->path()).string(), subject->fingerprint(),
                std::filesystem::absolute(files.features).string(), hash_of_file(files.features)};
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

FitCheckpoint kept_state(const FitFiles& files) {
  const std::filesystem::path file = files.checkpoint();
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorKind::kNotFound, file.string(), "no checkpoint to resume from",
                "was the fit finished? Start it again");
  }
  return read_checkpoint(file);
}

FitKeeping keep_beside(const FitFiles& files) {
  FitKeeping keeping;
  keeping.save = [file = files.checkpoint()](const FitCheckpoint& checkpoint) {
    write_checkpoint(file, checkpoint);
  };
  return keeping;
}

void write_fit_of(const FitFiles& files, const FitResult& fit) {
  write_fit(files.out, fit);
  if (fit.provenance.steps_done < fit.provenance.steps) return;
  std::error_code ignored;
  std::filesystem::remove(files.checkpoint(), ignored);
}

}  // namespace cortiscope
