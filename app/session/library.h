#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/ids.h"
#include "app/session/map_source.h"
#include "app/session/model_groups.h"
#include "app/session/pins.h"
#include "app/session/region_list.h"
#include "app/session/stimuli.h"
#include "core/data/features.h"
#include "core/open/overlay_pair.h"

namespace cortiscope {

/// A float32 in memory, in MB of 2^20 bytes: the unit of forecasts.
inline constexpr double kMbOfFloat = 4.0 / (1 << 20);

/// A row of the library.
struct LibrarySubject {
  SubjectId id = -1;
  std::string name;
  std::filesystem::path file;         ///< with its responses; empty where there are none
  std::filesystem::path cortex_path;  ///< what a bare cortex was opened from
  std::shared_ptr<const Subject> subject;
  std::vector<std::string> images;         ///< those with responses
  std::shared_ptr<const Stimuli> stimuli;  ///< their images, or null
  std::filesystem::path image_files;  ///< a file or folder with all of them; empty: none is known
  RegionList regions;                 ///< its own, those opened, those drawn
  std::map<int, std::shared_ptr<const Region>> saved_regions;  ///< as last saved, by id
  std::vector<std::shared_ptr<const OverlayPair>> overlays;    ///< the maps of all opened on it
  Pins pins;                                                   ///< in its mesh
};

/// A column of the library.
struct LibraryModel {
  ModelId id = -1;
  std::string name;
  bool is_known_answer = false;  ///< of simulated subjects; not a network
  bool is_synthetic = false;
  std::filesystem::path network_file;  ///< what computes its features; empty: not opened
  int place = 0;                       ///< in the user's order, whatever the groups
  // Of its features, or of a fit to them:
  std::string objective = {};  ///< what it was trained for; empty: not known
  int layers = 0;              ///< 0: not known
  int channels = 0;            ///< of the layer that has most
};

/// A fit of a cell and its file.
struct CellFit {
  std::shared_ptr<const MapSource> source;
  std::filesystem::path file;
};

/// The fit, features and checkpoint of one model in one subject.
struct LibraryCell {
  std::shared_ptr<const MapSource> source;  ///< to paint; null where not fitted yet
  /// Where it was read from or will be written; empty where neither.
  std::filesystem::path fit_file;
  std::filesystem::path features;  ///< to fit from; empty where it cannot be fitted
  std::optional<CellFit>
      before_unsaved;           ///< set where the fit is in memory alone: the one before it
  bool has_checkpoint = false;  ///< a fit that was interrupted or has not converged can go on
  // Of the features:
  std::vector<int> channels;  ///< (L)
  int rows = 0, columns = 0;
  double features_mb = 0;  ///< as float32 in memory, in MB of 2^20 bytes

  /// The file of the fit that is shown, also of one that came with the program.
  std::filesystem::path shown_file() const {
    return source && source->is_installed() ? source->installed_file : fit_file;
  }
  bool can_fit() const { return !features.empty(); }
  bool is_empty() const { return !source && features.empty(); }
};

/// How the names of files beside a subject start that are of it and a network. Subjects that are
/// folders lie side by side, so that these names start with theirs.
std::string file_start_beside(const LibrarySubject& subject, const std::string& network);

/// The file beside a subject that a fit of a network is written to.
std::filesystem::path fit_file_beside(const LibrarySubject& subject, const std::string& network);

/// Whether values and vertices of one cortex are valid for the other.
bool is_same_mesh(const Cortex& a, const Cortex& b);

/// Everything opened, as a matrix of subjects by models: what is fitted and what can be. A plain
/// value; reads no files, but checks whether checkpoints exist.
class Library {
 public:
  /// The rows, in the order of opening or as put in order.
  const std::vector<LibrarySubject>& subjects() const { return subjects_; }
  /// The columns: the known answers first, then networks, in the order of opening or as put in
  /// order, and of a grouping group by group.
  const std::vector<LibraryModel>& models() const { return models_; }
  /// The same as if there were no groups.
  std::vector<LibraryModel> models_as_placed() const;
  ModelGrouping grouping() const { return grouping_; }
  /// nullptr where there is none of this id.
  const LibrarySubject* find_subject(SubjectId id) const;
  const LibraryModel* find_model(ModelId id) const;
  /// Every subject with every model, row by row.
  std::vector<Choice> choices() const;
  /// @pre contains(at)
  const LibraryCell& cell(Choice at) const;
  /// Whether there are both this subject and this model.
  bool contains(Choice at) const;
  /// The cell of the subject and the network whose features a source was fitted to; -1 where the
  /// library has no such model.
  Choice network_of(Choice at, const MapSource& source) const;
  /// Whether the model's network can compute the features that the cell lacks.
  bool can_extract(Choice at) const;
  /// Whether there is nothing to show or to do in a cell. @pre contains(at)
  bool is_empty(Choice at) const { return cell(at).is_empty() && !can_extract(at); }

  /// Adds a subject, or replaces the one of the same file; its drawn regions and pins stay where
  /// the mesh has the same size.
  /// @param file  with responses; empty for a bare cortex
  /// @param cortex_path  what a bare cortex was opened from
  /// @param image_files  with all of its images, where these are part of the subject
  /// @return  its id
  SubjectId add_subject(std::shared_ptr<const Subject> subject, const std::filesystem::path& file,
                        std::vector<std::string> images,
                        const std::filesystem::path& cortex_path = {},
                        const std::filesystem::path& image_files = {});

