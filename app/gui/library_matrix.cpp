#include "app/gui/library_matrix.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kWidth = 28;  // of a cell
constexpr int kHeight = 34;
constexpr int kHeadPad = 10;
constexpr int kMostLabel = 92;  // longer names take two lines
constexpr int kMostHead = 130;
constexpr qreal kMark = 6;      // radius
constexpr qreal kDragFrom = 8;  // pixels; less is a click

/// For the names of the chosen row and column, the widest form of a name.
QFontMetrics chosen_metrics(QFont font) {
  font.setBold(true);
  return QFontMetrics(font);
}

}  // namespace

LibraryMatrix::LibraryMatrix(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setAccessibleName(tr("Subjects and models"));
  setAccessibleDescription(
      tr("Alt and the arrow keys move the chosen model or subject to another place"));
}

void LibraryMatrix::show_library(const Library& library) {
  library_ = &library;
  update_columns();
}

void LibraryMatrix::set_filter(const QString& text) {
  filter_ = text.trimmed();
  update_columns();
}

void LibraryMatrix::update_columns() {
  columns_.clear();
  if (!library_) return;
  for (const LibraryModel& model : library_->models()) {
    if (text_of(model.name).contains(filter_, Qt::CaseInsensitive)) columns_.push_back(model);
  }
  updateGeometry();
  update();
}

void LibraryMatrix::set_choice(Choice choice) {
  choice_ = choice;
  update();
}

void LibraryMatrix::set_activity(Choice at, std::optional<CellActivity> activity) {
  if (activity) {
    activities_[at] = *activity;
  } else {
    activities_.erase(at);
  }
  update();
}

void LibraryMatrix::clear_activities() {
  activities_.clear();
  update();
}

int LibraryMatrix::head_height() const {
  const QFontMetrics metrics = chosen_metrics(font());
  int longest = 0;
  for (const LibraryModel& model : columns_) {
    longest = std::max(longest, metrics.horizontalAdvance(text_of(model.name)));
  }
  return std::min(longest, kMostHead) + 2 * kHeadPad;
}

int LibraryMatrix::label_width() const {
  const QFontMetrics metrics = chosen_metrics(font());
  int longest = 0;
  if (library_) {
    for (const LibrarySubject& subject : library_->subjects()) {
      longest = std::max(longest, metrics.horizontalAdvance(text_of(subject.name)));
    }
  }
  return std::min(longest, kMostLabel) + 12;
}

QSize LibraryMatrix::sizeHint() const {
  if (!library_) return {200, 100};
  return {label_width() + kWidth * int(columns_.size()) + 4,
          head_height() + kHeight * int(library_->subjects().size()) + 4};
}

Choice LibraryMatrix::choice_in(int row, int column) const {
  return {library_->subjects()[std::size_t(row)].id, columns_[std::size_t(column)].id};
}

QRectF LibraryMatrix::cell_box(int row, int column) const {
  return QRectF(label_width() + column * kWidth, head_height() + row * kHeight, kWidth, kHeight);
}

std::optional<int> LibraryMatrix::row_at(QPointF position) const {
  if (!library_) return std::nullopt;
  const int row = int(std::floor((position.y() - head_height()) / kHeight));
  const bool is_inside = row >= 0 && row < int(library_->subjects().size());
  return is_inside ? std::optional(row) : std::nullopt;
}

std::optional<int> LibraryMatrix::column_at(QPointF position) const {
  const int column = int(std::floor((position.x() - label_width()) / kWidth));
  const bool is_inside = column >= 0 && column < int(columns_.size());
  return is_inside ? std::optional(column) : std::nullopt;
}

std::optional<Choice> LibraryMatrix::cell_at(QPointF position) const {
  const std::optional<int> row = row_at(position), column = column_at(position);
  return row && column ? std::optional(choice_in(*row, *column)) : std::nullopt;
}

