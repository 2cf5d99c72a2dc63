#include "render/cortex_view.h"

#include <vtkCamera.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/data/flat_polygon.h"
#include "render/cortex_form.h"
#include "render/external_context_window.h"
#include "render/headless_window.h"
#include "render/outline.h"
#include "render/painted_surface.h"
#include "render/shared_surface.h"
#include "render/unfolding.h"
#include "render/vertex_locator.h"

namespace cortiscope {
namespace {

constexpr float kEyeMm = 1000;           // from the image plane; beyond every fold
constexpr float kHiddenBehindMm = 1.5F;  // less is the vertex's own neighbourhood
constexpr float kLineWidth = 1.2F;
constexpr int kLooksForARegion = 48;  // before it counts as hidden
constexpr Rgb8 kLineColor = {20, 20, 20};
constexpr Rgb8 kLineHalo = {255, 255, 255};

}  // namespace

struct CortexView::Scene {
  vtkNew<vtkRenderer> renderer;
  std::array<PaintedSurface, 2> painted;

  std::shared_ptr<const Cortex> cortex;
  SurfaceKind kind = SurfaceKind::kInflated;
  std::shared_ptr<SurfacePool> pool;
  std::array<std::shared_ptr<const SharedSurface>, 2> drawn;
  std::array<SurfaceReach, 2> reaches;  // of folded forms
  CortexLayout flat_layout;
  std::unique_ptr<Unfolding> unfolding;  // of the cortex, once it was asked for
  std::optional<float> between;          // how far it is unfolded, where between two forms
  std::shared_ptr<const HemisphereRegions> regions;  // instead of the cortex's own
  bool shows_regions = false;

  CortexCamera camera;
  Placing placing = Placing::kApart;
  double pixel_ratio = 1;
  int width = 1, height = 1;
  PixelBox part = {0, 0, 1, 1};    // of the image, that is drawn
  PixelBox window = {0, 0, 1, 1};  // drawn into, in the image's pixels
  CortexLayout layout;
  PictureFrame frame;

  ExternalContextWindow* shown_in = nullptr;
  std::unique_ptr<HeadlessWindow> own;  // created when first drawn off screen

  const Surface& form(Hemisphere h) const { return drawn[h]->surface(); }

  const std::vector<Region>& regions_of_side(Hemisphere h) const {
    return regions ? (*regions)[h] : regions_of((*cortex)[h]);
  }

  /// The first point of a hemisphere that a ray through a position of the image hits.
  std::optional<SurfaceHit> look_at(Hemisphere h, const Eigen::Vector2f& at_mm, float reach_mm) {
    const Eigen::Affine3f back = layout.places[h].inverse();
    return drawn[h]->locator().first_hit(back * Eigen::Vector3f(at_mm.x(), at_mm.y(), kEyeMm),
                                         back.linear() * -Eigen::Vector3f::UnitZ(), reach_mm);
  }

  bool is_together() const { return placing == Placing::kTogether && kind != SurfaceKind::kFlat; }

  /// Whether the other hemisphere lies in front of a point of one, which only happens together.
  bool is_covered(Hemisphere h, const Eigen::Vector2f& at_mm, float depth_mm) {
    return is_together() && look_at(h == kLh ? kRh : kLh, at_mm, depth_mm).has_value();
  }

  bool is_in_picture(const Eigen::Vector2f& at_mm) const {
    const Eigen::Vector2d pixel = frame.to_pixels(at_mm);
    return pixel.x() >= 0 && pixel.y() >= 0 && pixel.x() <= width && pixel.y() <= height;
  }

