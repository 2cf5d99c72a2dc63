#include "core/open/subject_check.h"

#include "core/fit/response_summary.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kReadThrough = std::uintmax_t(64) << 20;

}  // namespace

std::optional<Concerns> check_responses(const RecordingSource& recording,
                                        const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::file_size(file, ignored) > kReadThrough) return std::nullopt;
  return concerns_about(summarize(recording), recording);
}

}  // namespace cortiscope
