#include "app/session/study_opener.h"

#include <algorithm>

#include "core/analysis/retinotopy_check.h"
#include "core/backbone/script_archive.h"
#include "core/base/error.h"
#include "core/base/text_ends.h"
#include "core/fit/data_check.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/images_file.h"
#include "core/io/open_features.h"
#include "core/open/foreign_format.h"
#include "core/open/read_any.h"
#include "core/open/study_cortex.h"
#include "core/open/study_folder.h"
#include "core/open/subject_check.h"
#include "core/open/surface_pair.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

OpenedSubject bare(Cortex cortex, const std::filesystem::path& path) {
  auto subject = std::make_shared<Subject>();
  subject->name = cortex.name;
  subject->cortex = std::move(cortex);
  return {{}, std::move(subject), {}, path};
}

/// The largest central square.
Image square_of(const Image& image) {
  const int side = std::min(image.width, image.height);
  const int left = (image.width - side) / 2, top = (image.height - side) / 2;
  Image square(side, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) square.at(x, y) = image.at(left + x, top + y);
  }
  return square;
}

constexpr std::int64_t kMostInMemory = 512 << 20;  // bytes of stimuli
constexpr std::string_view kFeaturesEnding = ".features.h5";

/// A simulated network may have another title than its file; its features beside it say which.
std::string name_of_script(const std::filesystem::path& file) {
  const std::string name = network_name(file);
  const std::filesystem::path features = file.parent_path() / (name + std::string(kFeaturesEnding));
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(features, ignored)) return name;
  try {
    const FeatureInfo info = open_features(features, 0)->info();
    return info.is_synthetic ? info.network : name;
  } catch (const Error&) {
    return name;  // their own reader says what is wrong with them
  }
}

/// Networks beside features of theirs.
std::vector<std::filesystem::path> networks_beside(
    const std::vector<std::filesystem::path>& files) {
  std::vector<std::filesystem::path> networks;
  for (const std::filesystem::path& file : files) {
    std::string stem = file.filename().string();
    if (!ends_with(stem, kFeaturesEnding)) continue;
    stem.resize(stem.size() - kFeaturesEnding.size());
    for (const char* ending : {".pt", ".safetensors"}) {
      const std::filesystem::path network = file.parent_path() / (stem + ending);
      std::error_code ignored;
      if (std::filesystem::is_regular_file(network, ignored)) networks.push_back(network);
    }
  }
  return networks;
}

std::string hint_for(FileFormat format) {
  switch (format) {
    case FileFormat::kFreeSurferPatch:
      return "a patch holds no triangles: open the folder of its cortex";
    case FileFormat::kHdf5:
      return "core/io/FORMAT.md says how to write one of ours";
    default:
      return "open subjects, features, images and fits of ours (.h5), networks (.pt, "
             ".safetensors), "
             "FreeSurfer, GIFTI, NIfTI, CIFTI-2, PNG or JPEG files, or a cortex folder";
  }
}

/// Prepares each part that a path may hold for the library.
struct Opener {
  Contents& contents;
  Warnings* warnings;

