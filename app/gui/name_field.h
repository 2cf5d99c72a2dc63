#pragma once

#include <QLineEdit>
#include <functional>

namespace cortiscope {

/// A text field over a view, to name what is there. It does not block: Return or a click elsewhere
/// accepts the name, Esc cancels.
class NameField : public QLineEdit {
  Q_OBJECT

 public:
  explicit NameField(QWidget* over);

  /// @param middle  its position, in the widget below it
  /// @param take    called with what was typed, once
  void ask(const QString& name, QPoint middle, std::function<void(const QString&)> take);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void finish();

  QString name_;
  std::function<void(const QString&)> take_;
};

}  // namespace cortiscope