  /// In the image plane, a position where a region is visible: the middle of its visible part, or
  /// the nearest one found with a few rays.
  std::optional<Eigen::Vector2f> seen_place(Hemisphere h, const std::vector<int>& region,
                                            const std::vector<bool>& faces_eye) {
    std::vector<Eigen::Vector3f> places;
    std::size_t facing = 0;
    for (const int v : region) {
      if (!faces_eye[std::size_t(v)]) continue;
      ++facing;
      const Eigen::Vector3f place = layout.places[h] * form(h).vertices[std::size_t(v)];
      if (is_in_picture(place.head<2>())) places.push_back(place);
    }
    if (places.empty() || 2 * facing < region.size()) return std::nullopt;
    Eigen::Vector2f middle = {0, 0};
    for (const Eigen::Vector3f& place : places) middle += place.head<2>();
    middle /= float(places.size());
    const auto hit = look_at(h, middle, 2 * kEyeMm);
    const bool is_in_front = hit && !is_covered(h, middle, hit->distance_mm);
    if (is_in_front && std::binary_search(region.begin(), region.end(), hit->vertex)) {
      return middle;
    }
    std::vector<Eigen::Vector3f> some;
    const std::size_t step = 1 + places.size() / kLooksForARegion;
    for (std::size_t i = 0; i < places.size(); i += step) some.push_back(places[i]);
    std::sort(some.begin(), some.end(), [&](const auto& a, const auto& b) {
      return (a.template head<2>() - middle).squaredNorm() <
             (b.template head<2>() - middle).squaredNorm();
    });
    for (const Eigen::Vector3f& place : some) {
      const float depth_mm = kEyeMm - place.z();
      if (is_covered(h, place.head<2>(), depth_mm)) continue;
      const auto before = look_at(h, place.head<2>(), depth_mm);
      if (!before || before->distance_mm > depth_mm - kHiddenBehindMm) return place.head<2>();
    }
    return std::nullopt;
  }
};

CortexView::CortexView(std::shared_ptr<SurfacePool> pool) : scene_(std::make_unique<Scene>()) {
  Scene& s = *scene_;
  s.pool = pool ? std::move(pool) : std::make_shared<SurfacePool>();
  for (const Hemisphere h : kHemispheres) {
    s.drawn[h] = s.pool->get({});
    s.painted[h].add_to(s.renderer);
  }
  vtkCamera* active = s.renderer->GetActiveCamera();
  active->ParallelProjectionOn();
  active->SetViewUp(0, 1, 0);
  active->SetClippingRange(1, 2.0 * double(kEyeMm));
  set_background(Rgb8{255, 255, 255});
  place_all();
}

CortexView::~CortexView() { show_in(nullptr); }

void CortexView::show(std::shared_ptr<const Cortex> cortex, SurfaceKind kind,
                      const std::array<std::vector<int>, 2>& focus) {
  std::array<Surface, 2> forms;
  for (const Hemisphere h : kHemispheres) forms[h] = form_of(*cortex, h, kind);
  Scene& s = *scene_;
  if (cortex != s.cortex) {
    s.regions.reset();
    s.unfolding.reset();
  }
  s.cortex = std::move(cortex);
  for (const Hemisphere h : kHemispheres) {
    s.drawn[h] = s.pool->get(std::move(forms[h]));
    s.painted[h].set_surface(s.drawn[h]);
  }
  if (kind == SurfaceKind::kFlat) s.flat_layout = flat_layout_of(s.form(kLh), s.form(kRh), focus);
  become(kind);
}

/// Takes over the surfaces of a form that are drawn, and of a flatmap its layout.
void CortexView::become(SurfaceKind kind) {
  Scene& s = *scene_;
  s.kind = kind;
  s.between.reset();
  for (const Hemisphere h : kHemispheres) {
    s.painted[h].set_shading(is_flat() ? Shading::kFlat : Shading::kGentle);
    if (!is_flat()) s.reaches[h] = s.drawn[h]->reach();
  }
  draw_region_lines();
  place_all();
}

void CortexView::unfold(float at, const std::array<std::vector<int>, 2>& focus) {
  Scene& s = *scene_;
  assert(s.cortex && at >= kAtFolded && at <= kAtFlat);
  if (!s.unfolding) s.unfolding = std::make_unique<Unfolding>(*s.cortex, focus, *s.pool);
  if (at == kAtFolded || at == kAtInflated || at == kAtFlat) {
    for (const Hemisphere h : kHemispheres) {
      s.drawn[h] = s.unfolding->form(at, h);
      s.painted[h].move_surface(s.drawn[h]);
    }
    s.flat_layout = s.unfolding->flat_layout();
    return become(at == kAtFolded     ? folded_kind(*s.cortex)
                  : at == kAtInflated ? SurfaceKind::kInflated
                                      : SurfaceKind::kFlat);
  }
  s.kind = SurfaceKind::kInflated;
  s.between = at;
  for (const Hemisphere h : kHemispheres) s.painted[h].set_shading(Shading::kGentle);
  place_all();
}

void CortexView::set_colors(const std::array<std::vector<Rgb8>, 2>& colors, ColorSteps steps) {
  for (const Hemisphere h : kHemispheres) scene_->painted[h].set_colors(colors[h], steps);
}

void CortexView::set_hatched(const std::array<std::vector<bool>, 2>& hatched) {
  for (const Hemisphere h : kHemispheres) scene_->painted[h].set_hatched(hatched[h]);
}

void CortexView::set_camera(const CortexCamera& camera) {
  scene_->camera = camera;
  place_all();
}

const CortexCamera& CortexView::camera() const { return scene_->camera; }

void CortexView::set_placing(Placing placing) {
  if (placing == scene_->placing) return;
  scene_->placing = placing;
  place_all();
}

bool CortexView::is_together() const { return scene_->is_together(); }

void CortexView::set_region_lines(bool are_shown) {
  if (are_shown == scene_->shows_regions) return;
  scene_->shows_regions = are_shown;
  draw_region_lines();
}

void CortexView::set_regions(std::shared_ptr<const HemisphereRegions> regions) {
  Scene& s = *scene_;
  if (regions == s.regions) return;
  s.regions = std::move(regions);
  draw_region_lines();
}

void CortexView::draw_region_lines() {
  Scene& s = *scene_;
  if (!s.cortex) return;
  for (const Hemisphere h : kHemispheres) {
    std::vector<ColoredLine> lines;
    if (s.shows_regions) {
      lines = region_borders(s.regions_of_side(h), s.form(h), kLineColor);
    }
    s.painted[h].set_lines(lines, kLineHalo);
  }
}

void CortexView::set_background(std::optional<Rgb8> color) {
  // Never transparent in a window, because Qt would show the widget behind.
  scene_->renderer->SetBackgroundAlpha(color ? 1 : 0);
  const Rgb8 shown = color.value_or(Rgb8{0, 0, 0});
  scene_->renderer->SetBackground(shown.r / 255.0, shown.g / 255.0, shown.b / 255.0);
}

void CortexView::set_size(int width, int height, double pixel_ratio) {
  assert(width > 0 && height > 0 && pixel_ratio > 0);
  Scene& s = *scene_;
  s.width = width;
  s.height = height;
  s.part = s.window = {0, 0, width, height};
  s.pixel_ratio = pixel_ratio;
  place_all();
}

void CortexView::set_part(const PixelBox& part, const PixelBox& window) {
  assert(!part.is_empty() && !window.is_empty());
  scene_->part = part;
  scene_->window = window;
  place_all();
}

void CortexView::set_drawn(bool is_drawn) { scene_->renderer->SetDraw(is_drawn); }

/// Moves the hemispheres to their positions in the layout, and VTK's camera in front of the image
/// plane.
void CortexView::place_all() {
  Scene& s = *scene_;
  if (s.between) {
    const Unfolding::Shape& shape = s.unfolding->shape(*s.between, s.camera, s.placing);
    if (shape.surfaces != s.drawn) {
      s.drawn = shape.surfaces;
      for (const Hemisphere h : kHemispheres) s.painted[h].move_surface(s.drawn[h]);
      draw_region_lines();
    }
    s.layout = {};
    s.layout.fitted = shape.fitted;
  } else {
    s.layout = is_flat()       ? s.flat_layout
               : is_together() ? together_layout_of(s.reaches, s.camera)
                               : layout_of(s.reaches, s.camera);
  }
  s.frame = frame_of(s.layout, s.camera, s.width, s.height);
  for (const Hemisphere h : kHemispheres) {
    s.painted[h].set_place(s.layout.places[h], Eigen::Vector3f::UnitZ());
    s.painted[h].set_line_width(kLineWidth * float(s.pixel_ratio));
  }
  const PixelBox& part = s.part;
  const Eigen::Vector2d centre =
      s.frame.to_mm(part.x + part.width / 2.0, part.y + part.height / 2.0).cast<double>();
  vtkCamera* active = s.renderer->GetActiveCamera();
  active->SetFocalPoint(centre.x(), centre.y(), 0);
  active->SetPosition(centre.x(), centre.y(), double(kEyeMm));
  active->SetParallelScale(double(s.frame.mm_a_pixel) * part.height / 2);
  // VTK counts from the lower left corner, in shares of the window.
  const double wide = s.window.width, high = s.window.height;
  const int left = part.x - s.window.x, top = part.y - s.window.y;
  s.renderer->SetViewport(left / wide, 1 - (top + part.height) / high, (left + part.width) / wide,
                          1 - top / high);
}

std::optional<CortexVertex> CortexView::vertex_at(double x, double y) const {
  Scene& s = *scene_;
  // Pixels are areas; the ray passes through the middle of one.
  const Eigen::Vector2f at = s.frame.to_mm(x + 0.5, y + 0.5);
  if (is_together()) {
    std::optional<CortexVertex> first;
    float distance_mm = 2 * kEyeMm;
    for (const Hemisphere h : kHemispheres) {
      const auto hit = s.look_at(h, at, distance_mm);
      if (!hit) continue;
      first = CortexVertex{h, hit->vertex};
      distance_mm = hit->distance_mm;
    }
    return first;
  }
  // Apart they never overlap; testing the one on this side first saves the other's index.
  const Hemisphere near = side_of(x);
  for (const Hemisphere h : {near, near == kLh ? kRh : kLh}) {
    if (const auto hit = s.look_at(h, at, 2 * kEyeMm)) return CortexVertex{h, hit->vertex};
  }
  return std::nullopt;
}

std::optional<SeenVertex> CortexView::place_of(CortexVertex vertex) const {
  const Scene& s = *scene_;
  const std::vector<bool>& used = s.drawn[vertex.hemisphere]->used();
  if (vertex.vertex < 0 || vertex.vertex >= int(used.size())) return std::nullopt;
  if (!used[std::size_t(vertex.vertex)]) return std::nullopt;
  const Eigen::Affine3f& place = s.layout.places[vertex.hemisphere];
  const Eigen::Vector3f at = place * s.form(vertex.hemisphere).vertices[std::size_t(vertex.vertex)];
  SeenVertex seen;
  seen.pixel = s.frame.to_pixels(at.head<2>());
  const float depth_mm = kEyeMm - at.z();
  const auto hit = scene_->look_at(vertex.hemisphere, at.head<2>(), depth_mm);
  seen.is_hidden = (hit && hit->distance_mm < depth_mm - kHiddenBehindMm) ||
                   scene_->is_covered(vertex.hemisphere, at.head<2>(), depth_mm);
  return seen;
}

std::vector<SeenRegion> CortexView::seen_regions() const {
  Scene& s = *scene_;
  std::vector<SeenRegion> seen;
  if (!s.shows_regions || !s.cortex) return seen;
  for (const Hemisphere h : kHemispheres) {
    const Eigen::Vector3f eye = s.layout.places[h].linear().transpose() * Eigen::Vector3f::UnitZ();
    const std::vector<bool> faces_eye =
        is_flat() ? s.drawn[h]->used() : vertices_facing(s.form(h), eye);
    for (const Region& region : s.regions_of_side(h)) {
      if (const auto place = s.seen_place(h, region.vertices, faces_eye)) {
        seen.push_back({region.name, s.frame.to_pixels(*place), region.vertices.size()});
      }
    }
  }
  return seen;
}

Eigen::Vector2f CortexView::plane_at(double x, double y) const { return scene_->frame.to_mm(x, y); }

Eigen::Vector2d CortexView::pixel_of(const Eigen::Vector2f& in_plane_mm) const {
  return scene_->frame.to_pixels(in_plane_mm);
}

Eigen::Vector2d CortexView::pixel_of(Hemisphere hemisphere,
                                     const Eigen::Vector3f& on_surface_mm) const {
  const Eigen::Vector3f at = scene_->layout.places[hemisphere] * on_surface_mm;
  return scene_->frame.to_pixels(at.head<2>());
}

const Surface& CortexView::form(Hemisphere hemisphere) const { return scene_->form(hemisphere); }

Extent CortexView::extent_of(const std::array<std::vector<int>, 2>& vertices) const {
  const Scene& s = *scene_;
  Extent extent;
  bool is_first = true;
  const auto add = [&](Hemisphere h, std::size_t v) {
    if (!s.drawn[h]->used()[v]) return;
    const Eigen::Vector2f at = (s.layout.places[h] * s.form(h).vertices[v]).head<2>();
    extent.low = is_first ? at : Eigen::Vector2f(extent.low.cwiseMin(at));
    extent.high = is_first ? at : Eigen::Vector2f(extent.high.cwiseMax(at));
    is_first = false;
  };
  for (const Hemisphere h : kHemispheres) {
    for (const int v : vertices[h]) add(h, std::size_t(v));
  }
  if (!is_first) return extent;
  for (const Hemisphere h : kHemispheres) {
    for (std::size_t v = 0; v < s.drawn[h]->used().size(); ++v) add(h, v);
  }
  return extent;
}

CortexCamera CortexView::camera_on(const Extent& in_plane) const {
  const Scene& s = *scene_;
  return camera_framing(s.layout, s.camera, in_plane, s.width, s.height);
}

OutlinedVertices CortexView::vertices_inside(const std::vector<Eigen::Vector2f>& outline) const {
  assert(is_flat());
  const Scene& s = *scene_;
  OutlinedVertices most;
  for (const Hemisphere h : kHemispheres) {
    const Eigen::Affine3f back = s.layout.places[h].inverse();
    std::vector<Eigen::Vector2f> on_map;
    for (const Eigen::Vector2f& corner : outline) {
      on_map.push_back((back * Eigen::Vector3f(corner.x(), corner.y(), 0)).head<2>());
    }
    std::vector<int> inside = cortiscope::vertices_inside(s.form(h), on_map);
    if (inside.size() > most.vertices.size()) most = {h, std::move(inside)};
  }
  return most;
}

Hemisphere CortexView::side_of(double x) const {
  const Scene& s = *scene_;
  const float at_mm = s.frame.to_mm(x, 0).x();
  if (is_together()) return together_side_of(at_mm, s.camera);
  return at_mm < 0 ? kLh : kRh;
}

bool CortexView::is_flat() const { return scene_->kind == SurfaceKind::kFlat; }

double CortexView::mm_a_pixel() const { return double(scene_->frame.mm_a_pixel); }

void CortexView::show_in(ExternalContextWindow* window) {
  Scene& s = *scene_;
  if (s.shown_in == window) return;
  s.own.reset();
  if (s.shown_in) s.shown_in->window()->RemoveRenderer(s.renderer);
  s.shown_in = window;
  if (window) window->window()->AddRenderer(s.renderer);
}

void CortexView::render(int samples) {
  assert(scene_->shown_in);
  scene_->shown_in->render(scene_->width, scene_->height, samples);
}

Raster CortexView::draw(int oversampling) {
  Scene& s = *scene_;
  if (!s.own) s.own = std::make_unique<HeadlessWindow>();
  return draw_in(*s.own, oversampling);
}

Raster CortexView::draw_in(HeadlessWindow& window, int oversampling) {
  Scene& s = *scene_;
  assert(!s.shown_in && oversampling > 0);
  const int width = s.width, height = s.height;
  const double ratio = s.pixel_ratio;
  const int factor = HeadlessWindow::possible_factor(width, height, oversampling);
  window.window()->AddRenderer(s.renderer);
  set_size(width * factor, height * factor, ratio * factor);
  Raster picture;
  try {
    window.render(s.width, s.height);
    picture = window.picture(factor);
  } catch (...) {
    window.window()->RemoveRenderer(s.renderer);
    set_size(width, height, ratio);
    throw;
  }
  window.window()->RemoveRenderer(s.renderer);
  set_size(width, height, ratio);
  return picture;
}

}  // namespace cortiscope
