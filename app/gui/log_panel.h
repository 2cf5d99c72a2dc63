#pragma once

#include <QPlainTextEdit>
#include <QWidget>

namespace cortiscope {

/// A log with times, for bug reports. It starts with the versions of the program, Qt and the
/// system.
class LogPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LogPanel(QWidget* parent = nullptr);

  void add(const QString& line);
  QString text() const { return text_->toPlainText(); }

 private:
  QPlainTextEdit* text_;
};

}  // namespace cortiscope
