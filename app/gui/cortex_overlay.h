#pragma once

#include <QWidget>
#include <optional>

#include "render/cortex_view.h"

namespace cortiscope {

/// What lies over a drawn cortex: marked vertices, which hemisphere is where, and a scale.
///
/// A widget of its own above the drawing: moving a mark draws no cortex. The mouse goes through it.
class CortexOverlay : public QWidget {
 public:
  /// Lengths and places in device pixels of the widget, as CortexView gives them.
  struct Content {
    std::optional<SeenVertex> marked;      ///< gets a ring
    std::optional<SeenVertex> pointed_at;  ///< gets a dot
    bool is_lh_at_left = false;            ///< lh reaches the left edge, or could
    bool is_rh_at_right = false;
    double mm_a_pixel = 0;  ///< 0: no scale
    QColor ink;             ///< of words and lines
  };

  explicit CortexOverlay(QWidget* parent);
  void set_content(const Content& content);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paint_scale(QPainter& painter) const;

  Content content_;
};

}  // namespace cortiscope
