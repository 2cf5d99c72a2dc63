#include "core/open/hemisphere_of_file.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/gifti_hemisphere.h"
#include "core/io/hemisphere_name.h"
#include "core/open/file_format.h"

namespace cortiscope {
namespace {

std::optional<Hemisphere> hemisphere_inside(const std::filesystem::path& file) {
  try {
    if (format_of_file(file) == FileFormat::kGifti) return gifti_hemisphere(file);
  } catch (const Error&) {
    // Its reader reports the problem.
  }
  return std::nullopt;
}

std::optional<Hemisphere> hemisphere_in_name(const std::filesystem::path& file) {
  const std::optional<HemisphereMark> mark = find_hemisphere_mark(file_name(file));
  return mark ? std::optional(mark->hemisphere) : std::nullopt;
}

void warn_of(const std::filesystem::path& file, const FileHemisphere& answer, Warnings* warnings) {
  if (!answer.disagrees()) return;
  const std::string found = name_of(*answer.tagged);
  warn(warnings, file_name(file) + ": the file says that it is of " + found + ", its name says " +
                     name_of(*answer.named) + "; it is taken for " + found);
}

}  // namespace

FileHemisphere hemisphere_of_file(const std::filesystem::path& file, Warnings* warnings) {
  const FileHemisphere answer{hemisphere_inside(file), hemisphere_in_name(file)};
  warn_of(file, answer, warnings);
  return answer;
}

void warn_of_hemisphere(const std::filesystem::path& file, const Cifti& cifti, Warnings* warnings) {
  const bool has_lh = !cifti.maps[kLh].empty();
  if (has_lh == !cifti.maps[kRh].empty()) return;
  warn_of(file, {has_lh ? kLh : kRh, hemisphere_in_name(file)}, warnings);
}

}  // namespace cortiscope
