#include "app/gui/region_bars.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr std::size_t kMostRegions = 6;

}  // namespace

RegionBars::RegionBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setObjectName(QStringLiteral("region-bars"));
  setAccessibleName(tr("Regions"));
}

void RegionBars::show_counts(const ReaderCounts& counts) {
  rows_ = counts.regions;
  if (rows_.size() > kMostRegions) rows_.resize(kMostRegions);
  if (counts.outside > 0) rows_.push_back({tr("no region").toStdString(), counts.outside});
  QString words;
  for (const RegionCount& row : rows_) {
    words += QStringLiteral("%1 %L2\n").arg(text_of(row.name)).arg(row.vertices);
  }
  setAccessibleDescription(words);
  setToolTip(words.trimmed().toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
  updateGeometry();
  update();
}

int RegionBars::row_height() const { return fontMetrics().height() + 2; }

QSize RegionBars::sizeHint() const { return {240, int(rows_.size()) * row_height()}; }

void RegionBars::paintEvent(QPaintEvent*) {
  if (rows_.empty()) return;
  QPainter painter(this);
  const QFontMetrics metrics = fontMetrics();
  const QLocale locale;
  int most = 1, name_width = 0, number_width = 0;
  for (const RegionCount& row : rows_) {
    most = std::max(most, row.vertices);
    name_width = std::max(name_width, metrics.horizontalAdvance(text_of(row.name)));
    number_width = std::max(number_width, metrics.horizontalAdvance(locale.toString(row.vertices)));
  }
  name_width = std::min(name_width, width() * 2 / 5);
  const int left = name_width + 8, right = width() - number_width - 6;
  int top = 0;
  for (const RegionCount& row : rows_) {
    const QRect line(0, top, width(), row_height());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line.adjusted(0, 0, name_width - width(), 0), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(text_of(row.name), Qt::ElideRight, name_width));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, locale.toString(row.vertices));
    const int length = std::max(1, (right - left) * row.vertices / most);
    painter.fillRect(QRect(left, top + 4, length, row_height() - 8),
                     palette().color(QPalette::Highlight));
    top += row_height();
  }
}

}  // namespace cortiscope
