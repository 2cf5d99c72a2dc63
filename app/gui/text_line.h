#pragma once

#include <QFrame>

namespace cortiscope {

/// One line of text, shortened at its end where it is too long. For text that changes often: unlike
/// a label's, its size does not depend on the text, so nothing is laid out again.
class TextLine : public QFrame {
  Q_OBJECT

 public:
  explicit TextLine(Qt::Alignment alignment = Qt::AlignLeft, QWidget* parent = nullptr);

  void set_text(const QString& text);
  const QString& text() const { return text_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Qt::Alignment alignment_;
  QString text_;
};

}  // namespace cortiscope
