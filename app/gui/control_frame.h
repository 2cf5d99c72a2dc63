#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

namespace cortiscope {

/// A frame around a control of a window, named by its object name, that follows it and says when it
/// was used. It takes no clicks itself.
class ControlFrame : public QWidget {
  Q_OBJECT

 public:
  /// @param window  whose controls are framed, and which the frame lies over
  explicit ControlFrame(QWidget& window);

  /// Frames the control, where a visible one has this name; an empty name frames none.
  void frame(const QString& name);
  /// What is framed, or nullptr.
  QWidget* control() const { return control_; }

 Q_SIGNALS:
  /// It was clicked, or had a key.
  void used();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void follow();

  QPointer<QWidget> control_;
};

}  // namespace cortiscope
