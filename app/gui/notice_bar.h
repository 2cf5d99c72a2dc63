#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace cortiscope {

/// One message across the top of the window, which waits for nobody: what went wrong, or a question
/// with one answer.
class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);

  void show_message(const QString& message);
  void offer(const QString& message, const QString& action, std::function<void()> act);
  /// Takes away an offer, not a message.
  void withdraw_offer();
  QString message() const;

 private:
  QLabel* text_;
  QPushButton* action_;
  std::function<void()> act_;
};

}  // namespace cortiscope
