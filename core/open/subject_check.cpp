#include "core/open/subject_check.h"

#include "core/fit/response_summary.h"

namespace cortiscope {
namespace {

constexpr double kReadThrough = 64 << 20;

}  // namespace

std::optional<Concerns> check_responses(const RecordingSource& recording) {
  const double bytes =
      double(sizeof(float)) * recording.responses->image_count() * recording.subject.vertex_count();
  if (bytes > kReadThrough) return std::nullopt;
  return concerns_about(summarize(recording), recording);
}

}  // namespace cortiscope
