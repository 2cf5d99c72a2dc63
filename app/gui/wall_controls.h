#pragma once

#include <QWidget>
#include <utility>
#include <vector>

class QBoxLayout;
class QComboBox;
class QToolButton;

namespace cortiscope {

class TextLine;
class WallView;
enum class WallMode;

/// The line over a wall: what its rows are, its order, the tiles that are compared. Two
/// lines where one is too narrow.
class WallControls : public QWidget {
 public:
  explicit WallControls(WallView& wall);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* make_view_side();
  QWidget* make_pair_side();
  void arrange();
  void show_state();

  WallView& wall_;
  QComboBox *rows_, *order_;
  std::vector<std::pair<WallMode, QToolButton*>> modes_;
  TextLine* note_;
  QBoxLayout* sides_;
  QWidget *view_side_, *pair_side_;
};

}  // namespace cortiscope
