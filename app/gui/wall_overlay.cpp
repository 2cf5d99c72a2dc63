#include "app/gui/wall_overlay.h"

#include <QPainter>
#include <utility>

#include "app/gui/vertex_marks.h"

namespace cortiscope {
namespace {

constexpr double kCorner = 4;       // radius of a tile's frame
constexpr double kBadge = 18;       // side of a letter's
constexpr double kHandleHigh = 34;  // of the divider
constexpr double kHandleWide = 8;
constexpr double kNoteSize = 0.86;  // of the usual letters

QFont note_font(const QFont& usual) {
  QFont font = usual;
  font.setPointSizeF(usual.pointSizeF() * kNoteSize);
  return font;
}

/// A name in one line, or in two where it is too long for one: what tells names apart is often at
/// their end. Lines that are still too long are shortened.
QStringList lines_of(const QString& name, const QFontMetricsF& letters, double width) {
  if (letters.horizontalAdvance(name) <= width) return {name};
  QString first, rest = name;
  for (int space = int(name.indexOf(u' ')); space >= 0;
       space = int(name.indexOf(u' ', space + 1))) {
    if (letters.horizontalAdvance(name.left(space)) > width) break;
    first = name.left(space);
    rest = name.mid(space + 1);
  }
  QStringList lines;
  for (const QString& line : {first, rest}) {
    if (!line.isEmpty()) lines << letters.elidedText(line, Qt::ElideRight, width);
  }
  return lines;
}

}  // namespace

WallOverlay::WallOverlay(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
}

void WallOverlay::set_content(Content content) {
  content_ = std::move(content);
  is_painted_ = false;
  update();
}

void WallOverlay::paintEvent(QPaintEvent*) {
  is_painted_ = true;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Text& text : content_.texts) paint_text(painter, text);
  for (const Cell& cell : content_.cells) {
    painter.save();
    paint_cell(painter, cell);
    painter.restore();
  }
  if (content_.divider) paint_divider(painter, *content_.divider);
}

void WallOverlay::paint_text(QPainter& painter, const Text& text) const {
  const Qt::Alignment side = text.is_centred ? Qt::AlignHCenter : Qt::AlignLeft;
  QFont name = font();
  name.setWeight(text.is_bold ? QFont::DemiBold : QFont::Normal);
  const QFont note = note_font(font());
  const QFontMetricsF name_size(name), note_size(note);
  const QStringList names = lines_of(text.name, name_size, text.box.width());
  const double high =
      double(names.size()) * name_size.height() + (text.note.isEmpty() ? 0 : note_size.height());
  QRectF line(text.box.left(), text.box.center().y() - high / 2, text.box.width(),
              name_size.height());
  painter.setFont(name);
  painter.setPen(palette().color(QPalette::Text));
  for (const QString& words : names) {
    painter.drawText(line, side | Qt::AlignVCenter, words);
    line.translate(0, name_size.height());
  }
  if (text.note.isEmpty()) return;
  line.setHeight(note_size.height());
  painter.setFont(note);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(line, side | Qt::AlignVCenter,
                   note_size.elidedText(text.note, Qt::ElideRight, line.width()));
}

void WallOverlay::paint_cell(QPainter& painter, const Cell& cell) const {
  const QColor accent = palette().color(QPalette::Highlight);
  const double wide = cell.is_chosen ? 2 : 1;
  const QRectF frame = cell.box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(cell.is_chosen ? accent : palette().color(QPalette::Mid), wide));
  if (cell.is_framed) painter.drawRoundedRect(frame, kCorner, kCorner);
  if (!cell.note.isEmpty()) {
    painter.setFont(note_font(font()));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRectF inner = cell.box.adjusted(6, 0, -6, 0);
    painter.drawText(
        inner, Qt::AlignCenter,
        QFontMetricsF(painter.font()).elidedText(cell.note, Qt::ElideRight, inner.width()));
  }
  if (!cell.letter.isEmpty()) {
    const QRectF badge(cell.box.left() + 6, cell.box.top() + 6, kBadge, kBadge);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    painter.drawRoundedRect(badge, kCorner, kCorner);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(badge, Qt::AlignCenter, cell.letter);
  }
  painter.setClipRect(cell.box);
  const auto place = [&](const SeenVertex& seen) {
    return QPointF(seen.pixel.x(), seen.pixel.y()) / devicePixelRatioF();
  };
  if (cell.pointed_at) paint_dot(painter, place(*cell.pointed_at), cell.pointed_at->is_hidden);
  if (cell.marked) paint_ring(painter, place(*cell.marked), cell.marked->is_hidden);
}

/// White with dark edges: visible on any map.
void WallOverlay::paint_divider(QPainter& painter, double x) const {
  painter.setPen(QPen(QColor(20, 20, 20, 150), 3));
  painter.drawLine(QPointF(x, 0), QPointF(x, height()));
  painter.setPen(QPen(Qt::white, 1.4));
  painter.drawLine(QPointF(x, 0), QPointF(x, height()));
  const QRectF handle(x - kHandleWide / 2, (height() - kHandleHigh) / 2, kHandleWide, kHandleHigh);
  painter.setPen(QPen(QColor(20, 20, 20, 150), 1));
  painter.setBrush(Qt::white);
  painter.drawRoundedRect(handle, kHandleWide / 2, kHandleWide / 2);
}

}  // namespace cortiscope
