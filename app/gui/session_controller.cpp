#include "app/gui/session_controller.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "app/gui/change_step.h"
#include "app/session/snapshot_source.h"
#include "render/cortex_form.h"
#include "render/unfolding.h"

namespace cortiscope {

namespace {

constexpr int kJointClusters = 1;  // numbers of clusters passed by a slider are one step

}  // namespace

SessionController::SessionController(QObject* parent) : QObject(parent) {
  connect(&stimulus_reader_, &StimulusReader::read_ended, this, &SessionController::stimuli_read);
}

const LibrarySubject* SessionController::subject() const {
  return library_.find_subject(view_.choice.subject);
}

const LibraryCell* SessionController::cell() const {
  return library_.contains(view_.choice) ? &library_.cell(view_.choice) : nullptr;
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
  at_snapshot_.reset();
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
  if (view_.folded != before.folded) end_unfolding();
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

void SessionController::set_snapshot(std::optional<int> which) {
  const std::shared_ptr<const MapSource> fit = source();
  const int count = fit && fit->snapshots ? int(fit->snapshots->size()) : 0;
  const int wanted = which && *which >= 0 && *which < count ? *which : -1;
  if (wanted == snapshot().value_or(-1)) return;
  at_snapshot_.reset();
  if (wanted >= 0) at_snapshot_ = std::make_shared<const MapSource>(snapshot_source(fit, wanted));
  snapshot_ = wanted;
  Q_EMIT snapshot_changed();
}

void SessionController::reset_range() {
  Look after = view_;
  after.ranges.erase(painting().name);
  if (overlay()) after.style = {};
  change_look(tr("colour range"), after);
}

void SessionController::set_folded(SurfaceKind kind) {
  end_unfolding();
  if (kind == view_.folded && view_.shows_folds) return;
  Look after = view_;
  after.folded = kind;
  after.shows_folds = true;
  change_look(tr("form"), after);
}

void SessionController::end_unfolding() {
  if (!view_.unfolding) return;
  view_.unfolding.reset();
  Q_EMIT unfolding_changed();
}

bool SessionController::can_unfold() const {
  return subject() && cortiscope::can_unfold(subject()->subject->cortex);
}

float SessionController::unfolding() const {
  if (view_.unfolding && can_unfold()) return *view_.unfolding;
  const bool is_folded = view_.folded == SurfaceKind::kPial || view_.folded == SurfaceKind::kWhite;
  return is_folded ? kAtFolded : kAtInflated;
}

void SessionController::set_unfolding(float at) {
  at = std::clamp(at, kAtFolded, kAtFlat);
  if (!can_unfold() || at == unfolding()) return;
  if (at == kAtInflated) return set_folded(SurfaceKind::kInflated);
  if (at == kAtFolded) return set_folded(folded_kind(subject()->subject->cortex));
  view_.unfolding = at;
  set_layout(true, view_.shows_flat);
  Q_EMIT unfolding_changed();
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

void SessionController::set_cameras(const CortexCamera& folds, const CortexCamera& flat) {
  note_cameras(folds, flat);
  Q_EMIT cameras_changed();
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
  if (is_moved) set_cameras(look.folds_camera, look.flat_camera);
}

void SessionController::set_layout(bool shows_folds, bool shows_flat) {
  if (shows_folds == view_.shows_folds && shows_flat == view_.shows_flat) return;
  Look after = view_;
  after.shows_folds = shows_folds || !shows_flat;
  after.shows_flat = shows_flat;
  change_look(tr("layout"), after);
}

void SessionController::set_hemispheres(ShownSides shown) {
  if (shown == view_.hemispheres) return;
  Look after = view_;
  after.hemispheres = shown;
  change_look(tr("hemispheres"), after);
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

void SessionController::highlight_layer(int layer) {
  if (layer == view_.layer_alone) return;
  view_.layer_alone = layer;
  Q_EMIT highlighted_layer_changed();
}

}  // namespace cortiscope
