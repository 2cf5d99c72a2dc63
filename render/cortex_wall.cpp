#include "render/cortex_wall.h"

#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "render/external_context_window.h"
#include "render/headless_window.h"
#include "render/shared_surface.h"

namespace cortiscope {

struct CortexWall::Scene {
  std::shared_ptr<SurfacePool> pool = std::make_shared<SurfacePool>();
  vtkNew<vtkRenderer> backdrop;  // clears what lies between the tiles
  std::vector<std::unique_ptr<CortexView>> tiles;
  std::vector<WallPane> panes;
  int width = 1, height = 1;
  CortexCamera camera;
  Rgb8 background = {255, 255, 255};
  ExternalContextWindow* shown_in = nullptr;

  const WallPane* pane_of(std::size_t tile) const {
    const auto found = std::find_if(panes.begin(), panes.end(),
                                    [&](const WallPane& pane) { return pane.tile == tile; });
    return found == panes.end() ? nullptr : &*found;
  }

  void set_window(ExternalContextWindow* window) {
    for (const auto& tile : tiles) tile->show_in(nullptr);
    if (shown_in) shown_in->window()->RemoveRenderer(backdrop);
    shown_in = window;
    if (!window) return;
    window->window()->AddRenderer(backdrop);  // the first: it is drawn under the tiles
    for (const auto& tile : tiles) tile->show_in(window);
  }
};

CortexWall::CortexWall() : scene_(std::make_unique<Scene>()) { set_background(scene_->background); }

CortexWall::~CortexWall() { show_in(nullptr); }

void CortexWall::set_tile_count(std::size_t count) {
  Scene& s = *scene_;
  while (s.tiles.size() > count) s.tiles.pop_back();
  while (s.tiles.size() < count) {
    s.tiles.push_back(std::make_unique<CortexView>(s.pool));
    CortexView& added = *s.tiles.back();
    added.set_background(s.background);
    added.set_camera(s.camera);
    added.show_in(s.shown_in);
  }
  s.panes.clear();
  for (const auto& tile : s.tiles) tile->set_drawn(false);
}

std::size_t CortexWall::tile_count() const { return scene_->tiles.size(); }

CortexView& CortexWall::tile(std::size_t tile) { return *scene_->tiles[tile]; }
const CortexView& CortexWall::tile(std::size_t tile) const { return *scene_->tiles[tile]; }

void CortexWall::place(int width, int height, double pixel_ratio, std::vector<WallPane> panes) {
  Scene& s = *scene_;
  s.width = width;
  s.height = height;
  s.panes.clear();
  for (const auto& tile : s.tiles) tile->set_drawn(false);
  for (const WallPane& pane : panes) {
    assert(pane.tile < s.tiles.size());
    if (pane.box.is_empty() || pane.shown.is_empty()) continue;
    s.panes.push_back(pane);
    CortexView& tile = *s.tiles[pane.tile];
    const PixelBox part = {pane.shown.x - pane.box.x, pane.shown.y - pane.box.y, pane.shown.width,
                           pane.shown.height};
    tile.set_size(pane.box.width, pane.box.height, pixel_ratio);
    tile.set_part(part, {-pane.box.x, -pane.box.y, width, height});
    tile.set_drawn(true);
  }
}

const std::vector<WallPane>& CortexWall::panes() const { return scene_->panes; }

void CortexWall::set_camera(const CortexCamera& camera) {
  scene_->camera = camera;
  for (const auto& tile : scene_->tiles) tile->set_camera(camera);
}

const CortexCamera& CortexWall::camera() const { return scene_->camera; }

void CortexWall::set_background(Rgb8 color) {
  scene_->background = color;
  scene_->backdrop->SetBackground(color.r / 255.0, color.g / 255.0, color.b / 255.0);
  scene_->backdrop->SetBackgroundAlpha(1);
  for (const auto& tile : scene_->tiles) tile->set_background(color);
}

const WallPane* CortexWall::pane_at(double x, double y) const {
  const std::vector<WallPane>& panes = scene_->panes;
  const auto found = std::find_if(panes.begin(), panes.end(),
                                  [&](const WallPane& pane) { return pane.shown.contains(x, y); });
  return found == panes.end() ? nullptr : &*found;
}

std::optional<WallVertex> CortexWall::vertex_at(double x, double y) const {
  const WallPane* pane = pane_at(x, y);
  if (!pane) return std::nullopt;
  const auto vertex = tile(pane->tile).vertex_at(x - pane->box.x, y - pane->box.y);
  return vertex ? std::optional(WallVertex{pane->tile, *vertex}) : std::nullopt;
}

std::optional<SeenVertex> CortexWall::place_of(WallVertex vertex) const {
  const WallPane* pane = scene_->pane_of(vertex.tile);
  if (!pane) return std::nullopt;
  std::optional<SeenVertex> seen = tile(vertex.tile).place_of(vertex.vertex);
  if (!seen) return std::nullopt;
  seen->pixel += Eigen::Vector2d(pane->box.x, pane->box.y);
  if (!pane->shown.contains(seen->pixel.x(), seen->pixel.y())) return std::nullopt;
  return seen;
}

void CortexWall::show_in(ExternalContextWindow* window) {
  if (window != scene_->shown_in) scene_->set_window(window);
}

void CortexWall::render(int samples) {
  assert(scene_->shown_in);
  scene_->shown_in->render(scene_->width, scene_->height, samples);
}

Raster CortexWall::draw_in(HeadlessWindow& window) {
  assert(!scene_->shown_in);
  scene_->set_window(&window.context_window());
  Raster picture;
  try {
    window.render(scene_->width, scene_->height);
    picture = window.picture();
  } catch (...) {
    scene_->set_window(nullptr);
    throw;
  }
  scene_->set_window(nullptr);
  return picture;
}

}  // namespace cortiscope
