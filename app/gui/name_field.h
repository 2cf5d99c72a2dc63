#pragma once

#include <QLineEdit>
#include <functional>

namespace cortiscope {

/// A field laid over a picture, to name in place what is there. It waits for nobody: Return or a
/// click elsewhere takes the name, Esc leaves it as it was.
class NameField : public QLineEdit {
  Q_OBJECT

 public:
  explicit NameField(QWidget* over);

  /// @param middle  where it is put, of the widget that it lies over
  /// @param take    given what was typed, once
  void ask(const QString& name, QPoint middle, std::function<void(const QString&)> take);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void finish();

  QString name_;
  std::function<void(const QString&)> take_;
};

}  // namespace cortiscope
