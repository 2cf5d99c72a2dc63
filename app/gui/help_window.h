#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace cortiscope {

/// The help pages of resources/help, the keyboard first.
class HelpWindow : public QDialog {
 public:
  explicit HelpWindow(QWidget* parent = nullptr);

 private:
  void show_page(int page);

  QListWidget* pages_;
  QTextBrowser* text_;
};

}  // namespace cortiscope
