#pragma once

#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>
#include <vector>

#include "app/gui/theme.h"
#include "core/color/map.h"
#include "core/data/cortex.h"
#include "core/data/image.h"
#include "core/data/subject.h"

class QLabel;
class QSplitter;

namespace cortiscope {

class CortexWidget;
class SessionController;

/// The middle of the window: the cortex folded and flat, side by side, painted alike, their hover
/// and pick linked.
class CortexPane : public QWidget {
  Q_OBJECT

 public:
  explicit CortexPane(SessionController& session, QWidget* parent = nullptr);

  void set_theme(Theme theme);
  CortexWidget& folds() { return *folds_; }
  CortexWidget& flat() { return *flat_; }

 Q_SIGNALS:
  /// A view could not be shown; the message says why.
  void failed(const QString& message);

 private:
  void show_cortex();
  void show_surface();
  void repaint_colors();
  void repaint_in_turn();
  void paint(CortexWidget& view, const std::array<std::vector<Rgb8>, 2>& colors);
  void show_lines();
  void show_marks();
  void show_title();
  void link(CortexWidget& view, CortexWidget& other);

  SessionController& session_;
  QLabel* title_;
  QLabel* badge_;
  QLabel* state_;
  QSplitter* views_;
  CortexWidget* folds_;
  CortexWidget* flat_;
  std::shared_ptr<const Subject> in_folds_, in_flat_;  // whose cortex each view shows
  Ground ground_ = Ground::kLight;
  QTimer turn_;                      // until the other view shows a running fit's state, too
  CortexWidget* waiting_ = nullptr;  // that other view
  SurfaceKind shown_fold_ = SurfaceKind::kInflated;
};

}  // namespace cortiscope