  Opened operator()(CortexContents& part) const {
    remember_fsaverage(*part.cortex, contents.path);
    return bare(*part.cortex, contents.path);
  }
  Opened operator()(SurfaceContents&) const {
    return bare(surface_pair_of(contents, warnings), contents.path);
  }
  Opened operator()(OverlayContents&) const {
    return OpenedOverlay{
        contents.path, std::make_shared<const OverlayPairs>(overlay_pairs_of(contents, warnings))};
  }
  Opened operator()(RegionsContents&) const { return regions(); }
  Opened operator()(CiftiContents& part) const {
    if (part.has_labels) return regions();
    return OpenedOverlay{
        contents.path, std::make_shared<const OverlayPairs>(overlay_pairs_of(contents, warnings))};
  }
  Opened operator()(PictureContents& part) const {
    return OpenedPicture{contents.path, std::make_shared<const Picture>(Picture{
                                            file_name(contents.path), square_of(part.image)})};
  }
  Opened operator()(SubjectContents& part) const {
    check(part);
    return OpenedSubject{contents.path,
                         std::make_shared<const Subject>(std::move(part.recording.subject)),
                         std::move(part.recording.images)};
  }
  Opened operator()(FeaturesContents& part) const {
    return OpenedFeatures{contents.path, part.features->info()};
  }
  Opened operator()(FitContents& part) const {
    if (warnings) {
      warn_of_it(concerns_about(*part.fit));
      if (const auto concern = concern_about(check_retinotopy(*part.fit))) warn_of_it({*concern});
    }
    return OpenedFit{contents.path, part.fit};
  }
  Opened operator()(ImagesContents& part) const {
    Stimuli stimuli{std::move(part.names)};
    if (part.file && element_count(part.shape) <= kMostInMemory) {
      stimuli.images = read_images(*part.file).images;
    } else {
      stimuli.files = contents.path;
    }
    return OpenedImages{contents.path, std::make_shared<const Stimuli>(std::move(stimuli))};
  }
  Opened operator()(PatchContents&) const { refuse_it(name_of(contents.format)); }
  Opened operator()(CheckpointContents&) const { refuse_it("a Cortiscope checkpoint file"); }
  Opened operator()(OtherHdf5Contents& part) const {
    refuse_it(part.format.empty() ? name_of(contents.format)
                                  : "a Cortiscope " + part.format + " file");
  }
  Opened operator()(WeightsContents& part) const {
    if (!part.problem.empty()) refuse_it("weights that cannot be run", part.problem);
    return OpenedNetwork{contents.path, network_name(contents.path)};
  }
  Opened operator()(ScriptContents& part) const {
    return OpenedNetwork{contents.path, name_of_script(contents.path), part.is_trusted};
  }
  Opened operator()(StudyFolderContents&) const { refuse_it("a folder of several"); }
  Opened operator()(AlgonautsContents& part) const {
    SubjectContents contained = subject_of(part);
    Opened subject = (*this)(contained);
    std::get<OpenedSubject>(subject).image_files = part.study.path();
    return subject;
  }
  Opened operator()(std::monostate) const {
    if (const auto foreign = foreign_format_of(contents.path))
      refuse_it(foreign->what, foreign->way);
    refuse_it(name_of(contents.format));
  }

 private:
  void warn_of_it(const Concerns& concerns) const {
    for (const std::string& concern : concerns) {
      warn(warnings, file_name(contents.path) + ": " + concern);
    }
  }
  /// Its cortex can be shown whatever its responses are.
  void check(const SubjectContents& part) const {
    if (!warnings) return;
    warn_of_it(part.recording.concerns);
    try {
      if (const auto concerns = check_responses(part.recording)) {
        warn_of_it(*concerns);
      }
    } catch (const Error& error) {
      warn(warnings, error.what());
    }
  }
  Opened regions() const {
    OpenedRegions opened{contents.path,
                         std::make_shared<const RegionsPair>(regions_pair_of(contents, warnings))};
    const auto* regions = find<RegionsContents>(contents);
    if (!regions || !std::holds_alternative<LabelFile>(regions->data)) {
      opened.maps = std::make_shared<const OverlayPairs>(overlay_pairs_of(contents));
    }
    return opened;
  }
  [[noreturn]] void refuse_it(const std::string& found, const std::string& hint = {}) const {
    throw Error(ErrorKind::kBadFormat, file_name(contents.path),
                "expected a subject, features, images or fit file, found " + found,
                hint.empty() ? hint_for(contents.format) : hint);
  }
};

}  // namespace

std::vector<std::filesystem::path> files_to_open(const std::filesystem::path& path) {
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    throw Error(ErrorKind::kNotFound, path.string(), "no such file or folder",
                "is its name right, and the disk there?");
  }
  if (!std::filesystem::is_directory(path, failed)) return {path};
  if (AlgonautsStudy::is_at(path)) return {AlgonautsStudy(path).path()};
  std::vector<std::filesystem::path> files = study_files_in(path);
  const std::vector<std::filesystem::path> networks = networks_beside(files);
  files.insert(files.end(), networks.begin(), networks.end());
  return files.empty() ? std::vector<std::filesystem::path>{path} : files;
}

Opened open_file(const std::filesystem::path& path, Warnings* warnings) {
  Contents contents = read_any(path, builtin_template);
  warn(warnings, contents.warnings);
  return std::visit(Opener{contents, warnings}, contents.holding);
}

}  // namespace cortiscope
