#pragma once

#include <QFrame>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace cortiscope {

/// An answer to a question of the notice bar.
struct NoticeAnswer {
  QString text;
  std::function<void()> act;
};

/// One message across the top of the window, which does not block: an error, or a question with
/// answers.
class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);

  void show_message(const QString& message);
  void offer(const QString& message, const std::vector<NoticeAnswer>& answers);
  /// Whether it shows a question.
  bool has_offer() const { return !isHidden() && !answers_.empty(); }
  /// Removes an offer, not a message.
  void withdraw_offer();
  QString message() const;

 private:
  void remove_answers();

  QLabel* text_;
  QHBoxLayout* row_;
  std::vector<QPushButton*> answers_;
};

}  // namespace cortiscope
