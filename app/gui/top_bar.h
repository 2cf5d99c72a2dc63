#pragma once

#include <QWidget>
#include <vector>

class QAction;

namespace cortiscope {

class TextLine;

/// Across the top of the window: the workspaces at the left; search, export and the session's name
/// at the right; at either end a button for the sidebar there. What they do is the actions'.
class TopBar : public QWidget {
  Q_OBJECT

 public:
  struct Actions {
    QAction *library, *inspector;
    std::vector<QAction*> workspaces;
    QAction* export_figure;
  };

  TopBar(const Actions& actions, QWidget* search, QWidget* parent = nullptr);

  /// @param name        empty: none is shown
  /// @param file        that it names
  /// @param is_changed  since it was saved: a dot before the name says so
  void set_session(const QString& name, const QString& file, bool is_changed);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void draw_icons();

  QAction *library_, *inspector_;
  TextLine* session_;
};

}  // namespace cortiscope
