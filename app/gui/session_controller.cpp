#include "app/gui/session_controller.h"

#include <limits>

#include "app/gui/session/looking_at.h"
#include "core/base/error.h"

namespace cortiscope {

SessionController::SessionController(QObject* parent) : QObject(parent) {}

const LibrarySubject* SessionController::subject() const {
  const int row = view_.choice.subject;
  const auto& subjects = library_.subjects();
  return row >= 0 && row < int(subjects.size()) ? &subjects[std::size_t(row)] : nullptr;
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

QString SessionController::title() const {
  const LibrarySubject* row = subject();
  if (!row) return {};
  const QString name = QString::fromStdString(row->name);
  if (!library_.contains(view_.choice)) return name;
  const LibraryModel& model = library_.models()[std::size_t(view_.choice.model)];
  return QString::fromStdString(model.name) + QStringLiteral(" · ") + name;
}

const OverlayPair* SessionController::overlay() const {
  const LibrarySubject* row = subject();
  return view_.shows_overlay && row ? row->overlay.get() : nullptr;
}

OverlayScale SessionController::overlay_scale() const {
  OverlayScale scale = scale_of(overlay()->values);
  if (view_.overlay_range) scale.range = *view_.overlay_range;
  return scale;
}

ColorRange SessionController::range() const {
  return overlay() ? overlay_scale().range : view_.range();
}

std::array<std::vector<Rgb8>, 2> SessionController::colors(Ground ground) const {
  const std::shared_ptr<const MapSource> shown = source();
  if (!shown) return {};
  if (view_.looked_at && shown->has_selectors()) {
    const std::vector<float> looking =
        looking_at(shown->selectors, view_.looked_at->x, view_.looked_at->y);
    MapColors colors = looking_colors(looking);
    mask_below_ceiling(colors, shown->subject->noise_ceiling, kLeastCeiling);
    return paint(*shown->subject, colors, ground);
  }
  if (const OverlayPair* painted = overlay()) {
    return overlay_colors(painted->values, overlay_scale(), shown->subject->cortex, ground);
  }
  return colors_of(*shown, view_.map, view_.range(), ground);
}

std::optional<VertexCard> SessionController::card_at(CortexVertex vertex) const {
  const std::shared_ptr<const MapSource> shown = source();
  if (!shown) return std::nullopt;
  VertexCard card = card_of(*shown, vertex);
  if (const auto& regions = subject()->regions) {
    card.regions = names_at((*regions)[vertex.hemisphere], vertex.vertex);
  }
  if (const OverlayPair* painted = overlay()) {
    const std::vector<float>& values = painted->values[vertex.hemisphere];
    card.overlay_name = painted->name;
    card.overlay = values.empty() ? std::numeric_limits<float>::quiet_NaN()
                                  : values[std::size_t(vertex.vertex)];
  }
  return card;
}

std::optional<VertexCard> SessionController::card() const {
  return view_.picked ? card_at(*view_.picked) : std::nullopt;
}

void SessionController::choose_first_if_none() {
  if (subject() || library_.subjects().empty()) return;
  Choice first{0, -1};
  for (int model = 0; model < int(library_.models().size()); ++model) {
    if (library_.cell({0, model}).is_empty()) continue;
    first.model = model;
    break;
  }
  choose(first);
}

void SessionController::add(const Opened& opened) {
  const std::shared_ptr<const MapSource> before = source();
  const std::size_t columns = library_.models().size();
  if (const auto* subject = std::get_if<OpenedSubject>(&opened)) {
    const int row = library_.add_subject(subject->subject, subject->file, subject->images);
    if (library_.models().size() > columns && columns > 0 && view_.choice.model >= 0) {
      ++view_.choice.model;  // the known answer came in front
    }
    if (row == view_.choice.subject) {
      Q_EMIT library_changed();
      Q_EMIT subject_changed();
      Q_EMIT source_changed();
      return;
    }
  } else if (const auto* features = std::get_if<OpenedFeatures>(&opened)) {
    library_.add_features(features->info, features->file);
  } else if (const auto* fit = std::get_if<OpenedFit>(&opened)) {
    add_fit(*fit->fit, fit->file);
    return;
  } else if (const auto* images = std::get_if<OpenedImages>(&opened)) {
    library_.add_stimuli(images->stimuli, images->file);
    Q_EMIT image_changed();
  } else if (const auto* picture = std::get_if<OpenedPicture>(&opened)) {
    view_.picture = picture->picture;
    Q_EMIT image_changed();
    return;
  } else {
    add_onto_cortex(opened);
    return;
  }
  Q_EMIT library_changed();
  choose_first_if_none();
}

/// Overlays and regions.
void SessionController::add_onto_cortex(const Opened& opened) {
  const auto* overlay = std::get_if<OpenedOverlay>(&opened);
  const auto* regions = std::get_if<OpenedRegions>(&opened);
  if (!subject()) {
    throw Error(ErrorKind::kBadValue, (overlay ? overlay->file : regions->file).filename().string(),
                "expected a cortex to put it on, found none open",
                "open a subject or a cortex first");
  }
  if (overlay) {
    library_.add_overlay(view_.choice.subject, *overlay->overlay);
    view_.overlay_range.reset();
    show_overlay();
  } else {
    library_.add_regions(view_.choice.subject, *regions->regions);
    view_.shows_regions = true;
    Q_EMIT surface_changed();
  }
  Q_EMIT picked_changed();
}

void SessionController::remove_regions() {
  if (!subject()) return;
  library_.remove_regions(view_.choice.subject);
  Q_EMIT surface_changed();
  Q_EMIT picked_changed();
}

void SessionController::add_fit(const FitResult& fit, const std::filesystem::path& file) {
  const Choice at = library_.add_fit(fit, file);
  Q_EMIT library_changed();
  choose_first_if_none();
  if (at == view_.choice) Q_EMIT source_changed();
}

void SessionController::show_running(Choice at, const FitProgress& progress) {
  if (!library_.contains(at) || !progress.snapshot) return;
  const LibrarySubject& row = library_.subjects()[std::size_t(at.subject)];
  const LibraryModel& model = library_.models()[std::size_t(at.model)];
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
  const bool is_first = !running_ || running_at_ != at;
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
  if (!running_) return;
  running_.reset();
  library_.look_for_checkpoints();
  Q_EMIT library_changed();
  if (running_at_ == view_.choice) Q_EMIT source_changed();
}

/// A weight map of a layer that the network shown does not have becomes that of its last.
void SessionController::keep_map_possible() {
  const std::shared_ptr<const MapSource> shown = source();
  if (!shown || view_.map.kind != MapKind::kWeight || !shown->has_selectors()) return;
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
    const bool is_same_mesh =
        before && now && before->cortex.name == now->subject->cortex.name &&
        before->cortex[kLh].vertex_count() == now->subject->cortex[kLh].vertex_count() &&
        before->cortex[kRh].vertex_count() == now->subject->cortex[kRh].vertex_count();
    if (!is_same_mesh) view_.picked.reset();
    view_.image = 0;
    view_.overlay_range.reset();
    Q_EMIT subject_changed();
    Q_EMIT image_changed();
  }
  Q_EMIT source_changed();
  if (is_other_subject) Q_EMIT picked_changed();
}

void SessionController::step_model(int by) { choose(library_.step(view_.choice, by, 0)); }
void SessionController::step_subject(int by) { choose(library_.step(view_.choice, 0, by)); }

void SessionController::set_map(Map map) {
  if (map == view_.map && !view_.looked_at && !view_.shows_overlay) return;
  view_.map = map;
  view_.shows_overlay = false;
  view_.looked_at.reset();
  keep_map_possible();
  Q_EMIT map_changed();
}

void SessionController::show_overlay() {
  if (!subject() || !subject()->overlay) return;
  view_.shows_overlay = true;
  view_.looked_at.reset();
  Q_EMIT map_changed();
}

void SessionController::set_range(ColorRange range) {
  if (range == this->range() || !(range.low < range.high)) return;
  if (overlay()) {
    view_.overlay_range = range;
  } else {
    view_.ranges[view_.map.kind] = range;
  }
  Q_EMIT range_changed();
}

void SessionController::reset_range() {
  if (overlay()) {
    view_.overlay_range.reset();
  } else {
    view_.ranges.erase(view_.map.kind);
  }
  Q_EMIT range_changed();
}

void SessionController::set_folded(SurfaceKind kind) {
  if (kind == view_.folded && view_.shows_folds) return;
  view_.folded = kind;
  view_.shows_folds = true;
  Q_EMIT surface_changed();
}

void SessionController::set_side(Side side) {
  view_.side = side;
  Q_EMIT side_changed();
}

void SessionController::set_layout(bool shows_folds, bool shows_flat) {
  if (shows_folds == view_.shows_folds && shows_flat == view_.shows_flat) return;
  view_.shows_folds = shows_folds || !shows_flat;
  view_.shows_flat = shows_flat;
  Q_EMIT surface_changed();
}

void SessionController::set_regions(bool are_shown) {
  if (are_shown == view_.shows_regions) return;
  view_.shows_regions = are_shown;
  Q_EMIT surface_changed();
}

void SessionController::pick(std::optional<CortexVertex> vertex) {
  view_.picked = vertex;
  Q_EMIT picked_changed();
}

void SessionController::hover(std::optional<CortexVertex> vertex) {
  Q_EMIT hovered_changed(vertex);
}

void SessionController::look_at(std::optional<ImagePlace> place) {
  view_.looked_at = place;
  Q_EMIT looked_at_changed();
}

void SessionController::show_image(int image) {
  view_.image = image;
  view_.picture.reset();
  Q_EMIT image_changed();
}

}  // namespace cortiscope
