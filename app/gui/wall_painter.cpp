#include "app/gui/wall_painter.h"

#include <QCoreApplication>
#include <utility>

#include "app/gui/session_controller.h"

namespace cortiscope {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("WallView", text); }

}  // namespace

WallPainter::WallPainter(const SessionController& session) : session_(session) {}

bool WallPainter::update_against() {
  const ModelId before = std::exchange(against_, session_.against());
  return before != against_;
}

ShownSides WallPainter::sides_of(const WallTile& tile) const {
  return possible_sides(session_.view().hemispheres, tile.source->subject->cortex);
}

/// Made once a subject: tiles with one cortex share its geometry.
std::shared_ptr<const Subject> WallPainter::drawn_subject(const WallTile& tile) {
  const std::shared_ptr<const Subject>& whole = tile.source->subject;
  const ShownSides sides = sides_of(tile);
  if (!is_one(sides)) {
    alone_.erase(whole.get());
    return whole;
  }
  Alone& alone = alone_[whole.get()];
  if (alone.whole.lock() != whole || alone.sides != sides) {
    auto drawn = std::make_shared<Subject>();
    drawn->name = whole->name;
    drawn->cortex = *shown_of({whole, &whole->cortex}, sides);
    drawn->vertices = only_shown(whole->vertices, sides);
    alone = {whole, sides, std::move(drawn)};
  }
  return alone.drawn;
}

bool WallPainter::can_draw(const WallTile& tile, SurfaceKind form) {
  return tile.source && has_form(drawn_subject(tile)->cortex, form);
}

WallWidget::Cell WallPainter::cell_of(const WallTile& tile, SurfaceKind form) {
  if (!tile.source) return {nullptr, tr("not fitted")};
  if (!can_draw(tile, form)) {
    return {nullptr, form == SurfaceKind::kFlat ? tr("no flatmap") : tr("no such surface")};
  }
  return {drawn_subject(tile), missing_in(tile)};
}

/// What a tile's map is painted from: of differences also the model that all are set against.
std::shared_ptr<const MapSource> WallPainter::painted_source(const WallTile& tile) {
  if (!entry_of(tile.map).has(kNeedsDifferences) || against_ < 0) return tile.source;
  const auto first = session_.library().cell({tile.at.subject, against_}).source;
  const bool is_pair = first && first->has_selectors() && tile.at.model != against_ &&
                       tile.source->kind != MapSource::Kind::kTruth;
  return is_pair ? pairs_[tile.at].source(first, tile.source) : tile.source;
}

/// Why a tile with a cortex has no map; empty where it has.
QString WallPainter::missing_in(const WallTile& tile) {
  WallTile painted = tile;
  painted.source = painted_source(tile);
  if (painted.is_painted(request_of(tile, session_.view()))) return {};
  if (!entry_of(tile.map).has(kNeedsDifferences)) return tr("this map is not known here");
  return tile.at.model == against_ ? tr("A, subtracted from the others") : tr("no fit to subtract");
}

void WallPainter::put_colors(WallWidget& tiles, std::size_t cell, const Painting& painting,
                             ShownSides sides) {
  tiles.set_colors(cell, only_shown(painting.colors(ground_), sides), painting.steps,
                   only_shown(painting.hatched_vertices(), sides));
}

void WallPainter::paint(WallWidget& tiles, std::size_t cell, const WallTile& tile) {
  put_colors(tiles, cell, painting_of(painted_source(tile), request_of(tile, session_.view())),
             sides_of(tile));
}

void WallPainter::paint_session(WallWidget& tiles, std::size_t cell, const WallTile& tile) {
  put_colors(tiles, cell, session_.painting(), sides_of(tile));
}

/// All tiles of a subject share its outlines, which are kept while they stay the same.
void WallPainter::outline(WallWidget& tiles, std::size_t cell, const WallTile& tile) {
  const LibrarySubject* row = session_.library().find_subject(tile.at.subject);
  auto& outlined = outlined_[row->subject.get()];
  if (!outlined) {
    outlined = std::make_shared<const HemisphereRegions>(
        only_shown(row->regions.shown(session_.view().shows_region_colors), sides_of(tile)));
  }
  tiles.set_regions(cell, outlined);
}

}  // namespace cortiscope
