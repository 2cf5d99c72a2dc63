#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/stimulus_reader.h"
#include "app/session/figure_request.h"
#include "app/session/library.h"
#include "app/session/model_pair.h"
#include "app/session/painting.h"
#include "app/session/session_opener.h"
#include "app/session/study_opener.h"
#include "app/session/vertex_card.h"
#include "app/session/view_state.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// What a lesson asks and so must not be told: what the vertices read, or which model is shown.
enum class HiddenAnswer { kNothing, kVertices, kModel };

/// What is opened and what is shown, for the panels to follow: each change is reported once, by the
/// most specific signal. GUI thread only.
class SessionController : public QObject {
  Q_OBJECT

 public:
  explicit SessionController(QObject* parent = nullptr);

  const Library& library() const { return library_; }
  const ViewState& view() const { return view_; }

  /// What the maps are painted from now; null before anything is opened. A running fit of the
  /// chosen cell takes precedence over a finished one.
  std::shared_ptr<const MapSource> source() const;
  /// The snapshot of the source that is shown instead of its end; absent: the end.
  std::optional<int> snapshot() const;
  /// What cards, receptive fields and the maps that snapshots hold are of: the source, or its
  /// snapshot.
  std::shared_ptr<const MapSource> shown_source() const;
  /// What is painted from: the shown source, and where the map is one of differences these from the
  /// model that it is set against.
  std::shared_ptr<const MapSource> painted_source() const;
  /// Whether a map can be chosen now: one of baselines where they are known, one of differences
  /// where there is another fit.
  bool offers(const MapEntry& entry) const;
  /// The models that the chosen one can be set against, and the one that it is; -1: none.
  std::vector<ModelId> models_to_compare() const;
  ModelId against() const;
  /// Of a map of responses, what contributes them: of a layer one that the network shown has.
  ReadPart component() const;
  /// The chosen subject's row, or nullptr.
  const LibrarySubject* subject() const;
  /// The chosen cell, or nullptr.
  const LibraryCell* cell() const;
  /// "aligned · simulated on builtin"; without the model's name while that is hidden.
  QString title() const;
  /// The same of what is painted; of a difference "tuned (B) - aligned (A) · simulated on builtin".
  QString painted_title() const;

  /// The overlay that is painted, or nullptr where a map is.
  const OverlayPair* overlay() const;
  /// What is painted, now and until something of the view, the library or the running fit changes.
  /// Of a cortex without vertices before anything is opened.
  Painting painting() const;
  /// The range of what is painted.
  ColorRange range() const;

  /// The regions of the chosen subject that are shown, coloured as they are outlined; null before
  /// anything is opened.
  std::shared_ptr<const HemisphereRegions> outlined() const { return outlined_; }

  /// The colours to show; empty before anything is opened.
  HemisphereColors colors(Ground ground = Ground::kLight) const;

  /// The card of a vertex; absent before anything is opened. While that is hidden, without what the
  /// vertex reads.
  std::optional<VertexCard> card_at(CortexVertex vertex) const;
  /// The card of the picked vertex, if one is picked.
  std::optional<VertexCard> card() const;

  void hide(HiddenAnswer answer);
  HiddenAnswer hidden() const { return hidden_; }

  // What is opened.

  /// Overlays and regions are added to the cortex that is shown, an image to the stimuli.
  /// @param is_named  the user named this very file: a subject, a cortex or a fit is shown, and the
  ///                  response to an image where it can be predicted
  /// @param warnings  receives a warning where they look like those of another cortex
  /// @throws Error  kBadValue: no cortex is shown to put it on; kBadShape: it is of another mesh
  void add(const Opened& opened, bool is_named = false, Warnings* warnings = nullptr);
  /// @return  the cell that it is shown in
  Choice add_fit(const FitResult& fit, const std::filesystem::path& file,
                 bool is_installed = false);
  /// Shows a fit that could not be written to its file.
  void add_unsaved_fit(Choice at, const FitResult& fit, const std::filesystem::path& file);
  /// Shows again what was there before it. No effect where no fit of the cell is unsaved.
  void forget_unsaved_fit(Choice at);
  /// Removes a subject, or a network with its fits, from what is opened; no file is touched. What
  /// is shown goes to a neighbour, and steps can no longer be undone. library_commands.h says where
  /// neither should be.
  void close_subject(SubjectId subject);
  void remove_model(ModelId model);
  /// Closes all that is opened.
  void close_all();
  /// Shows an opened session: the order of models, overlays, regions and pins of its subjects, and
  /// its view. Steps can no longer be undone.
  /// @param warnings  receives what does not fit what is opened
  void show_session(const OpenedSession& opened, Warnings* warnings);
  /// As Library::order_models.
  void order_models(const std::vector<ModelId>& order);
  /// As Library::move_model and move_subject.
  void move_model(ModelId model, ModelId before);
  void move_subject(SubjectId subject, SubjectId before);
  /// As Library::set_grouping.
  void group_models(ModelGrouping grouping);

