#pragma once

#include <QStackedWidget>

class QToolButton;

namespace cortiscope {

class ComparisonController;
class CortexPane;
class SessionController;
class WallView;

/// The middle of the window: the views of one model, or the wall of all. A tile that was zoomed
/// into is shown in the views, with a way back to the wall.
class ViewSwitch : public QStackedWidget {
  Q_OBJECT

 public:
  /// @param views  becomes a child
  ViewSwitch(SessionController& session, ComparisonController& comparisons, CortexPane* views,
             QWidget* parent = nullptr);

  WallView& wall() { return *wall_; }
  void show_wall(bool is_shown);
  bool shows_wall() const;
  /// Whether the views show a tile that was zoomed into.
  bool is_zoomed() const { return is_zoomed_; }

 Q_SIGNALS:
  /// The wall or the views are shown.
  void switched();

 protected:
  bool event(QEvent* event) override;

 private:
  void zoom_in();

  SessionController& session_;
  CortexPane* views_;
  WallView* wall_;
  QToolButton* back_;
  bool is_zoomed_ = false;
};

}  // namespace cortiscope
