#pragma once

#include <QPoint>
#include <QPointF>
#include <optional>

#include "app/gui/cortex_overlay.h"
#include "app/gui/outline_draft.h"
#include "render/cortex_view.h"

namespace cortiscope {

class PointerDrag;

/// Draws an outline on a flatmap with the pointer: clicks are its corners, and a drag continues it
/// from the last one.
///
/// Positions are in the widget's pixels. The outline itself lies in the view's plane, so that it
/// stays on the cortex where the camera moves.
class OutlineTool {
 public:
  /// What a closed outline is around.
  struct Closed {
    OutlinedVertices inside;
    QPoint middle;  ///< of the outline, in the widget
  };

  /// Borrows both: they outlive it.
  OutlineTool(const QWidget& widget, const CortexView& view) : widget_(widget), view_(view) {}

  /// Discards an unfinished outline.
  void set_active(bool is_active);
  bool is_active() const { return is_active_; }
  bool is_empty() const { return draft_.is_empty(); }
  void clear() { draft_.clear(); }

  /// Where the pointer is: the outline is shown up to there.
  void set_pointer(QPointF position) { pointer_ = position; }
  /// Whether a click here closes the outline.
  bool is_on_first_corner(QPointF position) const;
  void add_corner(QPointF position);
  /// Continues the outline once the pointer has moved far enough.
  /// @return  whether it did
  bool drag(PointerDrag& drag, QPointF position);
  /// Removes the last corner and the stroke from it.
  void take_back() { draft_.take_back(); }

  /// Clears the outline if vertices are inside; otherwise it stays and can be continued.
  /// @return  nullopt: it has too few points to be closed
  std::optional<Closed> close();

  /// The outline as it is shown over the cortex; nullopt: there is none.
  std::optional<CortexOverlay::Outline> shown() const;

 private:
  Eigen::Vector2f plane_under(QPointF position) const;
  QPointF pixel_of(const Eigen::Vector2f& in_plane_mm) const;

  const QWidget& widget_;
  const CortexView& view_;
  bool is_active_ = false;
  OutlineDraft draft_;  // in the view's plane
  QPointF pointer_;
};

}  // namespace cortiscope
