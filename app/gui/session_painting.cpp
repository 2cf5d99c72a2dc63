#include <utility>
#include <variant>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/fit_reading.h"
#include "app/session/maps/maps.h"
#include "app/session/network_reading.h"

// What is painted, and what is known of a vertex.

namespace cortiscope {

std::shared_ptr<const MapSource> SessionController::source() const {
  if (running_ && running_at_ == view_.choice) return running_;
  if (const LibraryCell* chosen = cell(); chosen && chosen->source) return chosen->source;
  const LibrarySubject* row = subject();
  return row ? std::make_shared<const MapSource>(bare_source(row->subject)) : nullptr;
}

std::optional<int> SessionController::snapshot() const {
  const bool is_shown = at_snapshot_ && at_snapshot_->fit == source();
  return is_shown ? std::optional(snapshot_) : std::nullopt;
}

std::shared_ptr<const MapSource> SessionController::shown_source() const {
  return snapshot() ? at_snapshot_ : source();
}

bool SessionController::paints_map() const {
  return !view_.shows_overlay && !view_.looked_at && view_.layer_alone == 0;
}

bool SessionController::paints_differences() const {
  return paints_map() && entry_of(view_.map).has(kNeedsDifferences) && against() >= 0;
}

bool SessionController::paints_response() const {
  const std::shared_ptr<const MapSource> shown = source();
  return paints_map() && entry_of(view_.map).has(kNeedsResponse) && shown && response_.predicted &&
         response_.at == view_.choice && response_.created == shown->made.created;
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
  if (!paints_differences()) return shown_source();
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
  PaintRequest request = paint_request_of(view_, chosen_overlay());
  request.layer_alone = view_.layer_alone;
  return painting_of(shown ? shown : kNothing, request);
}

ColorRange SessionController::range() const { return painting().range.value_or(ColorRange{}); }

HemisphereColors SessionController::colors(Ground ground) const {
  return painting().colors(ground);
}

std::optional<VertexCard> SessionController::card_at(CortexVertex vertex) const {
  const std::shared_ptr<const MapSource> shown = shown_source();
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

}  // namespace cortiscope
