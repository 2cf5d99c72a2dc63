#include "app/session/study_opener.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/gifti.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/image/image_file.h"
#include "core/open/cortex_folder.h"
#include "core/open/file_format.h"
#include "core/open/surface_pair.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

/// The format that one of our files is marked with, "" for any other file.
std::string mark_of(const std::filesystem::path& file) {
  if (format_of_file(file) != FileFormat::kHdf5) return "";
  return format_of(H5Reader(file));
}

/// The order in which the library wants them; -1 for what it does not.
int rank_of(const std::string& mark) {
  static const std::map<std::string, int> kRanks = {
      {"subject", 0}, {"images", 1}, {"features", 2}, {"fit", 3}};
  const auto found = kRanks.find(mark);
  return found == kRanks.end() ? -1 : found->second;
}

OpenedSubject bare(Cortex cortex) {
  auto subject = std::make_shared<Subject>();
  subject->name = cortex.name;
  subject->cortex = std::move(cortex);
  return {{}, std::move(subject), {}};
}

/// The largest square in its middle.
Image square_of(const Image& image) {
  const int side = std::min(image.width, image.height);
  const int left = (image.width - side) / 2, top = (image.height - side) / 2;
  Image square(side, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) square.at(x, y) = image.at(left + x, top + y);
  }
  return square;
}

/// GIFTI holds all three; what a file holds is told by its arrays.
Opened open_gifti(const std::filesystem::path& path) {
  const Gifti gifti = read_gifti(path);
  const auto has = [&](const char* intent) {
    return std::any_of(gifti.arrays.begin(), gifti.arrays.end(),
                       [&](const GiftiArray& array) { return array.intent == intent; });
  };
  if (has("NIFTI_INTENT_POINTSET")) return bare(read_surface_pair(path));
  if (has("NIFTI_INTENT_LABEL")) {
    return OpenedRegions{path, std::make_shared<const RegionsPair>(read_regions_pair(path))};
  }
  return OpenedOverlay{path, std::make_shared<const OverlayPair>(read_overlay_pair(path))};
}

/// A file of somebody else's format; nothing where it is none that can be opened alone.
std::optional<Opened> open_foreign(const std::filesystem::path& path, FileFormat format) {
  switch (format) {
    case FileFormat::kFreeSurferSurface:
      return bare(read_surface_pair(path));
    case FileFormat::kFreeSurferCurvature:
    case FileFormat::kMgh:
    case FileFormat::kNifti:
    case FileFormat::kCifti:
      return OpenedOverlay{path, std::make_shared<const OverlayPair>(read_overlay_pair(path))};
    case FileFormat::kFreeSurferAnnotation:
    case FileFormat::kFreeSurferLabel:
    case FileFormat::kCiftiLabels:
      return OpenedRegions{path, std::make_shared<const RegionsPair>(read_regions_pair(path))};
    case FileFormat::kGifti:
      return open_gifti(path);
    case FileFormat::kPng:
    case FileFormat::kJpeg:
      return OpenedPicture{path, std::make_shared<const Picture>(
                                     Picture{file_name(path), square_of(read_image(path))})};
    case FileFormat::kFreeSurferPatch:
    case FileFormat::kHdf5:
    case FileFormat::kUnknown:
      break;
  }
  return std::nullopt;
}

std::string hint_for(FileFormat format) {
  switch (format) {
    case FileFormat::kFreeSurferPatch:
      return "a patch holds no triangles: open the folder of its cortex";
    case FileFormat::kHdf5:
      return "core/io/FORMAT.md says how to write one of ours";
    default:
      return "open subjects, features, images and fits of ours (.h5), FreeSurfer, GIFTI, NIfTI, "
             "CIFTI-2, PNG or JPEG files, or a cortex folder";
  }
}

}  // namespace

std::vector<std::filesystem::path> files_to_open(const std::filesystem::path& path) {
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    throw Error(ErrorKind::kNotFound, path.string(), "no such file or folder",
                "is its name right, and the disk there?");
  }
  if (!std::filesystem::is_directory(path, failed)) return {path};
  std::multimap<int, std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(path, failed)) {
    if (!entry.is_regular_file(failed) || entry.path().extension() != ".h5") continue;
    try {
      const int rank = rank_of(mark_of(entry.path()));
      if (rank >= 0) found.emplace(rank, entry.path());
    } catch (const Error&) {
      found.emplace(4, entry.path());  // opened last, to say what is wrong with it
    }
  }
  if (found.empty()) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& [rank, file] : found) files.push_back(file);
  return files;
}

Opened open_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return bare(read_cortex_folder(path));
  const FileFormat format = format_of_file(path);
  if (auto opened = open_foreign(path, format)) return std::move(*opened);
  const std::string mark = mark_of(path);
  if (mark == "subject") {
    RecordingSource recording = open_recording(path, 0);
    return OpenedSubject{path, std::make_shared<const Subject>(std::move(recording.subject)),
                         std::move(recording.images)};
  }
  if (mark == "features") return OpenedFeatures{path, FeaturesFile(path).info()};
  if (mark == "fit") {
    return OpenedFit{path, std::make_shared<const FitResult>(read_fit(path, builtin_template))};
  }
  if (mark == "images") {
    return OpenedImages{path, std::make_shared<const StimulusSet>(read_images(path))};
  }
  const std::string found = mark.empty() ? name_of(format) : "a Cortiscope " + mark + " file";
  throw Error(ErrorKind::kBadFormat, file_name(path),
              "expected a subject, features, images or fit file, found " + found, hint_for(format));
}

}  // namespace cortiscope
