#include "app/gui/wall_pager.h"

#include <QHBoxLayout>
#include <QToolButton>

#include "app/gui/switch_button.h"
#include "app/gui/text_line.h"

namespace cortiscope {

WallPager::WallPager(QWidget* parent) : QWidget(parent) {
  columns_ = make_axis(QStringLiteral("columns"), tr("Previous columns of the wall"),
                       tr("Next columns of the wall"), {1, 0});
  rows_ = make_axis(QStringLiteral("rows"), tr("Previous rows of the wall"),
                    tr("Next rows of the wall"), {0, 1});
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(8, 0, 8, 2);
  line->setSpacing(16);
  line->addWidget(columns_.all);
  line->addWidget(rows_.all);
  line->addStretch();
  hide();
}

WallPager::Axis WallPager::make_axis(const QString& name, const QString& back, const QString& on,
                                     WallPlace by) {
  Axis axis;
  axis.all = new QWidget;
  axis.words = new TextLine(Qt::AlignCenter, TextLine::Width::kOfText);
  axis.words->setObjectName(QStringLiteral("quiet"));
  const auto button = [&](const QString& text, const QString& tip, const char* which,
                          WallPlace turn) {
    QToolButton* made = switch_button(text, tip, QLatin1String(which) + name);
    made->setCheckable(false);
    made->setAccessibleName(tip);
    connect(made, &QToolButton::clicked, this, [this, turn] { Q_EMIT turned(turn); });
    return made;
  };
  axis.back = button(QStringLiteral("‹"), back, "previous-", {-by.column, -by.row});
  axis.on = button(QStringLiteral("›"), on, "next-", by);
  auto* line = new QHBoxLayout(axis.all);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(4);
  for (QWidget* each : {static_cast<QWidget*>(axis.back), static_cast<QWidget*>(axis.words),
                        static_cast<QWidget*>(axis.on)}) {
    line->addWidget(each);
  }
  return axis;
}

void WallPager::show_page(const WallPage& page) {
  const WallPlace first = page.first(), end = page.end(), count = page.count();
  show_axis(columns_, tr("Columns %1–%2 of %3"), first.column, end.column, count.column);
  show_axis(rows_, tr("Rows %1–%2 of %3"), first.row, end.row, count.row);
  setVisible(!columns_.all->isHidden() || !rows_.all->isHidden());
}

void WallPager::show_axis(const Axis& axis, const QString& words, int first, int end, int count) {
  axis.all->setVisible(end - first < count);
  axis.words->set_text(words.arg(first + 1).arg(end).arg(count));
  axis.back->setEnabled(first > 0);
  axis.on->setEnabled(end < count);
}

}  // namespace cortiscope
