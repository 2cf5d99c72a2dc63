#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace cortiscope {

/// One message across the top of the window, which does not block: an error, or a question with one
/// answer.
class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);

  void show_message(const QString& message);
  void offer(const QString& message, const QString& action, std::function<void()> act);
  /// Removes an offer, not a message.
  void withdraw_offer();
  QString message() const;

 private:
  QLabel* text_;
  QPushButton* action_;
  std::function<void()> act_;
};

}  // namespace cortiscope