void LibraryMatrix::draw_mark(QPainter& painter, QRectF box, Choice at) const {
  const LibraryCell& cell = library_->cell(at);
  const QPointF middle = box.center();
  const QColor accent = palette().color(QPalette::Highlight);
  const QColor quiet = palette().color(QPalette::PlaceholderText);
  const QRectF circle(middle.x() - kMark, middle.y() - kMark, 2 * kMark, 2 * kMark);
  painter.setPen(Qt::NoPen);
  const auto activity = activities_.find(at);
  if (activity != activities_.end()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, 1.6, activity->second.is_waiting ? Qt::DotLine : Qt::SolidLine));
    painter.drawEllipse(circle);
    if (activity->second.progress) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(accent);
      painter.drawPie(circle.adjusted(2, 2, -2, -2), 90 * 16,
                      -int(*activity->second.progress * 360 * 16));
    }
    return;
  }
  if (cell.source) {
    switch (cell.source->kind) {
      case MapSource::Kind::kTruth: {
        const QPolygonF diamond({middle + QPointF(0, -kMark - 1), middle + QPointF(kMark + 1, 0),
                                 middle + QPointF(0, kMark + 1), middle + QPointF(-kMark - 1, 0)});
        painter.setBrush(palette().color(QPalette::Text));
        painter.drawPolygon(diamond);
        return;
      }
      case MapSource::Kind::kStopped:
        painter.setBrush(accent);
        painter.drawPie(circle, 90 * 16, 180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(accent, 1.6));
        painter.drawEllipse(circle);
        return;
      default:
        painter.setBrush(accent);
        painter.drawEllipse(circle);
        return;
    }
  }
  if (cell.can_fit() || library_->can_extract(at)) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(quiet, 1.4, cell.can_fit() ? Qt::SolidLine : Qt::DotLine));
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
    return;
  }
  painter.setPen(QPen(palette().color(QPalette::Mid), 1.4));
  painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0));
}

void LibraryMatrix::paintEvent(QPaintEvent*) {
  if (!library_) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor text = palette().color(QPalette::Text),
               quiet = palette().color(QPalette::PlaceholderText);
  const QFontMetrics metrics(font());
  const int rows = int(library_->subjects().size()), columns = int(columns_.size());

  // The chosen row and column as a faint cross, the cell itself stronger.
  const bool has_choice = library_->contains(choice_);
  for (int column = 0; column < columns; ++column) {
    const QRectF box = cell_box(0, column);
    const LibraryModel& model = columns_[std::size_t(column)];
    painter.save();
    const bool is_chosen = has_choice && model.id == choice_.model;
    painter.setPen(is_chosen ? text : quiet);
    QFont head = font();
    head.setBold(is_chosen);
    painter.setFont(head);
    painter.translate(box.center().x(), head_height() - kHeadPad + 2);
    painter.rotate(-90);
    const QString name =
        QFontMetrics(head).elidedText(text_of(model.name), Qt::ElideRight, kMostHead);
    painter.drawText(QPointF(0, metrics.ascent() / 2.0 - 1), name);
    painter.restore();
  }
  for (int row = 0; row < rows; ++row) {
    const QRectF first = cell_box(row, 0);
    const LibrarySubject& subject = library_->subjects()[std::size_t(row)];
    const bool is_chosen = subject.id == choice_.subject;
    QFont label = font();
    label.setBold(is_chosen);
    painter.setFont(label);
    painter.setPen(is_chosen ? text : quiet);
    const QString name = text_of(subject.name);
    painter.drawText(QRectF(2, first.top(), label_width() - 8, kHeight),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap,
                     QFontMetrics(label).elidedText(name, Qt::ElideMiddle, 2 * kMostLabel - 30));
    for (int column = 0; column < columns; ++column) {
      const Choice at = choice_in(row, column);
      const QRectF box = cell_box(row, column).adjusted(1, 4, -1, -4);
      painter.setPen(at == choice_ ? QPen(palette().color(QPalette::Highlight), 1.4) : Qt::NoPen);
      painter.setBrush(at == choice_ || at == hovered_ ? palette().color(QPalette::Midlight)
                                                       : palette().color(QPalette::AlternateBase));
      painter.drawRoundedRect(box, 5, 5);
      draw_mark(painter, box, at);
    }
  }
  draw_gap(painter);
}

