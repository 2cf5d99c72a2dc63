#include "app/gui/work_area.h"

#include <QDataStream>
#include <QEvent>
#include <QIODevice>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace cortiscope {
namespace {

constexpr int kVersion = 1;  // of what save() gives

}  // namespace

// A line of text is 15 to 16 px high at the usual size: the inspector is over the stage in windows
// narrower than about 1280 px, the library in those narrower than about 900 px.
WorkArea::WorkArea(QWidget* library, QWidget* stage, QWidget* inspector, QWidget* parent)
    : QWidget(parent), stage_(stage), sides_{{library, 21, 60}, {inspector, 20, 85}} {
  splitter_ = new QSplitter(Qt::Horizontal);
  splitter_->setHandleWidth(1);
  splitter_->setChildrenCollapsible(false);
  for (QWidget* each : {library, stage, inspector}) splitter_->addWidget(each);
  splitter_->setStretchFactor(1, 1);
  splitter_->installEventFilter(this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter_);
  connect(splitter_, &QSplitter::splitterMoved, this, [this] { has_sizes_ = true; });
}

bool& WorkArea::shown(Sidebar which) {
  Side& side = sides_[which];
  if (side.is_over) return side.is_over_shown;
  return is_bare_ ? side.is_bare_shown : side.is_beside_shown;
}

bool WorkArea::is_shown(Sidebar which) const { return const_cast<WorkArea*>(this)->shown(which); }

void WorkArea::set_shown(Sidebar which, bool is_shown) {
  shown(which) = is_shown;
  arrange();
}

void WorkArea::set_bare(bool is_bare) {
  if (is_bare == is_bare_) return;
  is_bare_ = is_bare;
  for (Side& side : sides_) side.is_over_shown = side.is_bare_shown = false;
  arrange();
}

void WorkArea::reset() {
  has_sizes_ = false;
  for (Side& side : sides_) {
    side.is_beside_shown = true;
    side.is_over_shown = side.is_bare_shown = false;
  }
  arrange();
}

void WorkArea::put(Side& side, bool is_over) {
  if (side.is_over == is_over) return;
  side.is_over = is_over;
  side.is_over_shown = false;
  const bool is_left = &side == &sides_[kLibrary];
  if (is_over) {
    side.panel->setParent(this);
  } else {
    splitter_->insertWidget(is_left ? 0 : splitter_->count(), side.panel);
  }
  side.panel->setProperty("over", !is_over  ? QString()
                                  : is_left ? QStringLiteral("left")
                                            : QStringLiteral("right"));
  side.panel->style()->polish(side.panel);  // a border over the stage
  side.panel->setContentsMargins(is_over && !is_left, 0, is_over && is_left, 0);
}

void WorkArea::arrange() {
  const int window_em = width() / em();
  for (Side& side : sides_) put(side, window_em < side.least_window_em);
  for (const Sidebar which : {kLibrary, kInspector}) {
    Side& side = sides_[which];
    side.panel->setVisible(shown(which));
    if (!side.is_over) continue;
    const int wide =
        std::min(std::max(side.em * em(), side.panel->minimumSizeHint().width()), width());
    side.panel->setGeometry(which == kLibrary ? 0 : width() - wide, 0, wide, height());
    side.panel->raise();
  }
  share_width();
  Q_EMIT shown_changed();
}

/// Until the user chose widths.
void WorkArea::share_width() {
  if (has_sizes_) return;
  QList<int> sizes;
  int rest = splitter_->width();
  for (int i = 0; i < splitter_->count(); ++i) {
    const QWidget* each = splitter_->widget(i);
    const bool is_library = each == sides_[kLibrary].panel;
    const int wide = each == stage_ || each->isHidden()
                         ? 0
                         : sides_[is_library ? kLibrary : kInspector].em * em();
    sizes << wide;
    rest -= wide;
  }
  sizes[splitter_->indexOf(stage_)] = std::max(1, rest);
  splitter_->setSizes(sizes);
}

/// Before the splitter shares its new width by itself.
bool WorkArea::eventFilter(QObject* watched, QEvent* event) {
  if (watched == splitter_ && event->type() == QEvent::Resize) share_width();
  return QWidget::eventFilter(watched, event);
}

void WorkArea::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void WorkArea::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  // Later: it removes handles of the splitter, and Qt is going through all widgets.
  if (event->type() == QEvent::FontChange) {
    QMetaObject::invokeMethod(this, &WorkArea::arrange, Qt::QueuedConnection);
  }
}

QByteArray WorkArea::save() const {
  QByteArray state;
  QDataStream out(&state, QIODevice::WriteOnly);
  out << kVersion << sides_[kLibrary].is_beside_shown << sides_[kInspector].is_beside_shown;
  const bool has_all = !sides_[kLibrary].is_over && !sides_[kInspector].is_over;
  out << (has_sizes_ && has_all ? splitter_->sizes() : QList<int>());
  return state;
}

void WorkArea::restore(const QByteArray& state) {
  QDataStream in(state);
  int version = 0;
  bool has_library = true, has_inspector = true;
  QList<int> sizes;
  in >> version >> has_library >> has_inspector >> sizes;
  if (in.status() != QDataStream::Ok || version != kVersion) return;
  sides_[kLibrary].is_beside_shown = has_library;
  sides_[kInspector].is_beside_shown = has_inspector;
  arrange();
  if (sizes.size() != splitter_->count()) return;
  has_sizes_ = true;
  splitter_->setSizes(sizes);
}

}  // namespace cortiscope
