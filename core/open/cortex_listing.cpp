#include "core/open/cortex_listing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/gifti.h"
#include "core/open/file_format.h"
#include "core/open/hemisphere_of_file.h"

namespace cortiscope {

namespace {

/// The hemisphere of a GIFTI file is read from its contents.
std::optional<CortexFileName> understand(const std::filesystem::path& file, Warnings* warnings) {
  const std::string name = file_name(file);
  // With any hemisphere: files that are not part of a cortex are not opened.
  if (!understand_cortex_file_name(name, kLh)) return std::nullopt;
  return understand_cortex_file_name(name, hemisphere_of_file(file, warnings).tagged);
}

/// The regular files of a folder, in the order of their names; none where there is no such folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  std::filesystem::directory_iterator entry(folder, failure);
  for (; !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
    std::error_code broken_link;
    if (entry->is_regular_file(broken_link)) files.push_back(entry->path());
  }
  if (failure == std::errc::permission_denied) {
    throw Error(ErrorKind::kNotFound, file_name(folder), "this folder may not be read",
                "its permissions forbid it: ask its owner, or chmod u+rx it");
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The thousands of vertices in a name of TemplateFlow, "tpl-fsaverage_hemi-L_den-164k_...", whose
/// folder holds a cortex several times; 0 in any other.
int density_of(const std::filesystem::path& file) {
  const std::string name = file_name(file), mark = "_den-";
  const std::size_t at = name.find(mark);
  int density = 0;
  if (at != name.npos) {
    const std::size_t first = at + mark.size();
    std::from_chars(name.data() + first, name.data() + name.size(), density);
  }
  return density;
}

bool is_surface(const std::filesystem::path& file) {
  try {
    const FileFormat format = format_of_file(file);
    if (format == FileFormat::kFreeSurferSurface) return true;
    if (format != FileFormat::kGifti) return false;
    const Gifti gifti = read_gifti(file);
    return std::any_of(gifti.arrays.begin(), gifti.arrays.end(), [](const GiftiArray& array) {
      return array.intent == "NIFTI_INTENT_POINTSET";
    });
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::vector<CortexFile> find_unnamed_surfaces(const std::filesystem::path& folder,
                                              Warnings* warnings) {
  std::array<std::optional<CortexFile>, 2> found;
  for (const std::filesystem::path& file : files_in(folder)) {
    const std::optional<Hemisphere> h = hemisphere_of_file(file).either();
    if (!h || found[*h] || !is_surface(file)) continue;
    hemisphere_of_file(file, warnings);
    warn(warnings, file_name(file) +
                       ": its name does not say which surface it is (white, pial, "
                       "inflated, sphere, flat); it is shown as pial");
    found[*h] = CortexFile{{*h, CortexPart::kPial, 0, false}, file};
  }
  std::vector<CortexFile> files;
  for (const Hemisphere h : kHemispheres) {
    if (found[h]) files.push_back(*found[h]);
  }
  return files;
}

std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder, Warnings* warnings) {
  std::vector<CortexFile> files;
  files_in(folder);  // says that it may not be read before its parts do
  for (const std::filesystem::path& place :
       {folder / "surf", folder / "label", folder / "gifti", folder}) {
    for (const std::filesystem::path& file : files_in(place)) {
      if (const auto name = understand(file, warnings)) files.push_back({*name, file});
    }
  }
  const auto key = [](const CortexFile& c) {
    return std::make_tuple(c.name.hemisphere, c.name.part, c.name.preference, -density_of(c.file),
                           c.file);
  };
  std::sort(files.begin(), files.end(),
            [&](const CortexFile& a, const CortexFile& b) { return key(a) < key(b); });
  // Of each part the preferred one; of regions all.
  const auto is_same_part = [](const CortexFile& a, const CortexFile& b) {
    return a.name.part != CortexPart::kRegion && a.name.part == b.name.part &&
           a.name.hemisphere == b.name.hemisphere;
  };
  files.erase(std::unique(files.begin(), files.end(), is_same_part), files.end());
  return files;
}

}  // namespace cortiscope
