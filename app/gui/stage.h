#pragma once

#include <QWidget>
#include <map>

#include "app/gui/workspace.h"

class QSplitter;
class QVBoxLayout;

namespace cortiscope {

class Drawer;

/// The middle of the window: above, the maps and the header of the views; then the views with their
/// legend; below, the drawer of the workspace, whose height each workspace keeps for itself.
class Stage : public QWidget {
  Q_OBJECT

 public:
  /// Takes all of them over.
  /// @param views  shown in every workspace, but where one has something else to show
  Stage(QWidget* maps, QWidget* header, QWidget* views, QWidget* legend, QWidget* parent = nullptr);

  /// A panel in the drawer of a workspace, behind those that are there.
  void add_panel(Workspace workspace, const QString& title, QWidget* panel);
  /// What a workspace shows instead of the views.
  void set_views(Workspace workspace, QWidget* instead);
  /// What a workspace shows below the legend, above its drawer: of Teach the question.
  void set_card(Workspace workspace, QWidget* card);

  Workspace workspace() const { return workspace_; }
  void set_workspace(Workspace workspace);
  /// Shows a panel of the workspace that is shown. @pre it was added there
  void show_panel(QWidget* panel);
  /// Of the workspace, or nullptr.
  Drawer* drawer() const;

  /// Views and legend, for messages to lie over.
  QWidget& viewing() { return *viewing_; }

  /// The heights of the drawers, and which are folded.
  void keep_settings() const;
  void restore();
  void reset();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Place {
    Drawer* drawer = nullptr;
    QWidget *views = nullptr, *card = nullptr;
    int height = 0;  ///< of the drawer, where the user chose it
  };
  void arrange();
  void share_height();

  QWidget* views_;  // the usual ones
  QWidget* viewing_;
  QVBoxLayout* column_;
  QSplitter* splitter_;
  std::map<Workspace, Place> places_;
  Workspace workspace_ = Workspace::kExplore;
};

}  // namespace cortiscope
