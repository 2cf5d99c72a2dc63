#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <functional>
#include <vector>

class QFrame;
class QWidget;

namespace cortiscope {

/// An answer to the question of a toast.
struct ToastAnswer {
  QString text;
  std::function<void()> act;
};

/// Messages that lie over a widget, at its lower edge, the newest lowest. They neither block nor
/// move it. An error or a question stays until it is closed or answered, what is only told goes by
/// itself. GUI thread only.
class Toasts : public QObject {
  Q_OBJECT

 public:
  explicit Toasts(QObject* parent = nullptr) : QObject(parent) {}

  /// Called once, before anything is shown.
  void lie_over(QWidget& over);

  /// Something went wrong. The same message again replaces the one that is shown.
  void show_message(const QString& message);
  /// Something was done; goes after some seconds.
  void tell(const QString& message);
  /// A question; one at a time: it replaces the one before.
  void offer(const QString& message, const std::vector<ToastAnswer>& answers);
  /// Whether a question is shown.
  bool has_offer() const;
  /// Removes the question, no message.
  void withdraw_offer();
  /// What the newest says; empty where there is none.
  QString message() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Toast {
    QString message;
    QFrame* frame;
    bool is_question;
  };
  QFrame* add(const QString& message, const std::vector<ToastAnswer>& answers);
  void remove(const QFrame* frame);
  void arrange();

  QPointer<QWidget> over_;
  std::vector<Toast> shown_;  // from the oldest
};

}  // namespace cortiscope
