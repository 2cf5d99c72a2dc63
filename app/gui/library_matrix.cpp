#include "app/gui/library_matrix.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <utility>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr qreal kDragFrom = 8;  // pixels; less is a click

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

MatrixLayout LibraryMatrix::matrix_layout() const {
  return library_ ? layout_of(*library_, columns_, font()) : MatrixLayout();
}

QSize LibraryMatrix::sizeHint() const { return library_ ? matrix_layout().size() : QSize(200, 100); }

QStringList LibraryMatrix::groups() const {
  QStringList names;
  for (const ModelGroup& group : matrix_layout().groups) names << text_of(group.name);
  return names;
}

Choice LibraryMatrix::choice_in(int row, int column) const {
  return {library_->subjects()[std::size_t(row)].id, columns_[std::size_t(column)].id};
}

std::optional<Choice> LibraryMatrix::cell_at(QPointF position) const {
  const MatrixLayout now = matrix_layout();
  const std::optional<int> row = now.row_at(position), column = now.column_at(position);
  return row && column ? std::optional(choice_in(*row, *column)) : std::nullopt;
}

void LibraryMatrix::paintEvent(QPaintEvent*) {
  if (!library_) return;
  QPainter painter(this);
  const MatrixLayout now = matrix_layout();
  draw(painter, *this, {*library_, columns_, now, activities_, choice_, hovered_});
  draw_gap(painter, now);
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

QString LibraryMatrix::tip_at(QPointF position) const {
  if (const auto at = cell_at(position)) return tip_for(*at);
  const MatrixLayout now = matrix_layout();
  const auto group = now.band_at(position);
  return group ? text_of(now.groups[*group].name) : QString();
}

bool LibraryMatrix::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tip_at(help->pos());
    if (!tip.isEmpty()) QToolTip::showText(help->globalPos(), tip, this);
    return !tip.isEmpty();
  }
  return QWidget::event(event);
}

void LibraryMatrix::mousePressEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  const bool is_held = event->button() == Qt::LeftButton;
  const MatrixLayout now = matrix_layout();
  if (const auto cell = cell_at(at)) {
    Q_EMIT chosen(*cell);
  } else if (const auto row = now.row_at(at)) {
    const SubjectId subject = library_->subjects()[std::size_t(*row)].id;
    if (is_held) drag_ = Drag{{}, subject, at, {}};
    Q_EMIT subject_chosen(subject);
  } else if (const auto column = now.column_at(at);
             column && at.y() >= now.band_height && at.y() < now.head_height) {
    const LibraryModel model = columns_[std::size_t(*column)];
    if (is_held && !model.is_known_answer) drag_ = Drag{model.id, -1, at, {}};
    Q_EMIT model_chosen(model.id);
  }
}

/// Of the dragged model; absent where it has gone since.
std::optional<int> LibraryMatrix::dragged_column() const {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (drag_->model == columns_[column].id) return int(column);
  }
  return std::nullopt;
}

void LibraryMatrix::drag_to(QPointF position) {
  const bool is_far = (position - drag_->pressed).manhattanLength() >= kDragFrom;
  if (!is_far && !drag_->gap) return;
  const std::optional<int> column = dragged_column();
  if (drag_->model && !column) return drag_.reset();
  setCursor(Qt::ClosedHandCursor);
  const MatrixLayout now = matrix_layout();
  drag_->gap = column ? now.column_gap_at(position, *column) : now.row_gap_at(position);
  update();
}

void LibraryMatrix::draw_gap(QPainter& painter, const MatrixLayout& now) const {
  if (!drag_ || !drag_->gap) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  if (!drag_->model) {
    const int y = now.row_gap_y(*drag_->gap);
    painter.drawLine(0, y, width(), y);
  } else if (const auto column = dragged_column()) {
    const int x = now.gap_x(*drag_->gap, *column);
    painter.drawLine(x, now.band_height, x, height());
  }
}

void LibraryMatrix::mouseReleaseEvent(QMouseEvent*) {
  if (drag_ && drag_->gap) {
    unsetCursor();
    update();
    if (drag_->model) {
      drop_model();
    } else {
      const auto& subjects = library_->subjects();
      const auto gap = std::size_t(*drag_->gap);
      Q_EMIT subject_moved(drag_->subject, gap < subjects.size() ? subjects[gap].id : -1);
    }
  }
  drag_.reset();
}

/// At the end of its group or of all, behind those.
void LibraryMatrix::drop_model() {
  const std::optional<int> column = dragged_column();
  if (!column) return;
  const bool is_end = *drag_->gap == matrix_layout().gaps_of(*column).second;
  Q_EMIT model_moved(*drag_->model, is_end ? -1 : columns_[std::size_t(*drag_->gap)].id);
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
  const MatrixLayout now = matrix_layout();
  const std::optional<int> row = now.row_at(event->pos());
  const std::optional<int> column = now.column_at(event->pos());
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