QString LibraryMatrix::tip_for(Choice at) const {
  const LibraryCell& cell = library_->cell(at);
  QString tip = text_of(library_->find_model(at.model)->name) + QStringLiteral(" · ") +
                text_of(library_->find_subject(at.subject)->name);
  if (cell.source && cell.source->kind == MapSource::Kind::kTruth) {
    tip += tr("\nthe known answer of this simulated subject");
  } else if (cell.source) {
    tip += tr("\nmean %1 %2")
               .arg(text_of(cell.source->score_name))
               .arg(cell.source->mean_score(), 0, 'f', 3);
  } else if (cell.can_fit()) {
    tip += tr("\nnot fitted yet");
  } else if (library_->can_extract(at)) {
    tip += tr("\nits features of these images can be extracted");
  } else {
    tip += tr("\nno features of this network for this subject's images");
  }
  const bool is_finished = cell.source && cell.source->kind == MapSource::Kind::kFit;
  if (cell.has_checkpoint) {
    tip += is_finished ? tr("\nnot converged: it can go on")
                       : tr("\nan interrupted fit can be resumed");
  }
  return tip;
}

bool LibraryMatrix::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto at = cell_at(help->pos());
    if (at) QToolTip::showText(help->globalPos(), tip_for(*at), this);
    return at.has_value();
  }
  return QWidget::event(event);
}

void LibraryMatrix::mousePressEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  const bool is_held = event->button() == Qt::LeftButton;
  if (const auto cell = cell_at(at)) {
    Q_EMIT chosen(*cell);
  } else if (const auto row = row_at(at)) {
    const SubjectId subject = library_->subjects()[std::size_t(*row)].id;
    if (is_held) drag_ = Drag{{}, subject, at, {}};
    Q_EMIT subject_chosen(subject);
  } else if (const auto column = column_at(at); column && at.y() < head_height()) {
    const LibraryModel model = columns_[std::size_t(*column)];
    if (is_held && !model.is_known_answer) drag_ = Drag{model.id, -1, at, {}};
    Q_EMIT model_chosen(model.id);
  }
}

void LibraryMatrix::drag_to(QPointF position) {
  const bool is_far = (position - drag_->pressed).manhattanLength() >= kDragFrom;
  if (!is_far && !drag_->gap) return;
  setCursor(Qt::ClosedHandCursor);
  const qreal along = drag_->model ? (position.x() - label_width()) / kWidth
                                   : (position.y() - head_height()) / kHeight;
  const int count = drag_->model ? int(columns_.size()) : int(library_->subjects().size());
  drag_->gap = std::clamp(int(std::lround(along)), 0, count);
  update();
}

void LibraryMatrix::draw_gap(QPainter& painter) const {
  if (!drag_ || !drag_->gap) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  if (drag_->model) {
    const int x = label_width() + *drag_->gap * kWidth;
    painter.drawLine(x, 0, x, height());
  } else {
    const int y = head_height() + *drag_->gap * kHeight;
    painter.drawLine(0, y, width(), y);
  }
}

void LibraryMatrix::mouseReleaseEvent(QMouseEvent*) {
  const std::optional<Drag> drag = std::exchange(drag_, std::nullopt);
  if (!drag || !drag->gap) return;
  unsetCursor();
  update();
  const auto gap = std::size_t(*drag->gap);
  if (drag->model) {
    Q_EMIT model_moved(*drag->model, gap < columns_.size() ? columns_[gap].id : -1);
  } else {
    const auto& subjects = library_->subjects();
    Q_EMIT subject_moved(drag->subject, gap < subjects.size() ? subjects[gap].id : -1);
  }
}

void LibraryMatrix::mouseDoubleClickEvent(QMouseEvent* event) {
  if (const auto at = cell_at(event->position())) Q_EMIT activated(*at);
}

void LibraryMatrix::mouseMoveEvent(QMouseEvent* event) {
  if (drag_) return drag_to(event->position());
  const Choice at = cell_at(event->position()).value_or(Choice{});
  if (at == hovered_) return;
  hovered_ = at;
  update();
}

void LibraryMatrix::contextMenuEvent(QContextMenuEvent* event) {
  if (!library_) return;
  const std::optional<int> row = row_at(event->pos());
  const std::optional<int> column = column_at(event->pos());
  Choice of;
  if (row) of.subject = library_->subjects()[std::size_t(*row)].id;
  if (column) of.model = columns_[std::size_t(*column)].id;
  if (of != Choice{}) Q_EMIT menu_requested(of, event->globalPos());
}

void LibraryMatrix::leaveEvent(QEvent*) {
  hovered_ = {};
  update();
}

}  // namespace cortiscope
