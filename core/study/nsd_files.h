#pragma once

#include <filesystem>
#include <string>

#include "core/data/cortex.h"
#include "core/io/file_bytes.h"

namespace cortiscope {

/// The paths of one subject in a download of the Natural Scenes Dataset, whose folders are
/// nsddata, nsddata_betas and nsddata_stimuli.
struct NsdFiles {
  std::filesystem::path folder;
  std::string subject;  ///< "subj01"

  /// Responses on fsaverage, of the version that the data set's authors recommend where it is
  /// there, else of that without denoising.
  std::filesystem::path betas() const {
    const std::filesystem::path all = folder / "nsddata_betas/ppdata" / subject / "fsaverage";
    const std::filesystem::path best = all / "betas_fithrf_GLMdenoise_RR";
    std::error_code ignored;
    return std::filesystem::is_directory(best, ignored) ? best : all / "betas_fithrf";
  }
  /// (163842, 1, 1, trials) of percent signal change. @param session  from 1
  std::filesystem::path session(Hemisphere h, int session) const {
    const std::string number = (session < 10 ? "0" : "") + std::to_string(session);
    return betas() / (of(h) + ".betas_session" + number + ".mgh");
  }
  /// The noise ceiling's signal-to-noise ratio of each vertex.
  std::filesystem::path signal_to_noise(Hemisphere h) const {
    return betas() / (of(h) + ".ncsnr.mgh");
  }
  /// Which image was shown in which trial.
  std::filesystem::path trials() const {
    return folder / "nsddata/experiments/nsd/nsd_stim_info_merged.csv";
  }
  /// The same, as MATLAB has it.
  std::filesystem::path design() const {
    return folder / "nsddata/experiments/nsd/nsd_expdesign.mat";
  }
  std::filesystem::path cortex() const { return folder / "nsddata/freesurfer/fsaverage"; }
  std::filesystem::path labels() const { return cortex() / "label"; }
  /// A number for each vertex, of the regions of a set: "streams".
  std::filesystem::path regions(Hemisphere h, const std::string& set) const {
    return labels() / (of(h) + "." + set + ".mgz");
  }
  std::filesystem::path region_names(const std::string& set) const {
    return labels() / (set + ".mgz.ctab");
  }

 private:
  static std::string of(Hemisphere h) { return name_of(h); }
};

}  // namespace cortiscope
