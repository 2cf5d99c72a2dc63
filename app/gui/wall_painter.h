#pragma once

#include <map>
#include <memory>

#include "app/gui/wall_widget.h"
#include "app/session/model_pair.h"
#include "app/session/shown_sides.h"
#include "app/session/wall.h"
#include "core/color/underlay.h"

namespace cortiscope {

class SessionController;
struct Painting;

/// What the tiles of a wall show as the session says: which cortex, in which colours, with which
/// outlines. What several tiles or later paintings share is kept.
class WallPainter {
 public:
  explicit WallPainter(const SessionController& session);

  void set_ground(Ground ground) { ground_ = ground; }
  /// Takes the model that the session sets differences against.
  /// @return  whether it is another one, and all tiles have to be painted again
  bool update_against();
  /// Regions were changed, or how they are outlined.
  void forget_outlines() { outlined_.clear(); }

  /// Whether a tile has a cortex of a form.
  bool can_draw(const WallTile& tile, SurfaceKind form);
  /// What is drawn in a tile's cell: of the hemispheres that the session shows.
  WallWidget::Cell cell_of(const WallTile& tile, SurfaceKind form);
  // Of a cell of the widget that draws the tile.
  void paint(WallWidget& tiles, std::size_t cell, const WallTile& tile);
  /// What the session paints; `tile` is of the subject that it shows.
  void paint_session(WallWidget& tiles, std::size_t cell, const WallTile& tile);
  void outline(WallWidget& tiles, std::size_t cell, const WallTile& tile);

 private:
  /// A subject's cortex without a hemisphere that is not shown.
  struct Alone {
    std::weak_ptr<const Subject> whole;
    ShownSides sides = ShownSides::kBoth;
    std::shared_ptr<const Subject> drawn;
  };
  ShownSides sides_of(const WallTile& tile) const;
  std::shared_ptr<const Subject> drawn_subject(const WallTile& tile);
  std::shared_ptr<const MapSource> painted_source(const WallTile& tile);
  QString missing_in(const WallTile& tile);
  void put_colors(WallWidget& tiles, std::size_t cell, const Painting& painting, ShownSides sides);

  const SessionController& session_;
  Ground ground_ = Ground::kLight;
  ModelId against_ = -1;               // that differences are painted against
  std::map<Choice, ModelPair> pairs_;  // of tiles that paint them
  std::map<const Subject*, Alone> alone_;
  std::map<const Subject*, std::shared_ptr<const HemisphereRegions>> outlined_;
};

}  // namespace cortiscope
