#pragma once

#include <QWidget>

#include "app/session/wall_page.h"

class QToolButton;

namespace cortiscope {

class TextLine;

/// The line under the controls of a wall that is too large to be seen whole: which columns and rows
/// are shown of how many, with buttons to the others. Hidden where all fit.
class WallPager : public QWidget {
  Q_OBJECT

 public:
  explicit WallPager(QWidget* parent = nullptr);
  void show_page(const WallPage& page);

 Q_SIGNALS:
  /// The user asked for a page further or back.
  void turned(const cortiscope::WallPlace& by);

 private:
  /// The buttons and words of columns or of rows.
  struct Axis {
    QWidget* all;
    QToolButton *back, *on;
    TextLine* words;
  };
  Axis make_axis(const QString& name, const QString& back, const QString& on, WallPlace by);
  static void show_axis(const Axis& axis, const QString& words, int first, int end, int count);

  Axis columns_, rows_;
};

}  // namespace cortiscope
