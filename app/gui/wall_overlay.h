#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "render/cortex_view.h"

namespace cortiscope {

/// What lies over and beside the tiles of a wall: names of rows and columns, frames, letters of the
/// tiles that are compared, marked vertices, a divider.
///
/// A separate widget above the drawing, so that a moved mark draws no tile again. Mouse events pass
/// through it. Lengths and positions are in its own pixels, but of vertices in device pixels.
class WallOverlay : public QWidget {
 public:
  struct Text {
    QRectF box;
    QString name;
    QString note;  ///< in quiet letters under the name
    bool is_centred = false;
    bool is_bold = false;
  };
  struct Cell {
    QRectF box;
    QString note;  ///< why it shows no cortex, in the middle, or no map of it, at the bottom
    bool has_cortex = false;
    QString letter;  ///< "A" or "B" of a tile that is compared
    bool is_framed = true;
    bool is_chosen = false;
    std::optional<SeenVertex> marked, pointed_at;
  };
  struct Content {
    std::vector<Text> texts;
    std::vector<Cell> cells;
    std::optional<double> divider;  ///< of the whole height, at this x
  };

  explicit WallOverlay(QWidget* parent);
  void set_content(Content content);
  const Content& content() const { return content_; }

  /// Whether the content is painted as it was set last.
  bool is_painted() const { return is_painted_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paint_text(QPainter& painter, const Text& text) const;
  void paint_cell(QPainter& painter, const Cell& cell) const;
  void paint_divider(QPainter& painter, double x) const;

  Content content_;
  bool is_painted_ = false;
};

}  // namespace cortiscope
