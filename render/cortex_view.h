#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/data/image.h"
#include "render/color_steps.h"
#include "render/cortex_camera.h"
#include "render/cortex_layout.h"
#include "render/pixel_box.h"
#include "render/raster.h"

namespace cortiscope {

class HeadlessWindow;
class ExternalContextWindow;
class SurfacePool;

/// The position of a vertex in the image.
struct SeenVertex {
  Eigen::Vector2d pixel = {0, 0};  ///< from the image's top left corner; may lie outside it
  bool is_hidden = false;          ///< something is in front of it
};

/// The position of a region in the image.
struct SeenRegion {
  std::string name;
  Eigen::Vector2d pixel = {0, 0};  ///< in its visible part, near the middle
  std::size_t size = 0;            ///< its vertices
};

/// An outline on a flatmap, and its hemisphere.
struct OutlinedVertices {
  Hemisphere hemisphere = kLh;
  std::vector<int> vertices;  ///< mesh indices, ascending; empty if none are inside
};

/// Both hemispheres of a cortex in one image, lh left, painted with one colour per vertex.
///
/// The one view of windows and figures: it draws into a context borrowed by `show_in`, or off
/// screen by `draw`. Several views may draw into one HeadlessWindow, one after the other, and share
/// their surfaces through a pool. Its interface uses core's plain data only and hides VTK. Belongs
/// to the thread that made it.
class CortexView {
 public:
  /// @param pool  of views that may show the same surfaces, to have each once; nullptr: its own
  explicit CortexView(std::shared_ptr<SurfacePool> pool = nullptr);
  ~CortexView();
  CortexView(const CortexView&) = delete;
  CortexView& operator=(const CortexView&) = delete;

  /// Replaces the cortex or its form; keeps the camera, the size and whether region lines are
  /// drawn. All mid grey until set_colors. O(V).
  ///
  /// @param focus  for each hemisphere the vertices that a flatmap is framed around; all if empty
  /// @throws Error  kNotFound: the cortex has no such surface, or none that defines a flatmap's up
  ///                direction; the previous cortex stays
  void show(std::shared_ptr<const Cortex> cortex, SurfaceKind kind,
            const std::array<std::vector<int>, 2>& focus = {});

  /// Shows the cortex between its forms (unfolding.h): kAtFolded (pial, or white where there is no
  /// pial surface), kAtInflated, kAtFlat, or anything in between. There it draws exactly what
  /// show() does; it keeps colours and hatches. O(V).
  ///
  /// @param at     from kAtFolded to kAtFlat
  /// @param focus  as of show()
  /// @throws Error  kNotFound: one of the three forms is missing; what was shown stays
  /// @pre a cortex is shown
  void unfold(float at, const std::array<std::vector<int>, 2>& focus = {});

  /// Keeps the geometry. O(V).
  ///
  /// @param colors  for each hemisphere (V), display-ready sRGB; flatmaps show exactly these,
  ///                folds a little darker where they turn away
  /// @pre colors are of the shown cortex's vertex counts
  /// @param steps  how they pass from vertex to vertex
  void set_colors(const std::array<std::vector<Rgb8>, 2>& colors,
                  ColorSteps steps = ColorSteps::kBlended);

  /// Hatches vertices over their colours, in the image's plane: the lines do not turn with the
  /// cortex. Another cortex or form has none. O(V).
  /// @param hatched  for each hemisphere (V), or empty: none
  void set_hatched(const std::array<std::vector<bool>, 2>& hatched);

  void set_camera(const CortexCamera& camera);
  const CortexCamera& camera() const;

  /// Whether the hemispheres lie apart, at first, or together as in the head; no effect on a
  /// flatmap.
  void set_placing(Placing placing);
  /// Whether they lie so now.
  bool is_together() const;

  /// Borders of the cortex's regions, or of its parcels where it has no regions.
  /// In the regions' own colours, where they have them.
  void set_region_lines(bool are_shown);

