#pragma once

#include <array>
#include <functional>
#include <vector>

#include "core/base/stop_token.h"
#include "core/data/responses.h"
#include "core/io/freesurfer/mgh_series.h"
#include "core/study/nsd_files.h"

namespace cortiscope {

/// The sessions of a subject of NSD, in files that are read as they are needed.
struct NsdSessions {
  std::vector<std::array<MghSeries, 2>> series;  ///< (sessions), [lh, rh]
  int trials = 0;                                ///< of each session

  std::int64_t trial_count() const { return std::int64_t(series.size()) * trials; }
  std::int64_t mesh_size(Hemisphere h) const { return series[0][h].vertex_count(); }
};

/// Opens session 1 to the last that is there.
/// @throws Error  kNotFound: no session, one missing before the last, or of one hemisphere alone;
///                kBadShape: sessions of different numbers of trials or vertices; as MghSeries
NsdSessions open_nsd_sessions(const NsdFiles& files);

/// Responses of some vertices: z-scored within each session, each vertex by itself, and averaged
/// over the repeats of an image. A vertex that is constant in a session is 0 there.
class NsdResponses : public ResponseSet {
 public:
  /// Reads all sessions once, a trial at a time, for the means and deviations.
  /// @param vertices   [lh, rh], ascending
  /// @param trials_of  (M) as NsdTrials
  /// @param on_read    called after each session with the number read; may be empty, may throw
  /// @throws Error  as MghSeries::read_frame
  NsdResponses(NsdSessions sessions, std::array<std::vector<int>, 2> vertices,
               std::vector<std::vector<int>> trials_of, const std::function<void(int)>& on_read);

  int image_count() const override { return int(trials_of_.size()); }
  Array<float> read(const std::vector<int>& rows) const override;

 private:
  void read_trial(int session, int trial, float* to) const;

  NsdSessions sessions_;
  std::array<std::vector<int>, 2> vertices_;
  std::vector<std::vector<int>> trials_of_;
  Array<float> mean_, factor_;  // (sessions, N); a factor is 1 / deviation
};

}  // namespace cortiscope
