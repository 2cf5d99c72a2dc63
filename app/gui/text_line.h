#pragma once

#include <QFrame>

namespace cortiscope {

/// One line of text, shortened at its end where it is too long. For words that change while one
/// watches: unlike a label's, its size does not follow them, and so nothing is laid out anew.
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
