#pragma once

#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>
#include <vector>

#include "app/gui/theme.h"
#include "app/session/figure_request.h"
#include "core/color/underlay.h"
#include "core/data/cortex.h"
#include "core/data/image.h"
#include "core/data/subject.h"

class QSplitter;

namespace cortiscope {

class CortexWidget;
class NameField;
class SessionController;
struct OutlinedVertices;

/// The views: the cortex folded and flat, side by side, with the same colours, hover
/// and selection. A region drawn on the flatmap is named there.
class CortexPane : public QWidget {
  Q_OBJECT

 public:
  explicit CortexPane(SessionController& session, QWidget* parent = nullptr);

  void set_theme(Theme theme);

  /// The views that are shown, from left to right, for a figure to repeat; also while the wall is
  /// in their place.
  std::vector<FigurePane> panes() const;
  CortexWidget& folds() { return *folds_; }
  CortexWidget& flat() { return *flat_; }

 Q_SIGNALS:
  /// A view could not be shown; the message says why.
  void failed(const QString& message);

 private:
  void show_cortex();
  void show_surface();
  void show_unfolding();
  void repaint_colors();
  void show_state();
  void take_colors();
  void paint(CortexWidget& view);
  void show_regions();
  void show_drawing();
  void take_outline(const OutlinedVertices& what, QPoint middle);
  void show_marks();
  void show_pins();
  void link(CortexWidget& view, CortexWidget& other);

  SessionController& session_;
  QSplitter* views_;
  CortexWidget* folds_;
  CortexWidget* flat_;
  NameField* name_;                                    // over the flatmap
  std::shared_ptr<const Subject> in_folds_, in_flat_;  // whose cortex each view shows
  Ground ground_ = Ground::kLight;
  std::shared_ptr<const Subject> drawn_;     // whose cortex that is, or is about to be
  std::shared_ptr<const Cortex> cortex_;     // of it, as the views draw it
  ShownSides sides_ = ShownSides::kBoth;     // of it
  std::array<std::vector<Rgb8>, 2> colors_;  // those shown, or about to be
  ColorSteps steps_ = ColorSteps::kBlended;  // of them
  HemisphereMarks hatched_;
  QTimer other_view_;      // until the folds show them, too
  QTimer pause_;           // until the next state of a running fit
  bool is_stale_ = false;  // there is a newer state than that shown
  SurfaceKind shown_fold_ = SurfaceKind::kInflated;
};

}  // namespace cortiscope
