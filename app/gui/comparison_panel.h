#pragma once

#include <QWidget>
#include <filesystem>
#include <functional>

#include "app/gui/comparison_controller.h"
#include "core/io/output_place.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QToolButton;

namespace cortiscope {

class ComparisonModel;
class LinePlotView;
class SessionController;
class SortedComparison;
class TextLine;

/// How the fits of the chosen subject line up with the hierarchy of the visual cortex: a table, and
/// a plot of the same numbers. They are computed while the panel is seen.
class ComparisonPanel : public QWidget {
  Q_OBJECT

 public:
  ComparisonPanel(SessionController& session, ComparisonController& comparisons,
                  QWidget* parent = nullptr);

  /// Writes the table, of both hemispheres and each, and of each route. A file that cannot be
  /// written is reported. @pre there is a report
  void save_csv(const std::filesystem::path& file);
  /// Writes the plot as it is shown, on white. The file's ending says as what. @pre likewise
  void save_plot(const std::filesystem::path& file);

 Q_SIGNALS:
  void saved(const QString& file);
  void failed(const QString& message);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* make_table_side();
  QWidget* make_plot_side();
  void show_comparison();
  void show_plot();
  void show_order();
  void mark_shown();
  void choose_row(const QModelIndex& index);
  void edit_order(bool is_edited);
  void take_order();
  void copy() const;
  void ask_and_save(const QString& title, const QString& name, const QString& kinds,
                    void (ComparisonPanel::*save)(const std::filesystem::path&));
  void write(const std::filesystem::path& file,
             const std::function<void(const Overwriting&)>& write);

  SessionController& session_;
  AlignedSide side_ = kBothSides;
  QLabel* note_ = nullptr;
  QTableView* table_ = nullptr;
  ComparisonModel* rows_ = nullptr;
  SortedComparison* sorted_ = nullptr;
  QPushButton *save_csv_ = nullptr, *save_plot_ = nullptr;
  LinePlotView* plot_ = nullptr;
  TextLine* order_ = nullptr;
  QLineEdit* order_edit_ = nullptr;
  QToolButton* order_button_ = nullptr;
  QLabel* order_error_ = nullptr;
  ComparisonController& comparisons_;
};

}  // namespace cortiscope