  /// Adds the clusters of a cell's fit, as painted from `of`.
  void add_clusters(Choice at, const std::shared_ptr<const MapSource>& of,
                    std::shared_ptr<const ClusteredSubject> clusters);

  /// Sets the response that a cell's fit, made at a time, predicts to the image that is shown. It
  /// is painted until there is another one.
  void set_response(Choice at, const std::string& created,
                    std::shared_ptr<const PredictedResponse> response);

  // A running fit: its cell shows each snapshot, and its earlier content when the fit ends. A fit
  // that is done again stays until the running one has been validated for the first time.
  void show_running(Choice at, const FitProgress& progress);
  void end_running();

  // The regions of the chosen subject. Each change is a step that can be undone.

  /// @param vertices  mesh indices, ascending, at least one
  /// @return  its id
  /// @pre a subject is chosen
  int draw_region(Hemisphere hemisphere, std::vector<int> vertices);
  /// The first name of a region just drawn: one undo step with the drawing.
  void name_drawn_region(int id, const std::string& name);
  void rename_region(int id, const std::string& name);
  void remove_region(int id);
  void show_regions(const std::vector<int>& ids, bool are_shown);
  /// Removes the opened ones, and shows the cortex's own again.
  void remove_opened_regions();

  // The pins of the chosen subject. Each change is a step that can be undone.

  /// The chosen subject's; none before anything is opened.
  const Pins& pins() const;
  /// Pins a vertex, or takes its pin away. @pre a subject is chosen
  void toggle_pin(CortexVertex vertex);
  void name_pin(CortexVertex vertex, const std::string& name);
  void color_pin(CortexVertex vertex, Rgb8 color);

  /// Writes a region of any subject of the library as a FreeSurfer label.
  /// @throws Error  what write_label throws
  void save_region(SubjectId subject, int id, const std::filesystem::path& file);

  /// What was done with regions and the view, to be undone. The selection and the camera are
  /// not part of it.
  QUndoStack& steps() { return steps_; }

  // What is shown.
  void choose(Choice choice);
  void step_model(int by);
  void step_subject(int by);
  void set_map(const Map& map);
  /// Of a map of differences, the model to compare with, A. As the chosen model, no undo step.
  void set_against(ModelId model);
  /// Of a map of responses.
  void set_component(const ReadPart& component);
  /// Of a map that has several: which is painted, in its usual range.
  void set_quantity(MapQuantity quantity);
  /// An overlay opened on the chosen subject, where there is any: the one shown last.
  void show_overlay();
  /// One of them, in its own range. @pre 0 <= place < the subject's overlays
  void show_overlay(int place);
  /// The palette and threshold of the overlay.
  void set_style(const OverlayStyle& style);
  /// Of differences the end that changes is taken for both, about 0.
  void set_range(ColorRange range);
  /// Shows a snapshot of the source, until another model is chosen. Not an undo step.
  /// @param which  absent, or not one of them: the end
  void set_snapshot(std::optional<int> which);
  /// The range, and of an overlay the palette and threshold, that fit its values.
  void reset_range();
  void set_folded(SurfaceKind kind);
  void set_side(Side side);
  /// How far the 3-D view is unfolded (unfolding.h). At the folded or inflated form this chooses
  /// it, an undo step; anything else lasts until a form is chosen, and is none. No effect on a
  /// cortex that cannot unfold.
  void set_unfolding(float at);
  float unfolding() const;
  bool can_unfold() const;
  /// The user moved the views' cameras. Not an undo step, and no signal: the views have it already.
  void note_cameras(const CortexCamera& folds, const CortexCamera& flat);
  /// Moves the views' cameras. Not an undo step.
  void set_cameras(const CortexCamera& folds, const CortexCamera& flat);
  /// Shows another look, with its selection and cameras, which are not part of the one undo step.
  /// @param what  for the undo menu
  void show(const QString& what, const Look& look);
  /// Shows the view of a figure whose input is opened, and adds its pins: one undo step, without
  /// the cameras, the snapshot and how far the cortex is unfolded.
  /// @return  false where what it was drawn from is not opened
  /// @throws Error  kBadValue: it names no map or form that there is
  bool show_figure(const FigureRequest& figure);
  void set_layout(bool shows_folds, bool shows_flat);
  /// Shows both hemispheres in the views, apart or together, or one alone.
  void set_hemispheres(ShownSides shown);
  void set_regions(bool are_shown);
  void set_region_names(bool are_shown);
  /// Of a tested fit: paints selectors also where there is no evidence.
  void set_shows_all(bool are_shown);
  void set_region_colors(bool are_shown);
  /// How many, of a map of clusters.
  void set_clusters(int count);
  /// Paints one cluster alone; the same one again with those that it merges with next, in the end
  /// all. @pre a fit is shown, with clusters
  void isolate_cluster(int cluster);
  void show_all_clusters();
  /// Colours that are distinct for every colour vision, of maps that have a choice.
  void set_safe_colors(bool are_safe);
  /// Whether a region is being drawn on the flatmap; also shows the flatmap. No effect on a cortex
  /// without one.
  void set_drawing(bool is_drawing);
  /// Whether there is a flatmap to draw on.
  bool can_draw() const;
  void pick(std::optional<CortexVertex> vertex);
  void hover(std::optional<CortexVertex> vertex);
  void look_at(std::optional<ImagePart> part);
  /// Highlights the vertices that read a layer most, 1..L, in the colours of the map of layers,
  /// instead of what is painted; 0: no longer. Transient, so not an undo step.
  void highlight_layer(int layer);
  void show_image(int image);
  /// The image of the user, else the stimulus; stimuli_read() follows where it has to be read.
  ShownStimulus shown_stimulus();
  StimulusReader& stimulus_reader() { return stimulus_reader_; }
  /// The stimulus `by` places on, around the ends; no effect where no stimuli are open.
  void step_image(int by);

