#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/session/stimuli.h"
#include "core/data/features.h"
#include "core/data/fit_result.h"
#include "core/data/subject.h"
#include "core/open/overlay_pair.h"
#include "core/open/regions_pair.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// What a file was found to hold, ready for the library.
struct OpenedSubject {
  std::filesystem::path file;  ///< empty for a bare cortex
  std::shared_ptr<const Subject> subject;
  std::vector<std::string> images;
  std::filesystem::path cortex_path = {};  ///< of a bare cortex
  std::filesystem::path image_files = {};  ///< part of the subject, with all its images
};
struct OpenedFeatures {
  std::filesystem::path file;
  FeatureInfo info;
};
struct OpenedFit {
  std::filesystem::path file;
  std::shared_ptr<const FitResult> fit;
  bool is_installed = false;  ///< it came with the program
};
struct OpenedImages {
  std::filesystem::path file;
  std::shared_ptr<const Stimuli> stimuli;
};
struct OpenedOverlay {
  std::filesystem::path file;
  std::shared_ptr<const OverlayPairs> maps;  ///< at least one
};
struct OpenedRegions {
  std::filesystem::path file;
  std::shared_ptr<const RegionsPair> regions;
  std::shared_ptr<const OverlayPairs> maps = nullptr;  ///< parcels, to be painted; null of a label
};
/// An image of the user, cropped to its central square, as networks see it.
struct Picture {
  std::string name;
  Image image;
};
struct OpenedPicture {
  std::filesystem::path file;
  std::shared_ptr<const Picture> picture;
};
/// A network, which computes the tokens of images. Nothing of it was run, and torch is not loaded.
struct OpenedNetwork {
  std::filesystem::path file;
  std::string name;        ///< as its features are named
  bool is_trusted = true;  ///< false: a program that the user has not trusted yet
};
using Opened = std::variant<OpenedSubject, OpenedFeatures, OpenedFit, OpenedImages, OpenedOverlay,
                            OpenedRegions, OpenedPicture, OpenedNetwork>;

/// The files to open for a path, in the order that the library needs: subjects, images,
/// features, fits, networks that lie beside their features. A file, a cortex folder or a subject's
/// folder of Algonauts 2023 is itself; of a folder with files of ours, those.
///
/// @throws Error  kNotFound: nothing there, or a folder with nothing that we open
std::vector<std::filesystem::path> files_to_open(const std::filesystem::path& path);

/// Opens one of them (core/open/read_any.h). Responses and tokens stay in their files. A FreeSurfer
/// or GIFTI file is read together with the other hemisphere's file beside it, if there is one.
///
/// @param warnings  receives warnings about files that were opened
/// @throws Error  kBadFormat: nothing that can be shown; kBadValue: a file of one hemisphere that
///                does not say of which; also what the readers throw
Opened open_file(const std::filesystem::path& path, Warnings* warnings = nullptr);

}  // namespace cortiscope
