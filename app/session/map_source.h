#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/session/predicted_response.h"
#include "core/analysis/baselines.h"
#include "core/analysis/difference.h"
#include "core/analysis/shown_clusters.h"
#include "core/analysis/stability.h"
#include "core/data/fit_result.h"
#include "core/data/subject.h"

namespace cortiscope {

/// Of the mean of several subjects.
struct GroupCounts {
  int subjects = 0;
  std::vector<int> with_evidence;  ///< (N) subjects; of fits not tested those encoded there
};

/// What maps are painted from: a fit, a snapshot on the way to it, the state of a running one, or a
/// known answer. Without
/// selectors, a cortex to be fitted.
struct MapSource {
  enum class Kind { kBare, kTruth, kRunning, kStopped, kFit, kSnapshot };

  Kind kind = Kind::kBare;
  std::shared_ptr<const Subject> subject;
  FeatureInfo features;         ///< of the network; without image names
  Selectors selectors;          ///< over the subject's N encoded vertices; empty without a fit
  std::vector<float> score;     ///< (N); NaN where unknown; score_name says which
  std::vector<float> evidence;  ///< (N) q of the evidence test; empty where not tested
  std::string score_name;       ///< "test R²", "validation R²" or "noise ceiling"
  /// Simpler models of the same study, where they were computed for this user; else null.
  std::shared_ptr<const Baselines> baselines;
  std::vector<HistoryPoint> history;
  /// Of a fit, its maps on the way; null where it kept none.
  std::shared_ptr<const std::vector<MapSnapshot>> snapshots;
  /// Of a snapshot (snapshot_source.h), the fit: its evidence counts, and maps that a snapshot does
  /// not hold are painted from it. Else null.
  std::shared_ptr<const MapSource> fit;
  std::vector<float> expected_layer;  ///< (N) of a snapshot, which holds no weights; else empty
  Provenance made;                    ///< of fits
  int training_images = 0, test_images = 0;  ///< of fits
  std::filesystem::path installed_file;      ///< of a fit that came with the program; else empty
  /// Of the channels that the vertices read; null until a map needs them.
  std::shared_ptr<const ClusteredSubject> clusters;
  /// Another fit's, which give these their names and colours; null: their own.
  std::shared_ptr<const ClusteredSubject> clusters_like;

  /// From another fit, to this one, where it was set against one (joined_fits.h); else null.
  std::shared_ptr<const VertexDifferences> differences;
  /// Of this fit and those of other seeds, where they were joined; else null.
  std::shared_ptr<const SeedStability> stability;
  /// Where this is the mean of several subjects (grouped_fits.h); else null.
  std::shared_ptr<const GroupCounts> group;

  bool is_installed() const { return !installed_file.empty(); }
  /// To one image, where it was asked for; else null.
  std::shared_ptr<const PredictedResponse> response;

  bool has_selectors() const { return selectors.vertex_count() > 0; }
  /// Whether there was an evidence test: not of running, stopped and older fits and known answers.
  bool is_tested() const { return !evidence.empty(); }
  /// (N) the score that goes with the evidence.
  const std::vector<float>& tested_score() const { return fit ? fit->score : score; }
  int layer_count() const { return selectors.layer_count(); }
  /// "synthetic subject and network", ...; empty where nothing is synthetic.
  std::string synthetic_note() const;
  /// Mean score over the vertices that have one; NaN where none has.
  double mean_score() const;
};

/// The maps of a source with selectors, which refer to it.
FitMaps fit_maps(const MapSource& source);

/// A subject that has no fit yet.
MapSource bare_source(std::shared_ptr<const Subject> subject);

/// @pre the subject has a truth
MapSource truth_source(std::shared_ptr<const Subject> subject);

/// A fit as read from its file, or as it ended, and the baselines kept for it.
/// @param subject  the fit's own, or an equal one that is shared
MapSource fit_source(const FitResult& fit, std::shared_ptr<const Subject> subject);

}  // namespace cortiscope
