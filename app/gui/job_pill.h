#pragma once

#include <QToolButton>

#include "app/gui/extract_controller.h"
#include "app/gui/fit_controller.h"

namespace cortiscope {

/// What runs, in the status bar: "aligned 34 %, 2 min", of a fit and of an extraction. Its ground
/// fills as the work goes on. Hidden while nothing runs.
class JobPill : public QToolButton {
  Q_OBJECT

 public:
  JobPill(FitController& fits, ExtractController& extractions, QWidget* parent = nullptr);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void show_work();

  FitController& fits_;
  QString fit_, extraction_;  // empty where none runs
  double fit_done_ = 0, extraction_done_ = 0;
  int widest_ = 0;  // it does not shrink while something runs, or the bar would be laid out again
};

}  // namespace cortiscope
