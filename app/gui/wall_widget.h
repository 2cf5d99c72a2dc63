#pragma once

#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/gl_canvas.h"
#include "core/data/image.h"
#include "core/data/subject.h"
#include "render/color_steps.h"
#include "render/cortex_camera.h"
#include "render/cortex_wall.h"

namespace cortiscope {

/// Many cortices on the screen, from one camera: as a grid with names of its rows and columns, or
/// one of them alone, or two in one view with a divider between them that is dragged.
///
/// Dragging a tile turns folded cortices and moves flat ones, all alike; dragging with the right or
/// middle button moves either; the wheel zooms to the pointer.
class WallWidget : public GlCanvas {
  Q_OBJECT

 public:
  struct Label {
    QString name;
    QString note;  ///< in quiet letters under it
  };
  struct Cell {
    std::shared_ptr<const Subject> subject;  ///< whose cortex is drawn; null: none
    QString note;                            ///< why none is drawn, or it has no colours
  };
  /// What is shown; `form` is one that the cortices of all cells have.
  struct Grid {
    SurfaceKind form = SurfaceKind::kInflated;
    Placing placing = Placing::kApart;  ///< of the hemispheres
    std::vector<Label> columns, rows;
    std::vector<Cell> cells;  ///< row by row; more than fill the grid are only shown alone
  };
  /// A cell that is shown alone or beside another, and its title.
  struct Part {
    std::size_t cell = 0;
    QString title;
  };

  explicit WallWidget(QWidget* parent = nullptr);
  ~WallWidget() override;

  /// Keeps the camera, removes marks, letters and the choice. New cells are grey; those that show
  /// the same cortex as before keep their colours and regions. A cortex that cannot be drawn gives
  /// way to a note that says why.
  void set_grid(Grid grid);

  /// Whether a cell shows a cortex.
  bool draws(std::size_t cell) const;

  /// @pre draws(cell), of these vertex counts
  void set_colors(std::size_t cell, const std::array<std::vector<Rgb8>, 2>& colors,
                  ColorSteps steps, const std::array<std::vector<bool>, 2>& hatched);
  /// nullptr: the cortex's own. @pre draws(cell)
  void set_regions(std::size_t cell, std::shared_ptr<const HemisphereRegions> regions);
  /// Outlines of regions, in cells that are large enough to show the map between them.
  void set_region_lines(bool are_shown);

  void show_grid();
  void show_alone(const Part& part);
  /// Two in one view: the first left of the divider.
  void show_both(const Part& left, const Part& right);
  bool is_grid() const;

  /// Does not emit camera_moved.
  void set_camera(const CortexCamera& camera);
  const CortexCamera& camera() const;
  void set_background(Rgb8 color);

  /// Frames a cell of the grid.
  void choose(std::optional<std::size_t> cell);
  /// Marks the cells that are compared.
  void set_letters(std::optional<std::size_t> a, std::optional<std::size_t> b);
  /// For each cell, the vertex that gets a ring.
  void mark(std::vector<std::optional<CortexVertex>> vertices);
  /// For each cell, the vertex that gets a dot.
  void point_at(std::vector<std::optional<CortexVertex>> vertices);

  /// Where a cell lies in this widget; empty where it is not shown.
  QRect cell_box(std::size_t cell) const;
  /// Of the divider, in this widget; absent unless two are in one view.
  std::optional<double> divider() const;
  /// Where a cell's vertex is drawn, in this widget; absent where it is not.
  std::optional<QPointF> place_of(WallVertex vertex) const;
  /// Whether the drawing shows all as it is set now, with soft edges.
  bool is_up_to_date() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  /// The vertex under the pointer is another one, or none any more.
  void hovered(std::optional<cortiscope::WallVertex> vertex);
  /// A cell was clicked, and perhaps a vertex of it.
  void picked(std::size_t cell, std::optional<cortiscope::CortexVertex> vertex);
  void double_clicked(std::size_t cell);
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
  bool event(QEvent* event) override;

 private:
  struct Private;
  void place_cells();
  void update_overlay();
  void move_to(const CortexCamera& camera);
  void hover(std::optional<WallVertex> vertex);
  std::optional<WallVertex> vertex_under(QPointF position) const;
  QString text_at(QPointF position) const;

  std::unique_ptr<Private> d_;
};

}  // namespace cortiscope
