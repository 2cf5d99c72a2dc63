#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace cortiscope {

class FitController;
struct FitJob;
struct FitProgress;

/// The fits that are running, waiting and done, with a forecast of those that wait.
class QueuePanel : public QWidget {
  Q_OBJECT

 public:
  explicit QueuePanel(FitController& fits, QWidget* parent = nullptr);

  /// Whether anything can be queued that is not.
  void set_can_add(bool can_add);

 Q_SIGNALS:
  void fit_all_requested();

 private:
  void show_queue();
  void show_forecasts();
  int row_of(int id) const;
  void cancel_selected();

  FitController& fits_;
  QTableWidget* table_;
  QLabel* forecast_;
  QPushButton *add_all_, *cancel_, *cancel_all_, *clear_;
};

}  // namespace cortiscope
