#pragma once

#include <filesystem>

#include "tests/support/npy_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// A tiny subject of Algonauts 2023: three images, two vertices of lh and one of rh.
inline void write_algonauts_folder(const std::filesystem::path& folder) {
  const auto fmri = folder / "training_split/training_fmri";
  const auto images = folder / "training_split/training_images";
  for (const auto& path : {fmri, images, folder / "roi_masks"}) {
    std::filesystem::create_directories(path);
  }
  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<f4", "(3, 2)", std::string(24, '\0')));
  write_bytes(fmri / "rh_training_fmri.npy", npy_bytes("<f4", "(3, 1)", std::string(12, '\0')));
  for (const char* image :
       {"train-0001_nsd-00013.png", "train-0002_nsd-00027.png", "train-0003_nsd-00028.png"}) {
    write_bytes(images / image, "");
  }
  write_bytes(folder / "roi_masks/lh.all-vertices_fsaverage_space.npy",
              npy_bytes("<f4", "(9,)", ""));
  write_bytes(folder / "roi_masks/mapping_streams.npy", npy_bytes("|O", "()", "a pickle"));
}

}  // namespace cortiscope
