#pragma once

#include <QWidget>
#include <map>
#include <optional>

#include "app/gui/matrix_picture.h"

namespace cortiscope {

/// Subjects by models as a grid of marks: full for fitted, half for stopped, a ring for what can be
/// fitted, a dotted one for what features can be extracted of, a diamond for a known answer, a
/// filling pie for what is being fitted. Names are dragged to put subjects and models in order.
/// Where the library groups its models, bands above them name the groups.
class LibraryMatrix : public QWidget {
  Q_OBJECT

 public:
  explicit LibraryMatrix(QWidget* parent = nullptr);

  /// @param library  borrowed; must outlive this widget
  void show_library(const Library& library);
  void set_choice(Choice choice);
  void set_activity(Choice at, std::optional<CellActivity> activity);
  void clear_activities();
  /// Shows only the models whose names contain a text.
  void set_filter(const QString& text);

  /// The names of the groups whose bands are shown, from left to right.
  QStringList groups() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void chosen(cortiscope::Choice choice);
  /// A subject's name was clicked.
  void subject_chosen(cortiscope::SubjectId subject);
  /// A model's name was clicked.
  void model_chosen(cortiscope::ModelId model);
  /// A model's name was dragged before another's; -1: behind all that are shown.
  void model_moved(cortiscope::ModelId model, cortiscope::ModelId before);
  void subject_moved(cortiscope::SubjectId subject, cortiscope::SubjectId before);
  /// Double-clicked.
  void activated(cortiscope::Choice choice);
  /// A menu is asked for, of a cell, or of a subject or a model by its name.
  void menu_requested(cortiscope::Choice of, QPoint global);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// A name that is held.
  struct Drag {
    std::optional<ModelId> model;  ///< or else
    SubjectId subject = -1;
    QPointF pressed;
    std::optional<int> gap;  ///< once it is dragged: the row or column that it goes before
  };
  MatrixLayout matrix_layout() const;
  void drag_to(QPointF position);
  std::optional<int> dragged_column() const;
  void drop_model();
  void draw_gap(QPainter& painter, const MatrixLayout& now) const;
  Choice choice_in(int row, int column) const;
  void update_columns();
  std::optional<Choice> cell_at(QPointF position) const;
  QString tip_for(Choice at) const;
  QString tip_at(QPointF position) const;

  const Library* library_ = nullptr;
  QString filter_;
  std::vector<LibraryModel> columns_;  // those that are shown; the library may have closed them
  Choice choice_, hovered_;
  std::map<Choice, CellActivity> activities_;
  std::optional<Drag> drag_;
};

}  // namespace cortiscope
