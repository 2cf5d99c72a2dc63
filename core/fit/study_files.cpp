#include "core/fit/study_files.h"

#include <utility>

#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/open_features.h"
#include "core/io/recorded_file.h"

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
                        double cache_gb, StudyCortex cortex) {
  return open_study(*study_at(subject, std::move(cortex)), features, cache_gb);
}

EncodingData open_study(const FitFiles& files, double cache_gb, StudyCortex cortex) {
  const std::unique_ptr<StudySource> subject = study_at(files.subject, std::move(cortex));
  EncodingData data = open_study(*subject, files.features, cache_gb);
  const std::filesystem::path folder = std::filesystem::absolute(files.out).parent_path();
  data.files = {recorded_path(subject->path(), folder), subject->fingerprint(),
                recorded_path(files.features, folder), hash_of_place(files.features)};
  remember_place(subject->path(), data.files.subject_hash);
  remember_place(files.features, data.files.features_hash);
  return data;
}

FitOptions kept_options(const FitFiles& files, const FitOptions& otherwise) {
  const FitChoices choices = read_checkpoint_choices(files.checkpoint());
  FitOptions options = otherwise;
  if (choices.engine.empty()) return options;
  options.engine = choices.engine;
  const bool is_finished =
      choices.steps > 0 && step_of_checkpoint(files.checkpoint()) >= choices.steps;
  options.steps = is_finished ? 0 : choices.steps;
  options.batch = choices.batch;
  options.soft_steps = choices.soft_steps;
  options.recipe = choices.recipe;
  options.seed = choices.seed;
  options.standardize = parse_standardize(choices.standardize);
  options.ablation = parse_ablation(choices.ablation);
  return options;
}

}  // namespace cortiscope
