#include "app/gui/stage.h"

#include <QEvent>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/drawer.h"

namespace cortiscope {
namespace {

/// Of the height, of a drawer that nobody has dragged: the curve of a fit is looked at as much as
/// the views.
double usual_share(Workspace workspace) { return workspace == Workspace::kFit ? 0.5 : 0.34; }

constexpr int kRoomyEm = 50;  // a lower window starts with the drawer of Explore folded

QString setting_of(Workspace workspace, const char* what) {
  return QStringLiteral("drawer/%1/%2")
      .arg(QLatin1String(kWorkspaces[std::size_t(workspace)].name), QLatin1String(what));
}

}  // namespace

Stage::Stage(QWidget* maps, QWidget* header, QWidget* views, QWidget* legend, QWidget* parent)
    : QWidget(parent), views_(views) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  viewing_ = new QWidget;
  column_ = new QVBoxLayout(viewing_);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  column_->addWidget(views, 1);
  column_->addWidget(legend);
  splitter_ = new QSplitter(Qt::Vertical);
  splitter_->setHandleWidth(1);
  splitter_->setChildrenCollapsible(false);
  splitter_->addWidget(viewing_);
  splitter_->setStretchFactor(0, 1);
  splitter_->installEventFilter(this);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(maps);
  all->addWidget(header);
  all->addWidget(splitter_, 1);
  connect(splitter_, &QSplitter::splitterMoved, this, [this] {
    Place& place = places_[workspace_];
    if (place.drawer && place.drawer->is_open()) place.height = place.drawer->height();
  });
}

void Stage::add_panel(Workspace workspace, const QString& title, QWidget* panel) {
  Place& place = places_[workspace];
  if (!place.drawer) {
    place.drawer = new Drawer;
    splitter_->addWidget(place.drawer);
    connect(place.drawer, &Drawer::open_changed, this, &Stage::share_height);
  }
  place.drawer->add(title, panel);
  arrange();
}

void Stage::set_views(Workspace workspace, QWidget* instead) {
  places_[workspace].views = instead;
  column_->insertWidget(0, instead, 1);
  arrange();
}

void Stage::set_card(Workspace workspace, QWidget* card) {
  places_[workspace].card = card;
  column_->addWidget(card);
  arrange();
}

void Stage::set_workspace(Workspace workspace) {
  workspace_ = workspace;
  arrange();
}

Drawer* Stage::drawer() const {
  const auto place = places_.find(workspace_);
  return place == places_.end() ? nullptr : place->second.drawer;
}

void Stage::show_panel(QWidget* panel) { drawer()->show_panel(panel); }

void Stage::arrange() {
  const Place& now = places_[workspace_];
  for (const auto& [workspace, place] : places_) {
    for (QWidget* each : {static_cast<QWidget*>(place.drawer), place.views, place.card}) {
      if (each && workspace != workspace_) each->hide();
    }
  }
  views_->setVisible(!now.views);
  for (QWidget* each : {static_cast<QWidget*>(now.drawer), now.views, now.card}) {
    if (each) each->show();
  }
  share_height();
}

/// Between views and drawer.
void Stage::share_height() {
  const Place& place = places_[workspace_];
  if (!place.drawer) return;
  const int folded = place.drawer->head_height();
  place.drawer->setMaximumHeight(place.drawer->is_open() ? QWIDGETSIZE_MAX : folded);
  const int all = splitter_->height();
  const int below = !place.drawer->is_open() ? folded
                    : place.height > 0       ? place.height
                                             : int(usual_share(workspace_) * all);
  QList<int> sizes = splitter_->sizes();
  for (int i = 0; i < sizes.size(); ++i) sizes[i] = 0;
  sizes[0] = std::max(1, all - below);
  sizes[splitter_->indexOf(place.drawer)] = below;
  splitter_->setSizes(sizes);
}

/// Before the splitter shares its new height by itself.
bool Stage::eventFilter(QObject* watched, QEvent* event) {
  if (watched == splitter_ && event->type() == QEvent::Resize) share_height();
  return QWidget::eventFilter(watched, event);
}

void Stage::keep_settings() const {
  QSettings settings;
  for (const auto& [workspace, place] : places_) {
    if (!place.drawer) continue;
    settings.setValue(setting_of(workspace, "height"), place.height);
    settings.setValue(setting_of(workspace, "is_open"), place.drawer->is_open());
  }
}

void Stage::restore() {
  const QSettings settings;
  for (auto& [workspace, place] : places_) {
    if (!place.drawer) continue;
    place.height = std::max(0, settings.value(setting_of(workspace, "height"), 0).toInt());
    const bool is_roomy = window()->height() > kRoomyEm * fontMetrics().height();
    const bool is_open = workspace != Workspace::kExplore || is_roomy;
    place.drawer->set_open(settings.value(setting_of(workspace, "is_open"), is_open).toBool());
  }
  share_height();
}

void Stage::reset() {
  for (auto& [workspace, place] : places_) {
    place.height = 0;
    if (place.drawer) place.drawer->set_open(true);
  }
  share_height();
}

}  // namespace cortiscope