  /// Adds a network, which computes the features of this name.
  /// @return  its model's id
  ModelId add_network(const std::string& name, const std::filesystem::path& file);

  /// Adds a network's features: it can be fitted to every subject whose images it covers.
  /// @return  its model's id
  ModelId add_features(const FeatureInfo& info, const std::filesystem::path& file);

  /// Adds a fit to the subject that it was made from: the same name and vertices, preferably the
  /// same file. A fit that leaves a part of the method out is a model of its own, "clip, without
  /// topology". Without one, the fit's own subject becomes a row. Of two fits of a cell the newer
  /// is kept; one that came with the program is replaced by any other.
  /// @param is_installed  it came with the program, and nothing is written beside it
  Choice add_fit(const FitResult& fit, const std::filesystem::path& file,
                 bool is_installed = false);

  /// Shows a fit that could not be written, until it is added with its file or forgotten.
  /// @param file  where it was to be written
  /// @pre contains(at)
  void add_unsaved_fit(Choice at, const FitResult& fit, const std::filesystem::path& file);
  /// Shows again what was there before the unsaved fit of a cell. No effect without one.
  /// @pre contains(at)
  void forget_unsaved_fit(Choice at);

  /// Adds the images to the subjects that have these image names. Of images that stay in files,
  /// each subject has its own.
  /// @return  how many subjects use them
  int add_stimuli(std::shared_ptr<const Stimuli> stimuli, const std::filesystem::path& file);

  /// Adds overlays to a subject's cortex; one of the same file and map is replaced.
  /// @param warnings  receives a warning where one looks like an overlay of another cortex
  /// @return  the place of the first among the subject's
  /// @throws Error  kBadShape: of another mesh; nothing changes
  int add_overlays(SubjectId subject, const OverlayPairs& maps, Warnings* warnings = nullptr);

  /// Replaces the regions of a subject. @pre there is the subject, and their vertices lie in its
  /// mesh
  void set_regions(SubjectId subject, RegionList regions);
  /// @pre there is the subject, and they lie in its mesh
  void set_pins(SubjectId subject, Pins pins);
  /// Marks a region as saved.
  void note_saved(SubjectId subject, int region);

  /// Adds the clusters of a cell's fit. The first ones of the session give names and colours to all
  /// that follow. No effect where the cell holds another fit by now.
  void add_clusters(Choice at, const std::shared_ptr<const MapSource>& of,
                    std::shared_ptr<const ClusteredSubject> clusters);

  /// Removes a subject with its fits, regions and pins; features and images stay for others. Its
  /// files stay as they are. @pre there is the subject
  void remove_subject(SubjectId id);
  /// Removes a network with its features and fits; their files stay as they are.
  /// @pre there is the model, and it is not the known answer
  void remove_model(ModelId id);
  /// Removes all; no id is used again.
  void clear();
  /// Puts these networks first, in this order; known answers stay before them.
  void order_models(const std::vector<ModelId>& order);
  /// Puts a network before another model; -1: behind all. Known answers stay first, and no network
  /// leaves its group: before one of a later group is behind all of its own. No effect on one that
  /// is not there.
  void move_model(ModelId model, ModelId before);
  /// Puts models of a group beside one another; the user's order stays within each, and is there
  /// again without groups.
  void set_grouping(ModelGrouping grouping);
  /// Puts a subject before another; -1: behind all.
  void move_subject(SubjectId subject, SubjectId before);

  /// The files of features that are open, and of stimuli, in the order of opening.
  std::vector<std::filesystem::path> feature_files() const;
  std::vector<std::filesystem::path> stimulus_files() const;

  /// Checks again which interrupted fits can be resumed.
  void look_for_checkpoints();

  /// The first cell of a subject that is not empty; without a model where all are, as of a bare
  /// cortex. @pre there is the subject
  Choice first_choice(SubjectId subject) const;

  /// The nearest cell that is not empty in a direction: models or subjects by -1 or 1. A subject
  /// whose cells are all empty is a place of its own, without a model; from there the next
  /// subject's first cell follows. The same cell where there is none.
  Choice step(Choice from, int models, int subjects) const;

 private:
  struct Features {
    FeatureInfo info;
    std::filesystem::path file;
  };
  struct OpenedStimuli {
    std::shared_ptr<const Stimuli> set;
    std::filesystem::path file;
  };

  ModelId model_of(const std::string& name, bool is_synthetic);
  /// What features say of their network.
  void describe_model(ModelId id, const FeatureInfo& features);
  void place_models(std::vector<LibraryModel> as_placed);
  void arrange_models() { sort_by_group(models_, grouping_); }
  LibrarySubject& subject_at(SubjectId id);
  LibraryCell& cell_at(Choice at) { return cells_[at]; }
  void offer_features(const LibrarySubject& subject, const Features& features);
  bool offer_stimuli(LibrarySubject& subject, const OpenedStimuli& stimuli) const;

  SubjectId next_subject_ = 0;
  ModelId next_model_ = kKnownAnswer + 1;
  std::vector<LibrarySubject> subjects_;
  std::vector<LibraryModel> models_;
  ModelGrouping grouping_ = ModelGrouping::kNone;
  std::map<Choice, LibraryCell> cells_;  // those that are not empty, and perhaps some that are
  std::vector<Features> features_;
  std::vector<OpenedStimuli> stimuli_;
  std::shared_ptr<const ClusteredSubject> first_clusters_;
};

}  // namespace cortiscope
