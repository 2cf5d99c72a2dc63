#include "app/gui/session_controller.h"

#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <variant>

#include "app/gui/change_step.h"
#include "app/gui/text.h"
#include "app/session/fit_reading.h"
#include "app/session/maps/maps.h"
#include "app/session/network_reading.h"
#include "app/session/window_figure.h"
#include "core/base/error.h"
#include "core/io/freesurfer/label_writer.h"

namespace cortiscope {

namespace {

/// The subject's regions, those of them outlined that a figure outlines.
RegionList outlined_in(const FigureRequest& figure, const LibrarySubject& subject) {
  const Cortex& cortex = subject.subject->cortex;
  std::vector<RegionsPair> files;
  for (const std::string& text : figure.regions) {
    const MapChoice choice = split_map_choice(text);
    files.push_back(fitted_to(read_regions_pair(choice.file, nullptr, choice.map), cortex));
  }
  fitted_to(drawn_pair(*figure.outlined), cortex);  // or throws
  return outlining(subject.regions, *figure.outlined, files);
}
constexpr int kJointClusters = 1;  // numbers of clusters passed by a slider are one step

}  // namespace

SessionController::SessionController(QObject* parent) : QObject(parent) {}

const LibrarySubject* SessionController::subject() const {
  return library_.find_subject(view_.choice.subject);
}

const LibraryCell* SessionController::cell() const {
  return library_.contains(view_.choice) ? &library_.cell(view_.choice) : nullptr;
}

std::shared_ptr<const MapSource> SessionController::source() const {
  if (running_ && running_at_ == view_.choice) return running_;
  if (const LibraryCell* chosen = cell(); chosen && chosen->source) return chosen->source;
  const LibrarySubject* row = subject();
  return row ? std::make_shared<const MapSource>(bare_source(row->subject)) : nullptr;
}

bool SessionController::paints_differences() const {
  return !view_.shows_overlay && !view_.looked_at && entry_of(view_.map).has(kNeedsDifferences) &&
         against() >= 0;
}

bool SessionController::paints_response() const {
  const std::shared_ptr<const MapSource> shown = source();
  return !view_.shows_overlay && !view_.looked_at && entry_of(view_.map).has(kNeedsResponse) &&
         shown && response_.predicted && response_.at == view_.choice &&
         response_.created == shown->made.created;
}

std::shared_ptr<const MapSource> SessionController::painted_source() const {
  const std::shared_ptr<const MapSource> shown = source();
  if (paints_response()) {
    if (!responding_ || shown != responding_of_ || responding_->response != response_.predicted) {
      auto responding = std::make_shared<MapSource>(*shown);
      responding->response = response_.predicted;
      responding_ = std::move(responding);
      responding_of_ = shown;
    }
    return responding_;
  }
  if (!paints_differences()) return shown;
  return pair_.source(library_.cell({view_.choice.subject, against()}).source, shown);
}

bool SessionController::offers(const MapEntry& entry) const {
  if (entry.has(kNeedsDifferences)) return against() >= 0;
  if (entry.has(kNeedsResponse)) {
    const std::shared_ptr<const MapSource> shown = source();
    if (!shown || !shown->has_selectors()) return false;
    const Choice at = view_.choice;
    return std::holds_alternative<NetworkFiles>(files_to_run(library_, at, *shown)) ||
           (subject()->stimuli &&
            std::holds_alternative<FitFiles>(files_to_read(library_, at, *shown)));
  }
  return is_offered(source().get(), entry);
}

std::vector<ModelId> SessionController::models_to_compare() const {
  const std::shared_ptr<const MapSource> shown = source();
  if (!shown) return {};
  return cortiscope::models_to_compare(library_, view_, *shown);
}

ModelId SessionController::against() const {
  const std::shared_ptr<const MapSource> shown = source();
  return shown ? model_against(library_, view_, *shown) : -1;
}

ReadPart SessionController::component() const {
  const std::shared_ptr<const MapSource> shown = source();
  return possible_part(view_.component, shown ? shown->layer_count() : 0);
}

QString SessionController::title() const {
  const LibrarySubject* row = subject();
  if (!row) return {};
  const QString name = QString::fromStdString(row->name);
  const LibraryModel* model = library_.find_model(view_.choice.model);
  if (model && hidden_ == HiddenAnswer::kModel) return tr("Which network? · %1").arg(name);
  return model ? QString::fromStdString(model->name) + QStringLiteral(" · ") + name : name;
}

QString SessionController::painted_title() const {
  return paints_differences() ? text_of(pair_.name()) : title();
}

std::shared_ptr<const OverlayPair> SessionController::chosen_overlay() const {
  const LibrarySubject* row = subject();
  const bool is_there = row && view_.overlay < int(row->overlays.size());
  return is_there ? row->overlays[std::size_t(view_.overlay)] : nullptr;
}

const OverlayPair* SessionController::overlay() const {
  return view_.shows_overlay ? chosen_overlay().get() : nullptr;
}

Painting SessionController::painting() const {
  static const auto kNothing =
      std::make_shared<const MapSource>(bare_source(std::make_shared<const Subject>()));
  const std::shared_ptr<const MapSource> shown = painted_source();
  return painting_of(shown ? shown : kNothing, paint_request_of(view_, chosen_overlay()));
}

ColorRange SessionController::range() const { return painting().range.value_or(ColorRange{}); }

HemisphereColors SessionController::colors(Ground ground) const {
  return painting().colors(ground);
}

std::optional<VertexCard> SessionController::card_at(CortexVertex vertex) const {
  const std::shared_ptr<const MapSource> shown = source();
  if (!shown) return std::nullopt;
  VertexCard card = card_of(*shown, vertex);
  card.regions = names_at((*outlined_)[vertex.hemisphere], vertex.vertex);
  if (const OverlayPair* painted = overlay()) card.overlay = value_text(*painted, vertex);
  if (hidden_ == HiddenAnswer::kVertices) {
    card.read.reset();
    card.truth.reset();
    card.baselines.reset();
  }
  return card;
}

std::optional<VertexCard> SessionController::card() const {
  return view_.picked ? card_at(*view_.picked) : std::nullopt;
}

void SessionController::hide(HiddenAnswer answer) {
  if (answer == hidden_) return;
  const HiddenAnswer before = std::exchange(hidden_, answer);
  const auto concerns = [&](HiddenAnswer which) { return before == which || answer == which; };
  if (concerns(HiddenAnswer::kModel)) Q_EMIT source_changed();
  if (concerns(HiddenAnswer::kVertices)) Q_EMIT picked_changed();
}

void SessionController::choose_first_if_none() {
  if (subject() || library_.subjects().empty()) return;
  choose(library_.first_choice(library_.subjects().front().id));
}

void SessionController::add(const Opened& opened, bool is_named, Warnings* warnings) {
  std::optional<Choice> named;
  if (const auto* subject = std::get_if<OpenedSubject>(&opened)) {
    const std::size_t before = library_.subjects().size();
    const SubjectId id = library_.add_subject(subject->subject, subject->file, subject->images,
                                              subject->cortex_path, subject->image_folder);
    if (library_.subjects().size() == before) steps_.clear();  // they may be of another mesh
    named = library_.first_choice(id);
    if (id == view_.choice.subject) {
      outline_regions();
      Q_EMIT library_changed();
      Q_EMIT subject_changed();
      Q_EMIT source_changed();
      return;
    }
  } else if (const auto* features = std::get_if<OpenedFeatures>(&opened)) {
    library_.add_features(features->info, features->file);
  } else if (const auto* network = std::get_if<OpenedNetwork>(&opened)) {
    library_.add_network(network->name, network->file);
  } else if (const auto* fit = std::get_if<OpenedFit>(&opened)) {
    const Choice at = add_fit(*fit->fit, fit->file, fit->is_installed);
    if (is_named) choose(at);
    return;
  } else if (const auto* images = std::get_if<OpenedImages>(&opened)) {
    library_.add_stimuli(images->stimuli, images->file);
    Q_EMIT image_changed();
  } else if (const auto* picture = std::get_if<OpenedPicture>(&opened)) {
    view_.picture = picture->picture;
    Q_EMIT image_changed();
    const auto shown = source();
    const bool can_respond =
        shown && std::holds_alternative<NetworkFiles>(files_to_run(library_, view_.choice, *shown));
    if (is_named && can_respond) set_map({"response"});
    return;
  } else {
    add_onto_cortex(opened, warnings);
    return;
  }
  Q_EMIT library_changed();
  if (is_named && named) choose(*named);
  choose_first_if_none();
}

/// Overlays and regions.
void SessionController::add_onto_cortex(const Opened& opened, Warnings* warnings) {
  const auto* overlay = std::get_if<OpenedOverlay>(&opened);
  const auto* regions = std::get_if<OpenedRegions>(&opened);
  if (!subject()) {
    throw Error(ErrorKind::kBadValue, (overlay ? overlay->file : regions->file).filename().string(),
                "expected a cortex to put it on, found none open",
                "open a subject or a cortex first");
  }
  if (overlay) {
    const int first = library_.add_overlays(view_.choice.subject, *overlay->maps, warnings);
    view_.ranges.erase(kOverlayName);
    view_.style = {};
    show_overlay(first);
    Q_EMIT map_changed();
    Q_EMIT picked_changed();
  } else {
    RegionList all = subject()->regions;
    all.add_opened(fitted_to(*regions->regions, subject()->subject->cortex, warnings));
    if (regions->maps) {
      library_.add_overlays(view_.choice.subject, *regions->maps);
      Q_EMIT map_changed();
    }
    const QString what = tr("opening %1").arg(text_of(regions->regions->name));
    steps_.beginMacro(what);
    set_regions(true);
    change_regions(what, std::move(all));
    steps_.endMacro();
  }
}

Choice SessionController::add_fit(const FitResult& fit, const std::filesystem::path& file,
                                  bool is_installed) {
  const Choice at = library_.add_fit(fit, file, is_installed);
  Q_EMIT library_changed();
  choose_first_if_none();
  if (at == view_.choice || paints_differences()) Q_EMIT source_changed();
  return at;
}

void SessionController::add_clusters(Choice at, const std::shared_ptr<const MapSource>& of,
                                     std::shared_ptr<const ClusteredSubject> clusters) {
  if (!library_.contains(at)) return;
  library_.add_clusters(at, of, std::move(clusters));
  if (at == view_.choice) Q_EMIT source_changed();
}

void SessionController::set_response(Choice at, const std::string& created,
                                     std::shared_ptr<const PredictedResponse> response) {
  response_ = {at, created, std::move(response)};
  if (paints_response()) Q_EMIT map_changed();
}

void SessionController::add_unsaved_fit(Choice at, const FitResult& fit,
                                        const std::filesystem::path& file) {
  if (!library_.contains(at)) return;
  library_.add_unsaved_fit(at, fit, file);
  Q_EMIT library_changed();
  if (at == view_.choice) Q_EMIT source_changed();
}

void SessionController::forget_unsaved_fit(Choice at) {
  if (!library_.contains(at)) return;
  library_.forget_unsaved_fit(at);
  Q_EMIT library_changed();
  if (at == view_.choice) Q_EMIT source_changed();
}

void SessionController::show_running(Choice at, const FitProgress& progress) {
  if (!library_.contains(at) || !progress.snapshot) return;
  const bool is_first = !running_ || running_at_ != at;
  const bool has_fit = library_.cell(at).source != nullptr;
  if (is_first && has_fit && progress.snapshot->validation_r2.empty()) return;
  const LibrarySubject& row = *library_.find_subject(at.subject);
  const LibraryModel& model = *library_.find_model(at.model);
  const auto fresh = std::make_shared<MapSource>();
  fresh->kind = MapSource::Kind::kRunning;
  fresh->subject = row.subject;
  fresh->features.network = model.name;
  fresh->features.is_synthetic = model.is_synthetic;
  fresh->selectors = progress.snapshot->selectors;
  fresh->score = progress.snapshot->validation_r2;
  fresh->score.resize(std::size_t(row.subject->vertex_count()),
                      std::numeric_limits<float>::quiet_NaN());
  fresh->score_name = "validation R²";
  running_ = fresh;
  running_at_ = at;
  if (at != view_.choice) return;
  if (is_first) {
    keep_map_possible();
    Q_EMIT source_changed();
  } else {
    Q_EMIT source_renewed();
  }
}

void SessionController::end_running() {
  const bool was_shown = running_ && running_at_ == view_.choice;
  running_.reset();
  library_.look_for_checkpoints();
  Q_EMIT library_changed();
  if (was_shown) Q_EMIT source_changed();
}

/// A map of a layer that the network shown does not have becomes that of its last.
void SessionController::keep_map_possible() {
  const std::shared_ptr<const MapSource> shown = source();
  if (!shown || !entry_of(view_.map).has(kTakesLayer) || !shown->has_selectors()) return;
  if (view_.map.layer <= shown->layer_count()) return;
  view_.map.layer = shown->layer_count();
  Q_EMIT map_changed();
}

void SessionController::choose(Choice choice) {
  if (choice == view_.choice) return;
  const bool is_other_subject = choice.subject != view_.choice.subject;
  const std::shared_ptr<const Subject> before = subject() ? subject()->subject : nullptr;
  view_.choice = choice;
  keep_map_possible();
  if (is_other_subject) {
    const LibrarySubject* now = subject();
    const bool has_same_vertices = before && now &&
                                   before->cortex.name == now->subject->cortex.name &&
                                   is_same_mesh(before->cortex, now->subject->cortex);
    if (!has_same_vertices) view_.picked.reset();
    view_.image = 0;
    view_.ranges.erase(kOverlayName);
    view_.overlay = 0;
    view_.style = {};
    outline_regions();
    if (!can_draw()) set_drawing(false);
    Q_EMIT subject_changed();
    Q_EMIT image_changed();
  }
  Q_EMIT source_changed();
  if (is_other_subject) Q_EMIT picked_changed();
}

void SessionController::step_model(int by) { choose(library_.step(view_.choice, by, 0)); }
void SessionController::step_subject(int by) { choose(library_.step(view_.choice, 0, by)); }

/// Steps keep the selection: an undone map is that of the model chosen now.
void SessionController::change_look(const QString& what, const Look& after, int joint) {
  steps_.push(new ChangeStep<Look>(
      what, view_, after, [this](const Look& look) { put_look(look); }, joint));
}

void SessionController::put_look(const Look& look) {
  const Look before = view_;
  static_cast<Look&>(view_) = restored(look, before);
  const std::set<LookPart> parts = changed_parts(before, view_);
  const auto changed = [&](LookPart part) { return parts.count(part) > 0; };
  if (changed(LookPart::kPosition)) Q_EMIT looked_at_changed();
  if (changed(LookPart::kMap)) {
    keep_map_possible();
    Q_EMIT map_changed();
  }
  if (changed(LookPart::kRange)) Q_EMIT range_changed();
  if (changed(LookPart::kRegionColors)) outline_regions();
  if (changed(LookPart::kSurface) || changed(LookPart::kRegionColors)) Q_EMIT surface_changed();
  if (changed(LookPart::kSide)) Q_EMIT side_changed();
}

void SessionController::set_map(const Map& map) {
  if (map == view_.map && !view_.looked_at && !view_.shows_overlay) return;
  Look after = view_;
  after.map = map;
  after.shows_overlay = false;
  after.looked_at.reset();
  change_look(tr("map"), after);
}

void SessionController::set_against(ModelId model) {
  if (model == against()) return;
  view_.against = model;
  Q_EMIT map_changed();
}

void SessionController::set_component(const ReadPart& component) {
  if (component == view_.component) return;
  Look after = view_;
  after.component = component;
  change_look(tr("component of the response"), after);
}

void SessionController::set_quantity(MapQuantity quantity) {
  if (quantity == view_.quantity) return;
  Look after = view_;
  after.quantity = quantity;
  after.ranges.erase(view_.map.name);
  change_look(tr("what the map is of"), after);
}

void SessionController::show_overlay() { show_overlay(view_.overlay); }

void SessionController::show_overlay(int place) {
  if (!subject() || place >= int(subject()->overlays.size())) return;
  Look after = view_;
  after.shows_overlay = true;
  after.looked_at.reset();
  if (place != after.overlay) {
    after.overlay = place;
    after.ranges.erase(kOverlayName);
    after.style = {};
  }
  change_look(tr("overlay"), after);
}

void SessionController::set_style(const OverlayStyle& style) {
  if (style == view_.style || !(style.threshold >= 0)) return;
  Look after = view_;
  after.style = style;
  change_look(tr("colours of the overlay"), after);
}

void SessionController::set_range(ColorRange range) {
  const Painting shown = painting();
  if (!shown.range) return;
  if (const MapEntry* entry = find_map(shown.name); entry && entry->has(kNeedsDifferences)) {
    const float limit = std::abs(range.low != shown.range->low ? range.low : range.high);
    range = {-limit, limit};
  }
  if (range == *shown.range || !(range.low < range.high)) return;
  Look after = view_;
  after.ranges[shown.name] = range;
  change_look(tr("colour range"), after);
}

void SessionController::reset_range() {
  Look after = view_;
  after.ranges.erase(painting().name);
  if (overlay()) after.style = {};
  change_look(tr("colour range"), after);
}

void SessionController::set_folded(SurfaceKind kind) {
  if (kind == view_.folded && view_.shows_folds) return;
  Look after = view_;
  after.folded = kind;
  after.shows_folds = true;
  change_look(tr("form"), after);
}

void SessionController::set_side(Side side) {
  if (side == view_.side) {
    view_.folds_camera = cortex_camera_from(side);
    Q_EMIT side_changed();
    return;
  }
  Look after = view_;
  after.side = side;
  change_look(tr("side"), after);
}

void SessionController::note_cameras(const CortexCamera& folds, const CortexCamera& flat) {
  view_.folds_camera = folds;
  view_.flat_camera = flat;
}

void SessionController::show(const QString& what, const Look& look) {
  choose(look.choice);
  set_against(look.against);
  if (look.image != view_.image) show_image(look.image);
  if (look.picked != view_.picked) pick(look.picked);
  Look step = with_selection_of(look, view_);
  if (!changed_parts(view_, restored(step, view_)).empty()) change_look(what, step);
  const bool is_moved =
      look.folds_camera != view_.folds_camera || look.flat_camera != view_.flat_camera;
  if (!is_moved) return;
  note_cameras(look.folds_camera, look.flat_camera);
  Q_EMIT cameras_changed();
}

bool SessionController::show_figure(const FigureRequest& figure) {
  const std::optional<Choice> at = choice_of_figure(library_, figure);
  if (!at) return false;
  const Look after = look_of_figure(view_, figure);
  std::optional<OverlayPair> shown;
  if (figure.overlay) {
    shown = read_overlay_pair(figure.overlay->file, nullptr, figure.overlay->map);
  }
  std::optional<RegionList> outlined;
  if (figure.outlined) outlined = outlined_in(figure, *library_.find_subject(at->subject));
  choose(*at);
  if (const ModelId first = model_against_of_figure(library_, figure, *at); first >= 0) {
    set_against(first);
  }
  Look step = after;
  step.choice = view_.choice;
  if (shown) step.overlay = library_.add_overlays(at->subject, {*shown});
  const QString what = tr("view of a figure");
  steps_.beginMacro(what);
  change_look(what, step);
  if (outlined) change_regions(what, std::move(*outlined));
  steps_.endMacro();
  if (!figure.look) return true;
  note_cameras(after.folds_camera, after.flat_camera);
  Q_EMIT cameras_changed();
  return true;
}

void SessionController::set_layout(bool shows_folds, bool shows_flat) {
  if (shows_folds == view_.shows_folds && shows_flat == view_.shows_flat) return;
  Look after = view_;
  after.shows_folds = shows_folds || !shows_flat;
  after.shows_flat = shows_flat;
  change_look(tr("layout"), after);
}

void SessionController::set_flag(bool Look::*flag, bool is_set, const QString& what) {
  if (view_.*flag == is_set) return;
  Look after = view_;
  after.*flag = is_set;
  change_look(what, after);
}

void SessionController::set_regions(bool are_shown) {
  set_flag(&Look::shows_regions, are_shown, tr("region borders"));
}

void SessionController::set_region_names(bool are_shown) {
  set_flag(&Look::shows_region_names, are_shown, tr("region names"));
}

void SessionController::set_shows_all(bool are_shown) {
  set_flag(&Look::shows_all, are_shown, tr("vertices without evidence"));
}

void SessionController::set_region_colors(bool are_shown) {
  set_flag(&Look::shows_region_colors, are_shown, tr("region colours"));
}

void SessionController::set_clusters(int count) {
  if (count == view_.clusters || count < 1) return;
  Look after = view_;
  after.clusters = count;
  after.isolated.reset();
  change_look(tr("number of clusters"), after, kJointClusters);
}

void SessionController::isolate_cluster(int cluster) {
  const bool is_again = view_.isolated && view_.isolated->cluster == cluster;
  Look after = view_;
  after.isolated = IsolatedCluster{cluster, is_again ? view_.isolated->merges + 1 : 0};
  const PaintRequest wanted = paint_request_of(after, nullptr);
  if (is_again && painting_of(source(), wanted).is_isolated.empty()) after.isolated.reset();
  change_look(tr("cluster shown alone"), after);
}

void SessionController::show_all_clusters() {
  if (!view_.isolated) return;
  Look after = view_;
  after.isolated.reset();
  change_look(tr("all clusters"), after);
}

void SessionController::set_safe_colors(bool are_safe) {
  set_flag(&Look::has_safe_colors, are_safe, tr("colours for every colour vision"));
}

void SessionController::set_drawing(bool is_drawing) {
  if (is_drawing == view_.is_drawing || (is_drawing && !can_draw())) return;
  if (is_drawing) {
    set_layout(view_.shows_folds, true);
    set_regions(true);
  }
  view_.is_drawing = is_drawing;
  Q_EMIT drawing_changed();
}

bool SessionController::can_draw() const {
  return subject() && has_form(subject()->subject->cortex, SurfaceKind::kFlat);
}

void SessionController::change_regions(const QString& what, RegionList after, int joint) {
  const SubjectId id = view_.choice.subject;
  steps_.push(new ChangeStep<RegionList>(
      what, subject()->regions, std::move(after),
      [this, id](const RegionList& regions) { put_regions(id, regions); }, joint));
}

void SessionController::outline_regions() {
  if (!subject()) return;
  outlined_ = std::make_shared<const HemisphereRegions>(
      subject()->regions.shown(view_.shows_region_colors));
}

void SessionController::put_regions(SubjectId subject, const RegionList& regions) {
  library_.set_regions(subject, regions);
  outline_regions();
  if (subject != view_.choice.subject) {
    choose({subject, view_.choice.model});  // where it can be seen
    return;
  }
  Q_EMIT regions_changed();
  Q_EMIT picked_changed();
}

int SessionController::draw_region(Hemisphere hemisphere, std::vector<int> vertices) {
  RegionList all = subject()->regions;
  const int id = all.add_drawn(hemisphere, std::move(vertices));
  change_regions(tr("drawing a region"), std::move(all), id);
  return id;
}

void SessionController::name_drawn_region(int id, const std::string& name) {
  RegionList all = subject()->regions;
  if (all.rename(id, name)) change_regions(tr("drawing a region"), std::move(all), id);
}

void SessionController::rename_region(int id, const std::string& name) {
  RegionList all = subject()->regions;
  if (all.rename(id, name)) change_regions(tr("renaming a region"), std::move(all));
}

void SessionController::remove_region(int id) {
  const ListedRegion* region = subject()->regions.find(id);
  if (!region) return;
  const QString what = tr("deleting %1").arg(text_of(region->region->name));
  RegionList all = subject()->regions;
  all.remove(id);
  change_regions(what, std::move(all));
}

void SessionController::show_regions(const std::vector<int>& ids, bool are_shown) {
  RegionList all = subject()->regions;
  for (const int id : ids) all.show(id, are_shown);
  change_regions(are_shown ? tr("showing regions") : tr("hiding regions"), std::move(all));
}

void SessionController::remove_opened_regions() {
  if (!subject()) return;
  RegionList all = subject()->regions;
  all.remove_opened();
  change_regions(tr("regions of the cortex"), std::move(all));
}

void SessionController::save_region(SubjectId subject, int id, const std::filesystem::path& file) {
  const LibrarySubject& row = *library_.find_subject(subject);
  const ListedRegion* listed = row.regions.find(id);
  if (!listed) return;
  const Cortex& cortex = row.subject->cortex;
  write_label(*listed->region, label_surface(cortex[listed->hemisphere]), cortex.name, file);
  library_.note_saved(subject, id);
  Q_EMIT regions_changed();
}

void SessionController::pick(std::optional<CortexVertex> vertex) {
  view_.picked = vertex;
  Q_EMIT picked_changed();
  if (vertex) Q_EMIT vertex_picked();
}

void SessionController::hover(std::optional<CortexVertex> vertex) {
  Q_EMIT hovered_changed(vertex);
}

void SessionController::look_at(std::optional<ImagePart> part) {
  if (part == view_.looked_at) return;
  Look after = view_;
  after.looked_at = part;
  change_look(tr("position on the stimulus"), after);
}

void SessionController::show_image(int image) {
  view_.image = image;
  view_.picture.reset();
  Q_EMIT image_changed();
}

void SessionController::step_image(int by) {
  const LibrarySubject* row = subject();
  if (!row || !row->stimuli) return;
  show_image(stepped_image(view().image, by, int(row->stimuli->images.size())));
}

}  // namespace cortiscope
