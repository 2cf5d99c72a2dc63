#pragma once

#include <QPlainTextEdit>
#include <QWidget>

namespace cortiscope {

/// What happened, with times, to be sent with a bug report. Starts with the versions of what it
/// runs on.
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
