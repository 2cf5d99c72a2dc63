#pragma once

#include <QWidget>
#include <vector>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace cortiscope {

/// Panels of one workspace below its views, one shown at a time, that fold away under their tabs.
class Drawer : public QWidget {
  Q_OBJECT

 public:
  explicit Drawer(QWidget* parent = nullptr);

  /// Takes a panel over, behind the others.
  void add(const QString& title, QWidget* panel);
  /// Shows one of its panels, and opens. @pre it was added
  void show_panel(QWidget* panel);

  bool is_open() const { return is_open_; }
  void set_open(bool is_open);
  /// Of the row with the tabs, which stays while it is folded.
  int head_height() const;

 Q_SIGNALS:
  void open_changed();

 private:
  QTabBar* tabs_;
  QToolButton* fold_;
  QWidget* head_;
  QStackedWidget* panels_;
  std::vector<QWidget*> pages_;  // what each of them scrolls
  bool is_open_ = true;
};

}  // namespace cortiscope
