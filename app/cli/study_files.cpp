#include "app/cli/study_files.h"

#include "core/io/features_file.h"
#include "core/io/subject_file.h"

namespace cortiscope {

EncodingData open_study(const std::string& subject, const std::string& features, double cache_gb) {
  RecordingSource recording = open_recording(subject, cache_gb);
  const double responses_gb =
      4e-9 * double(recording.images.size()) * recording.subject.vertex_count();
  const double left_gb = responses_gb <= cache_gb ? cache_gb - responses_gb : cache_gb;
  return pair(std::move(recording), open_features(features, left_gb));
}

}  // namespace cortiscope
