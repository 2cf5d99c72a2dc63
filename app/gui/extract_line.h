#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace cortiscope {

class ExtractController;

/// How far an extraction is, and a button that stops it. Hidden while there is none.
class ExtractLine : public QWidget {
  Q_OBJECT

 public:
  explicit ExtractLine(ExtractController& extractions, QWidget* parent = nullptr);

 private:
  QLabel* text_;
  QProgressBar* progress_;
};

}  // namespace cortiscope
