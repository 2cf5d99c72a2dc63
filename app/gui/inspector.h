#pragma once

#include <QWidget>

class QTabWidget;

namespace cortiscope {

/// The right sidebar: what is pinned, the stimulus; below it, as tabs, cards of what is selected.
class Inspector : public QWidget {
  Q_OBJECT

 public:
  /// @param pinned  taken over
  explicit Inspector(QWidget* pinned, QWidget* parent = nullptr);

  /// Takes a card over, behind the others.
  void add_card(const QString& title, QWidget* card);
  void show_card(QWidget* card);

 private:
  QTabWidget* cards_;
};

}  // namespace cortiscope
