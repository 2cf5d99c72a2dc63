#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/gl_canvas.h"
#include "core/data/cortex.h"
#include "core/data/image.h"
#include "render/cortex_camera.h"
#include "render/cortex_view.h"

namespace cortiscope {

/// A vertex with a ring of its own colour, and its name.
struct PinMark {
  CortexVertex vertex;
  Rgb8 color;
  std::string name;
};

/// One cortex on the screen, both hemispheres, lh left: turned, moved, zoomed and picked with the
/// mouse.
///
/// Dragging turns a folded cortex and moves a flat one; dragging with the right or middle button
/// moves either; the wheel zooms to the pointer; a double click returns to the named view; a click
/// picks a vertex. Marks are drawn over the last frame.
///
/// While a region is drawn on a flatmap, clicks are the corners of its outline and dragging with
/// the left button draws a line; a double click, Return, or a click or a stroke's end on the first
/// corner closes it, Backspace takes the last corner or stroke back.
class CortexWidget : public GlCanvas {
  Q_OBJECT

 public:
  explicit CortexWidget(QWidget* parent = nullptr);
  ~CortexWidget() override;

  /// Replaces the cortex or its form; keeps the camera and the shown regions; another cortex
  /// removes the marks. All grey until set_colors. O(V).
  ///
  /// @param focus  for each hemisphere the vertices that a flatmap is framed around; all if empty
  /// @throws Error  kNotFound: the cortex has no such surface; what was shown stays
  void show_cortex(std::shared_ptr<const Cortex> cortex, SurfaceKind kind,
                   const std::array<std::vector<int>, 2>& focus = {});

  /// Unfolds the cortex shown, as CortexView::unfold; keeps the colours. O(V).
  /// @throws Error  kNotFound: a form is missing; what was shown stays
  void unfold(float at, const std::array<std::vector<int>, 2>& focus);

  /// Repaints with other colours, as fast as they can be copied.
  /// @pre for each hemisphere one a vertex of the cortex shown
  /// @param steps    how they pass from vertex to vertex
  /// @param hatched  for each hemisphere (V), or empty: none
  void set_colors(const std::array<std::vector<Rgb8>, 2>& colors,
                  ColorSteps steps = ColorSteps::kBlended,
                  const std::array<std::vector<bool>, 2>& hatched = {});

  /// The whole cortex from a side; a flat one has only one, and is shown whole. A double click
  /// comes back here. Does not emit camera_moved.
  void set_side(Side side);

  /// Links views: connect each one's camera_moved to the others' set_camera, which emits nothing.
  CortexCamera camera() const;
  void set_camera(const CortexCamera& camera);

  /// Whether the hemispheres lie apart, at first, or together as in the head.
  void set_placing(Placing placing);

  /// Borders of regions, or of parcels where there are no regions.
  /// @param are_named  writes the names of those outlined, where there is room
  void set_region_lines(bool are_shown, bool are_named);

  /// Other regions instead of the cortex's own; nullptr for its own. Another cortex shows its own.
  void set_regions(std::shared_ptr<const HemisphereRegions> regions);

  void set_background(Rgb8 color);

  /// Whether the user draws an outline; an unfinished one is discarded. @pre a flatmap is shown
  void set_drawing(bool is_drawing);
  bool is_drawing() const;

  /// Closes the unfinished outline, as Return does.
  void close_outline();

  /// Draws a ring around the picked vertex, dashed where it is hidden; nullopt removes the ring.
  void mark(std::optional<CortexVertex> vertex);

  /// Vertices that keep a ring in their colour and a name. show_cortex of another cortex removes
  /// them.
  void set_pins(std::vector<PinMark> pins);

  /// Draws a dot on the vertex that is hovered in another view.
  void point_at(std::optional<CortexVertex> vertex);

  /// Whether the drawing is up to date: the last frame shows the cortex, colours, camera, size and
  /// outlines as they are set now, its edges are soft, and marks and names are painted over it.
  /// False until the first frame, and until it is shown again where it changes while hidden.
  bool is_up_to_date() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  /// The vertex under the pointer is another one, or none any more.
  void hovered(std::optional<cortiscope::CortexVertex> vertex);
  /// A vertex was clicked.
  void picked(cortiscope::CortexVertex vertex);
  /// An outline was closed around vertices.
  /// @param middle  of the outline, in this widget
  void outlined(const cortiscope::OutlinedVertices& what, QPoint middle);
  /// An outline was closed around no vertex; it stays and can be continued.
  void outlined_nothing();
  /// The user moved the camera.
  void camera_moved(const cortiscope::CortexCamera& camera);

 protected:
  void draw_into(ExternalContextWindow* window) override;
  void resize_frame(QSize pixels) override;
  void draw_frame(int samples) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Private;
  void update_overlay();
  void redraw();
  void move_to(const CortexCamera& camera);
  void hover(std::optional<CortexVertex> vertex);
  std::optional<CortexVertex> vertex_under(QPointF position) const;
  void press_drawing(QPointF position);
  void take_back();

  std::unique_ptr<Private> d_;
};

}  // namespace cortiscope
