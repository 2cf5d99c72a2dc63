#include "core/open/read_any.h"

#include <algorithm>

#include "core/backbone/trusted_module.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/nsd_stimuli.h"
#include "core/io/hdf5/prediction_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/image/image_file.h"
#include "core/io/image/image_folder.h"
#include "core/io/other_features/other_features.h"
#include "core/open/cortex_folder.h"
#include "core/open/cortex_listing.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/overlay.h"
#include "core/open/study_folder.h"
#include "core/study/nsd_study.h"

namespace cortiscope {
namespace {

using std::filesystem::path;

template <class T>
std::shared_ptr<const T> shared(T value) {
  return std::make_shared<const T>(std::move(value));
}

/// Absent where it holds none.
std::optional<FeaturesContents> read_other_features(const path& place, Contents& contents) {
  std::optional<OtherFeatures> other = open_other_features(place);
  if (!other) return std::nullopt;
  if (!other->concern.empty()) {
    warn(&contents.warnings, other->features->info().network + ": " + other->concern);
  }
  return FeaturesContents{std::move(other->features), std::move(other->program)};
}

Holding read_folder(const path& folder, Contents& contents) {
  if (NsdStudy::is_at(folder)) refuse_nsd_folder(folder);
  if (AlgonautsStudy::is_at(folder)) return AlgonautsContents{AlgonautsStudy(folder)};
  if (find_cortex_files(folder).empty()) {
    StudyFolderContents study{study_files_in(folder)};
    if (!study.files.empty()) return study;
    if (auto features = read_other_features(folder, contents)) return *std::move(features);
    std::vector<std::string> images = image_names_in(folder);
    if (!images.empty()) return ImagesContents{"folder of images", std::move(images), {}, nullptr};
  }
  return CortexContents{shared(read_cortex_folder(folder, &contents.warnings))};
}

/// GIFTI holds surfaces, labels or values; its arrays show which.
Holding read_gifti_file(const path& file, Contents& contents) {
  const GiftiHandle gifti = shared(read_gifti(file, &contents.dropped));
  const auto has = [&](const char* intent) {
    return std::any_of(gifti->arrays.begin(), gifti->arrays.end(),
                       [&](const GiftiArray& array) { return array.intent == intent; });
  };
  if (has("NIFTI_INTENT_POINTSET")) return SurfaceContents{gifti};
  if (has("NIFTI_INTENT_LABEL")) return RegionsContents{gifti};
  return OverlayContents{gifti};
}

Holding read_cifti_file(const path& file, Contents& contents) {
  CiftiContents cifti{read_cifti(file, &contents.dropped)};
  cifti.has_labels = !cifti.cifti.labels.empty();
  if (cifti.has_labels) contents.format = FileFormat::kCiftiLabels;
  warn_of_hemisphere(file, cifti.cifti, &contents.warnings);
  return cifti;
}

/// A map for each image.
Cifti maps_of(const Prediction& prediction) {
  Cifti maps;
  maps.map_names = prediction.images;
  const auto count = std::int64_t(prediction.images.size());
  for (const Hemisphere h : kHemispheres) {
    if (prediction.vertices[h].empty()) continue;
    maps.maps[h] = Array<float>(Shape{count, prediction.mesh_sizes[h]});
    maps.left_out[h] = prediction.mesh_sizes[h] - std::int64_t(prediction.vertices[h].size());
    for (std::int64_t k = 0; k < count; ++k) {
      const std::vector<float> values = prediction.on_mesh(k, h);
      std::copy(values.begin(), values.end(), maps.maps[h].row(k));
    }
  }
  return maps;
}

/// A Cortiscope file, by its mark. Each is opened once; data left in the file are read later
/// through the same reader.
Holding read_hdf5(const path& path, const CortexTemplates& templates) {
  const auto file = std::make_shared<const H5Reader>(path);
  const std::string mark = format_of(*file);
  if (mark == "cortex") return CortexContents{shared(read_cortex_file(*file))};
  if (mark == "subject") return SubjectContents{open_recording(file, 0)};
  if (mark == "features") return FeaturesContents{std::make_shared<const FeaturesFile>(file)};
  if (mark == "fit")
    return FitContents{shared(read_fit(*file, templates)), referred_template(*file)};
  if (mark == "images") {
    check_format(*file, mark);
    return ImagesContents{"cortiscope images", read_image_names(*file, "/names"),
                          file->shape("/pixels"), file};
  }
  if (mark == "prediction") return CiftiContents{maps_of(read_prediction(*file))};
  if (mark == "checkpoint") {
    check_format(*file, mark);
    return CheckpointContents{file};
  }
  if (NsdStimuli::is_in(*file)) {
    const NsdStimuli stimuli(path);
    return ImagesContents{"NSD images", stimuli.names(), stimuli.shape(), nullptr};
  }
  return OtherHdf5Contents{mark, file->children("/")};
}

/// Damaged files are refused; weights that cannot be run are described.
Holding read_weights(const path& path) {
  const SafetensorsFile file(path);
  WeightsContents weights{file.tensors().size(), std::nullopt, ""};
  try {
    weights.network = find_vision_transformer(file);
    if (!weights.network) weights.problem = "of no network that we know";
  } catch (const Error& error) {
    weights.problem = error.what();
  }
  return weights;
}

Holding read_file(const path& file, Contents& contents, const CortexTemplates& templates) {
  switch (contents.format) {
    case FileFormat::kFreeSurferSurface:
      return SurfaceContents{read_freesurfer_surface(file, &contents.dropped)};
    case FileFormat::kFreeSurferPatch:
      return PatchContents{};
    case FileFormat::kFreeSurferCurvature:
    case FileFormat::kMgh:
    case FileFormat::kNifti:
      return OverlayContents{read_overlay_maps(file, &contents.dropped)};
    case FileFormat::kFreeSurferPaint:
      return OverlayContents{read_overlay_maps(file, &contents.dropped), /*is_partial=*/true};
    case FileFormat::kFreeSurferAnnotation: {
      Annotation annotation = read_annotation(file, &contents.dropped);
      for (const std::string& doubt : annotation.doubts) {
        warn(&contents.warnings, file_name(file) + ": " + doubt);
      }
      return RegionsContents{std::move(annotation)};
    }
    case FileFormat::kFreeSurferLabel: {
      LabelFile label = read_label_file(file);
      note_dropped(label, &contents.dropped);
      return RegionsContents{std::move(label)};
    }
    case FileFormat::kGifti:
      return read_gifti_file(file, contents);
    case FileFormat::kCifti:
    case FileFormat::kCiftiLabels:
      return read_cifti_file(file, contents);
    case FileFormat::kPng:
    case FileFormat::kJpeg:
      return PictureContents{read_image(file)};
    case FileFormat::kHdf5:
      return read_hdf5(file, templates);
    case FileFormat::kSafetensors:
      return read_weights(file);
    case FileFormat::kTorchScript:
      return ScriptContents{is_trusted(file)};
    case FileFormat::kUnknown:
      break;
  }
  return std::monostate();
}

bool is_of_one_hemisphere(const Holding& holding) {
  return std::holds_alternative<SurfaceContents>(holding) ||
         std::holds_alternative<PatchContents>(holding) ||
         std::holds_alternative<OverlayContents>(holding) ||
         std::holds_alternative<RegionsContents>(holding);
}

}  // namespace

Contents read_any(const path& path, const CortexTemplates& templates) {
  Contents contents;
  contents.path = path;
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    contents.holding = read_folder(path, contents);
    return contents;
  }
  contents.format = format_of_file(path);
  if (auto features = read_other_features(path, contents)) {
    contents.holding = *std::move(features);
    return contents;
  }
  contents.holding = read_file(path, contents, templates);
  if (is_of_one_hemisphere(contents.holding)) {
    contents.hemisphere = hemisphere_of_file(path, &contents.warnings).either();
  }
  return contents;
}

}  // namespace cortiscope