 Q_SIGNALS:
  void library_changed();
  /// Another subject, and so another cortex.
  void subject_changed();
  /// Another model or state of it, of the same subject; follows subject_changed as well.
  void source_changed();
  /// A running fit's source has new numbers.
  void source_renewed();
  /// Another snapshot of the source, or its end, is shown.
  void snapshot_changed();
  /// Another map, or the overlay.
  void map_changed();
  void range_changed();
  /// The folded form, the layout, or whether and how regions are outlined.
  void surface_changed();
  /// The 3-D view is unfolded further or less, or no more.
  void unfolding_changed();
  /// Regions were added, removed, renamed, shown or hidden.
  void regions_changed();
  /// Pins were added, removed, named or coloured.
  void pins_changed();
  void drawing_changed();
  /// A side was chosen, perhaps the same one: the 3-D view turns to it.
  void side_changed();
  /// Both views' cameras were set, by a figure or in the wall.
  void cameras_changed();
  void picked_changed();
  /// A vertex was picked, perhaps the same one again; follows picked_changed.
  void vertex_picked();
  void hovered_changed(std::optional<cortiscope::CortexVertex> vertex);
  void looked_at_changed();
  /// The vertices of another layer are highlighted, or no longer.
  void highlighted_layer_changed();
  void image_changed();
  /// An image of the stimuli that was asked for is there, or cannot be read.
  void stimuli_read();

 private:
  bool paints_map() const;
  bool paints_differences() const;
  bool paints_response() const;
  std::shared_ptr<const OverlayPair> chosen_overlay() const;
  void add_onto_cortex(const Opened& opened, Warnings* warnings);
  void choose_first_if_none();
  void choose_beside(bool removes_subject);
  void add_session_parts(SubjectId id, const OpenedSession& opened, std::size_t place,
                         Warnings* warnings);
  void keep_map_possible();
  void change_regions(const QString& what, RegionList after, int joint = -1);
  void change_pins(const QString& what, Pins after);
  void put_pins(SubjectId subject, const Pins& pins);
  void put_regions(SubjectId subject, const RegionList& regions);
  void change_look(const QString& what, const Look& after, int joint = -1);
  void put_look(const Look& look);
  void set_flag(bool Look::*flag, bool is_set, const QString& what);
  void outline_regions();
  void end_unfolding();
  void show_views_of(const FigureRequest& figure, const Look& look);

  Library library_;
  ViewState view_;
  QUndoStack steps_;
  std::shared_ptr<const HemisphereRegions> outlined_;
  HiddenAnswer hidden_ = HiddenAnswer::kNothing;
  Choice running_at_;
  std::shared_ptr<const MapSource> running_;
  std::shared_ptr<const MapSource> at_snapshot_;  // of the source, or of an earlier one
  int snapshot_ = 0;                              // which it is
  mutable ModelPair pair_;                        // of the differences painted last
  /// The response predicted last, and by which fit.
  struct {
    Choice at;
    std::string created;
    std::shared_ptr<const PredictedResponse> predicted;
  } response_;
  /// The source shown with that response, and the source: kept while neither changes, since it is
  /// a copy.
  mutable std::shared_ptr<const MapSource> responding_, responding_of_;
  StimulusReader stimulus_reader_;
};

}  // namespace cortiscope
