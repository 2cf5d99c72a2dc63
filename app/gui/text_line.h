#pragma once

#include <QFrame>

namespace cortiscope {

/// One line of text, shortened at its end where it is too long. For text that changes often: unlike
/// a label's, its size does not depend on the text, so nothing is laid out again; unless it is
/// asked to be as wide as its text, where there is room.
class TextLine : public QFrame {
  Q_OBJECT

 public:
  enum class Width {
    kGiven,  ///< all that there is
    kOfText  ///< of its text, or less
  };

  explicit TextLine(Qt::Alignment alignment = Qt::AlignLeft, Width width = Width::kGiven,
                    QWidget* parent = nullptr);

  void set_text(const QString& text);
  const QString& text() const { return text_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Qt::Alignment alignment_;
  Width width_;
  QString text_;
};

}  // namespace cortiscope