  /// Other regions instead of the cortex's own; nullptr for its own. Another cortex shows its own.
  /// @pre their vertices lie in the meshes of the cortex shown
  void set_regions(std::shared_ptr<const HemisphereRegions> regions);

  /// White at first; nothing: transparent, for images drawn off screen.
  void set_background(std::optional<Rgb8> color);

  /// The image's size, and its pixel ratio (pixels per pixel of a screen of normal density), which
  /// scales the width of lines. The image is the whole window. @pre positive
  void set_size(int width, int height, double pixel_ratio = 1);

  /// Draws a part of its image into a window that other views draw into as well, until the next
  /// set_size. All that is said of pixels stays in the image.
  ///
  /// @param part    of the image, not empty
  /// @param window  in the image's pixels; contains the part
  void set_part(const PixelBox& part, const PixelBox& window);

  /// Whether it is drawn at all into a window shared with others. At first it is.
  void set_drawn(bool is_drawn);

  /// The vertex drawn at a pixel from the image's top left: the nearest corner of the front
  /// triangle. The first call after `show` builds an index; others take well below a millisecond.
  std::optional<CortexVertex> vertex_at(double x, double y) const;

  /// The position of a drawn vertex; absent if it is not drawn, such as outside a flat patch.
  std::optional<SeenVertex> place_of(CortexVertex vertex) const;

  /// The hemisphere on whose side of the image a pixel lies; of those that lie together and behind
  /// each other, the nearer one.
  Hemisphere side_of(double x) const;

  /// The outlined regions that can be named in the image: half of their vertices face the eye, and
  /// some vertices are in the image and not hidden by a fold. O(V).
  std::vector<SeenRegion> seen_regions() const;

  /// The position of a pixel in the image plane, mm: fixed to a flatmap, independent of the camera.
  Eigen::Vector2f plane_at(double x, double y) const;
  /// The position of a point of the plane in the image, in pixels from its top left corner.
  Eigen::Vector2d pixel_of(const Eigen::Vector2f& in_plane_mm) const;
  /// The position of a point of a hemisphere's surface in the image, even if a fold hides it.
  Eigen::Vector2d pixel_of(Hemisphere hemisphere, const Eigen::Vector3f& on_surface_mm) const;

  /// A hemisphere's surface as it is drawn: a flatmap turned upright. Empty where it is absent.
  const Surface& form(Hemisphere hemisphere) const;

  /// The extent of some vertices in the image plane, mm; of all if none are given or drawn.
  Extent extent_of(const std::array<std::vector<int>, 2>& vertices) const;

  /// The camera's direction, moved and zoomed so that the image's height is this extent's.
  CortexCamera camera_on(const Extent& in_plane) const;

  /// The vertices of a flatmap in an outline, of the hemisphere that has more of them.
  /// @param outline  points of the plane, closed from the last to the first
  /// @pre a flatmap is shown
  OutlinedVertices vertices_inside(const std::vector<Eigen::Vector2f>& outline) const;

  bool is_flat() const;

  /// How many millimetres of the cortex one pixel shows.
  double mm_a_pixel() const;

  /// Sets the borrowed window to draw into. The caller keeps it alive until it sets another, or
  /// nullptr.
  void show_in(ExternalContextWindow* window);

  /// Draws a frame of the size set into the borrowed window. @pre one is set
  /// @param samples  per pixel, for soft edges; 0 for hard ones
  void render(int samples);

  /// Draws off screen, at the size set.
  ///
  /// @param oversampling  each pixel is the mean of this number squared; 1 for hard edges
  /// @pre no window is set
  /// @throws Error  kInternal: this machine has no usable OpenGL, or the size is too large
  Raster draw(int oversampling = 1);

  /// The same into a window that several views share, so that each needs no context of its own.
  Raster draw_in(HeadlessWindow& window, int oversampling = 1);

 private:
  struct Scene;
  void become(SurfaceKind kind);
  void place_all();
  void draw_region_lines();

  std::unique_ptr<Scene> scene_;
};

}  // namespace cortiscope
