#pragma once

#include <QPixmap>
#include <QWidget>
#include <optional>
#include <vector>

#include "render/cortex_view.h"

namespace cortiscope {

/// What lies over a drawn cortex: marked vertices, names of regions, an outline being drawn, which
/// hemisphere is where, and a scale.
///
/// A separate widget above the drawing: moving a mark does not redraw the cortex. Mouse events pass
/// through it.
class CortexOverlay : public QWidget {
 public:
  /// An outline being drawn, in device pixels as well.
  struct Outline {
    std::vector<QPointF> points;
    std::vector<QPointF> corners;  ///< those that were clicked
    std::optional<QPointF> next;   ///< where the pointer is
    bool closes_here = false;      ///< a click where the pointer is would close it
  };

  struct Pin {
    SeenVertex at;
    QColor color;
    QString name;
  };

  /// Lengths and positions in device pixels of the widget, as CortexView gives them.
  struct Content {
    std::optional<SeenVertex> marked;      ///< gets a ring
    std::optional<SeenVertex> pointed_at;  ///< gets a dot
    std::vector<Pin> pins;                 ///< get a ring of their colour and their name
    std::optional<Hemisphere> at_left;     ///< that reaches the left edge, or could
    std::optional<Hemisphere> at_right;    ///< another one, at the right edge
    double mm_a_pixel = 0;                 ///< 0: no scale
    QColor ink;                            ///< of words and lines
    std::optional<Outline> outline;
  };

  explicit CortexOverlay(QWidget* parent);
  void set_content(const Content& content);

  /// Writes the names that there is room for.
  void set_names(const std::vector<SeenRegion>& regions);

  /// Whether content and names are painted as they were set last.
  bool is_painted() const { return is_painted_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paint_pin(QPainter& painter, const Pin& pin) const;
  void paint_scale(QPainter& painter) const;
  void paint_outline(QPainter& painter, const Outline& outline) const;

  Content content_;
  QPixmap names_;  // painted once: they stay while the pointer moves
  bool is_painted_ = false;
};

}  // namespace cortiscope
