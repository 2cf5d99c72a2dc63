#pragma once

#include <QWidget>

class QBoxLayout;

namespace cortiscope {

/// Two widgets beside one another, or the second below the first where they are too wide for that.
class SideBySide : public QWidget {
 public:
  /// Takes both. @param first_stretch, second_stretch  how they share the width
  SideBySide(QWidget* first, int first_stretch, QWidget* second, int second_stretch);

  /// Of one below the other.
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;

 private:
  void arrange();

  QWidget *first_, *second_;
  QBoxLayout* layout_;
};

}  // namespace cortiscope
