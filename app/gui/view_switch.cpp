#include "app/gui/view_switch.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/cortex_pane.h"
#include "app/gui/cortex_widget.h"
#include "app/gui/escape_key.h"
#include "app/gui/session_controller.h"
#include "app/gui/wall_view.h"
#include "app/gui/wall_widget.h"

namespace cortiscope {

ViewSwitch::ViewSwitch(SessionController& session, ComparisonController& comparisons,
                       CortexPane* views, QWidget* parent)
    : QStackedWidget(parent), session_(session), views_(views) {
  wall_ = new WallView(session, comparisons);
  back_ = new QToolButton;
  back_->setObjectName(QStringLiteral("back-to-wall"));
  back_->setText(tr("‹ Back to the wall"));
  back_->setToolTip(tr("Shows all tiles again (Esc)"));
  back_->setProperty("quiet", true);
  back_->setFocusPolicy(Qt::TabFocus);
  back_->hide();
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(back_, 0, Qt::AlignLeft);
  layout->addWidget(views, 1);
  addWidget(page);
  addWidget(wall_);
  connect(back_, &QToolButton::clicked, this, [this] { show_wall(true); });
  connect(wall_, &WallView::zoomed_in, this, &ViewSwitch::zoom_in);
  connect(&session_, &SessionController::drawing_changed, this, [this] {
    if (session_.view().is_drawing) show_wall(false);  // the flatmap is drawn on
  });
}

bool ViewSwitch::shows_wall() const { return currentWidget() == wall_; }

void ViewSwitch::show_wall(bool is_shown) {
  is_zoomed_ = false;
  back_->hide();
  if (is_shown == shows_wall()) return;
  if (is_shown) {
    setCurrentWidget(wall_);
    wall_->tiles().setFocus();
  } else {
    setCurrentIndex(0);
    const Look& look = session_.view();
    session_.set_cameras(look.folds_camera, look.flat_camera);  // as the wall was turned
  }
  Q_EMIT switched();
}

void ViewSwitch::zoom_in() {
  show_wall(false);
  is_zoomed_ = true;
  back_->show();
  const bool has_folds = session_.view().shows_folds;
  (has_folds ? views_->folds() : views_->flat()).setFocus();  // for Escape
}

/// Escape leaves a tile that was zoomed into.
bool ViewSwitch::event(QEvent* event) {
  return take_escape(event, is_zoomed_, [this] { show_wall(true); }) ||
         QStackedWidget::event(event);
}

}  // namespace cortiscope
