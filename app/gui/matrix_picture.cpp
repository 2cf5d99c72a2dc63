#include "app/gui/matrix_picture.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr qreal kMark = 6;  // radius

QRectF circle_in(const QRectF& box) {
  const QPointF middle = box.center();
  return QRectF(middle.x() - kMark, middle.y() - kMark, 2 * kMark, 2 * kMark);
}

void draw_activity(QPainter& painter, const QColor& color, const QRectF& circle,
                   const CellActivity& activity) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(color, 1.6, activity.is_waiting ? Qt::DotLine : Qt::SolidLine));
  painter.drawEllipse(circle);
  if (!activity.progress) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawPie(circle.adjusted(2, 2, -2, -2), 90 * 16, -int(*activity.progress * 360 * 16));
}

void draw_source(QPainter& painter, const QPalette& palette, const QRectF& circle,
                 MapSource::Kind kind) {
  const QColor accent = palette.color(QPalette::Highlight);
  painter.setPen(Qt::NoPen);
  if (kind == MapSource::Kind::kTruth) {
    const QPointF middle = circle.center();
    const QPolygonF diamond({middle + QPointF(0, -kMark - 1), middle + QPointF(kMark + 1, 0),
                             middle + QPointF(0, kMark + 1), middle + QPointF(-kMark - 1, 0)});
    painter.setBrush(palette.color(QPalette::Text));
    painter.drawPolygon(diamond);
    return;
  }
  painter.setBrush(accent);
  if (kind != MapSource::Kind::kStopped) {
    painter.drawEllipse(circle);
    return;
  }
  painter.drawPie(circle, 90 * 16, 180 * 16);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(accent, 1.6));
  painter.drawEllipse(circle);
}

/// What can be done in a cell without a fit: to be fitted, to be extracted, or nothing.
void draw_possible(QPainter& painter, const QPalette& palette, const QRectF& circle, bool can_fit,
                   bool can_extract) {
  if (can_fit || can_extract) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(palette.color(QPalette::PlaceholderText), 1.4, can_fit ? Qt::SolidLine : Qt::DotLine));
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
    return;
  }
  const QPointF middle = circle.center();
  painter.setPen(QPen(palette.color(QPalette::Mid), 1.4));
  painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0));
}

void draw_mark(QPainter& painter, const QPalette& palette, const MatrixPicture& picture,
               const QRectF& circle, Choice at) {
  const LibraryCell& cell = picture.library.cell(at);
  const auto activity = picture.activities.find(at);
  if (activity != picture.activities.end()) {
    draw_activity(painter, palette.color(QPalette::Highlight), circle, activity->second);
  } else if (cell.source) {
    draw_source(painter, palette, circle, cell.source->kind);
  } else {
    draw_possible(painter, palette, circle, cell.can_fit(), picture.library.can_extract(at));
  }
}

/// The colour of a name, and the painter's font for it.
void set_name_style(QPainter& painter, const QWidget& widget, bool is_chosen) {
  QFont font = widget.font();
  font.setBold(is_chosen);
  painter.setFont(font);
  painter.setPen(widget.palette().color(is_chosen ? QPalette::Text : QPalette::PlaceholderText));
}

void draw_groups(QPainter& painter, const QWidget& widget, const MatrixLayout& layout) {
  for (std::size_t group = 0; group < layout.groups.size(); ++group) {
    const QRectF band = layout.band(group);
    painter.setPen(Qt::NoPen);
    painter.setBrush(widget.palette().color(QPalette::Midlight));
    painter.drawRoundedRect(band, 4, 4);
    set_name_style(painter, widget, false);
    const QRectF inside = band.adjusted(6, 0, -4, 0);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text_of(layout.groups[group].name),
                                                      Qt::ElideRight, int(inside.width())));
  }
}

void draw_models(QPainter& painter, const QWidget& widget, const MatrixPicture& picture) {
  const bool has_choice = picture.library.contains(picture.choice);
  const QFontMetrics metrics(widget.font());
  for (int column = 0; column < picture.layout.columns(); ++column) {
    const LibraryModel& model = picture.columns[std::size_t(column)];
    painter.save();
    set_name_style(painter, widget, has_choice && model.id == picture.choice.model);
    painter.translate(picture.layout.cell(0, column).center().x(),
                      picture.layout.head_height - kHeadPad + 2);
    painter.rotate(-90);
    const QString name =
        painter.fontMetrics().elidedText(text_of(model.name), Qt::ElideRight, kMostHead);
    painter.drawText(QPointF(0, metrics.ascent() / 2.0 - 1), name);
    painter.restore();
  }
}

void draw_subject(QPainter& painter, const QWidget& widget, const MatrixPicture& picture, int row) {
  const LibrarySubject& subject = picture.library.subjects()[std::size_t(row)];
  set_name_style(painter, widget, subject.id == picture.choice.subject);
  const int top = picture.layout.row_gap_y(row);
  const QRectF label(2, top, picture.layout.label_width - 8,
                     picture.layout.row_gap_y(row + 1) - top);
  painter.drawText(label, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap,
                   painter.fontMetrics().elidedText(text_of(subject.name), Qt::ElideMiddle,
                                                    2 * kMostLabel - 30));
}

void draw_cell(QPainter& painter, const QPalette& palette, const MatrixPicture& picture, int row,
               int column) {
  const Choice at{picture.library.subjects()[std::size_t(row)].id,
                  picture.columns[std::size_t(column)].id};
  const QRectF box = picture.layout.cell(row, column).adjusted(1, 4, -1, -4);
  const bool is_chosen = at == picture.choice;
  painter.setPen(is_chosen ? QPen(palette.color(QPalette::Highlight), 1.4) : QPen(Qt::NoPen));
  painter.setBrush(palette.color(is_chosen || at == picture.hovered ? QPalette::Midlight
                                                                    : QPalette::AlternateBase));
  painter.drawRoundedRect(box, 5, 5);
  draw_mark(painter, palette, picture, circle_in(box), at);
}

}  // namespace

void draw(QPainter& painter, const QWidget& widget, const MatrixPicture& picture) {
  painter.setRenderHint(QPainter::Antialiasing);
  draw_groups(painter, widget, picture.layout);
  draw_models(painter, widget, picture);
  for (int row = 0; row < picture.layout.rows; ++row) {
    draw_subject(painter, widget, picture, row);
    for (int column = 0; column < picture.layout.columns(); ++column) {
      draw_cell(painter, widget.palette(), picture, row, column);
    }
  }
}

}  // namespace cortiscope
