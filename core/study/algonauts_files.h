#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/io/file_bytes.h"

namespace cortiscope {

/// The sets of images of the challenge. The responses to the test images were released later.
enum class AlgonautsSplit { kTraining, kTest };

/// The paths in a subject's folder of the Algonauts 2023 challenge, as it is unzipped.
struct AlgonautsFiles {
  std::filesystem::path folder;

  /// (images, vertices) of numbers, in the order of images() and of the vertices set in vertices().
  std::filesystem::path responses(Hemisphere h,
                                  AlgonautsSplit split = AlgonautsSplit::kTraining) const {
    return of(split) / (name(split) + "_fmri") / (of(h) + "_" + name(split) + "_fmri.npy");
  }
  std::filesystem::path images(AlgonautsSplit split = AlgonautsSplit::kTraining) const {
    return of(split) / (name(split) + "_images");
  }
  /// One number for each vertex of vertices().
  std::filesystem::path noise_ceiling(Hemisphere h) const {
    return folder / "test_split/noise_ceiling" / (of(h) + "_noise_ceiling.npy");
  }
  std::filesystem::path masks() const { return folder / "roi_masks"; }
  /// 0 or 1 for each vertex of fsaverage: those with responses.
  std::filesystem::path vertices(Hemisphere h) const {
    return masks() / (of(h) + ".all-vertices_fsaverage_space.npy");
  }
  /// A number for each vertex of fsaverage, or of vertices(): 0 where it is in no region of the
  /// set.
  std::filesystem::path regions(Hemisphere h, const std::string& set) const {
    return masks() / (of(h) + "." + set + "_fsaverage_space.npy");
  }
  std::filesystem::path regions_of_vertices(Hemisphere h, const std::string& set) const {
    return masks() / (of(h) + "." + set + "_challenge_space.npy");
  }
  /// The names of those numbers: a pickled dict.
  std::filesystem::path region_names(const std::string& set) const {
    return masks() / ("mapping_" + set + ".npy");
  }

 private:
  static std::string of(Hemisphere h) { return name_of(h); }
  static std::string name(AlgonautsSplit split) {
    return split == AlgonautsSplit::kTest ? "test" : "training";
  }
  std::filesystem::path of(AlgonautsSplit split) const { return folder / (name(split) + "_split"); }
};

/// The sets of regions of the challenge, in the order of the visual hierarchy.
inline const std::array<std::string, 6> kAlgonautsRegionSets = {
    "prf-visualrois", "floc-bodies", "floc-faces", "floc-places", "floc-words", "streams"};

}  // namespace cortiscope
