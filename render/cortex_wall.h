#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "core/data/cortex.h"
#include "core/data/image.h"
#include "render/cortex_camera.h"
#include "render/cortex_view.h"
#include "render/pixel_box.h"
#include "render/raster.h"

namespace cortiscope {

class ExternalContextWindow;
class HeadlessWindow;

/// A vertex of one tile of a wall.
struct WallVertex {
  std::size_t tile = 0;
  CortexVertex vertex;
};

/// Where a tile is drawn. Both boxes are in pixels of the wall.
struct WallPane {
  std::size_t tile = 0;
  PixelBox box;    ///< of the tile's whole image
  PixelBox shown;  ///< the part of it that is drawn, inside `box`
};

/// Many cortices in one image, seen by one camera: the small multiples of a window.
///
/// All are drawn into one OpenGL context, and tiles with the same surface share its geometry there.
/// Each tile is the image that a CortexView of its own gives. Belongs to the thread that made it.
class CortexWall {
 public:
  CortexWall();
  ~CortexWall();
  CortexWall(const CortexWall&) = delete;
  CortexWall& operator=(const CortexWall&) = delete;

  /// New tiles show no cortex, and no tile is placed.
  void set_tile_count(std::size_t count);
  std::size_t tile_count() const;

  /// What a tile shows; its size and its camera are the wall's to set. @pre tile < tile_count()
  CortexView& tile(std::size_t tile);
  const CortexView& tile(std::size_t tile) const;

  /// Sets the size, in pixels, and where tiles are drawn. Tiles without a pane, or with one that is
  /// empty, are not drawn. Panes may lie over each other: of tiles that are each shown in part.
  /// @param pixel_ratio  scales lines, as CortexView::set_size
  /// @pre a tile has one pane at most
  void place(int width, int height, double pixel_ratio, std::vector<WallPane> panes);
  const std::vector<WallPane>& panes() const;

  /// Of all tiles.
  void set_camera(const CortexCamera& camera);
  const CortexCamera& camera() const;

  /// Of all tiles and of what is between them. White at first.
  void set_background(Rgb8 color);

  /// The pane at a pixel from the upper left corner, or nullptr.
  const WallPane* pane_at(double x, double y) const;

  /// The vertex drawn at a pixel, as CortexView::vertex_at.
  std::optional<WallVertex> vertex_at(double x, double y) const;

  /// The position in the wall of a tile's vertex; absent where it is not drawn: the tile has no
  /// pane, or shows another part.
  std::optional<SeenVertex> place_of(WallVertex vertex) const;

  /// Sets the borrowed window to draw into. The caller keeps it alive until it sets another, or
  /// nullptr.
  void show_in(ExternalContextWindow* window);

  /// Draws a frame into the borrowed window. @pre one is set, and tiles are placed
  /// @param samples  per pixel, for soft edges; 0 for hard ones
  void render(int samples);

  /// Draws off screen. @pre no window is set, and tiles are placed
  /// @throws Error  kInternal: the size is too large
  Raster draw_in(HeadlessWindow& window);

 private:
  struct Scene;
  std::unique_ptr<Scene> scene_;
};

}  // namespace cortiscope
