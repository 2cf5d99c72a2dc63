#pragma once

#include <QAction>
#include <QLineEdit>
#include <QPointer>
#include <vector>

#include "app/session/search.h"

class QTreeWidget;

namespace cortiscope {

class Flyout;
class SessionController;

/// One field for all that the window can go to: a vertex, region, model, subject, map or command.
/// A list under it shows what matches as one types; Return or a click goes there.
class SearchField : public QLineEdit {
  Q_OBJECT

 public:
  /// @param window  its menus' entries are the commands, looked up as one types
  SearchField(QWidget& window, SessionController& session);

  /// Takes the focus, with its text selected.
  void ask();

 Q_SIGNALS:
  /// It was gone to a region, by its name.
  void region_chosen(const QString& name);

 protected:
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void set_width();
  void collect();
  void show_found();
  void go_to(int row);
  int current() const;
  void step(int by);

  QWidget& window_;
  SessionController& session_;
  QTreeWidget* list_;
  Flyout* flyout_;
  std::vector<QPointer<QAction>> commands_;
  std::vector<Searchable> all_, found_;
};

}  // namespace cortiscope
