#pragma once

#include <QFrame>

namespace cortiscope {

/// A small panel over the window, opened under a button or field. A click elsewhere or Esc closes
/// it; the window's layout does not change.
class Flyout : public QFrame {
  Q_OBJECT

 public:
  /// @param content  taken over
  Flyout(QWidget* window, QWidget* content);

  /// Opens it under a widget of the window, as far as there is room right-aligned with it.
  /// @param size  as far as there is room
  void open_under(QWidget& anchor, QSize size);

 Q_SIGNALS:
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void arrange();

  QWidget* anchor_ = nullptr;
  QSize wanted_;
};

}  // namespace cortiscope
