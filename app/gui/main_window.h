#pragma once

#include <QMainWindow>
#include <QPointer>
#include <filesystem>
#include <functional>
#include <utility>
#include <vector>

#include "app/gui/close_guard.h"
#include "app/gui/cluster_controller.h"
#include "app/gui/comparison_controller.h"
#include "app/gui/extract_controller.h"
#include "app/gui/figure_controller.h"
#include "app/gui/fit_controller.h"
#include "app/gui/fit_notices.h"
#include "app/gui/image_controller.h"
#include "app/gui/load_controller.h"
#include "app/gui/response_controller.h"
#include "app/gui/session_controller.h"
#include "app/gui/session_files.h"
#include "app/gui/theme.h"
#include "app/gui/toasts.h"
#include "app/gui/workspace.h"

class QAction;
class QMenu;
class QProgressBar;

namespace cortiscope {

class CortexPane;
class FitPanel;
class Flyout;
class HelpWindow;
class Inspector;
class LogPanel;
class NetworkView;
class QueuePanel;
class SearchField;
class Stage;
class TextLine;
class TopBar;
class ViewSwitch;
class WorkArea;
struct DrawnRegion;

/// The window: layout and wiring. What is shown is in its session, what runs is in its controllers,
/// and each panel follows their signals.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow();
  ~MainWindow() override;

  /// Opens files and folders, and remembers them.
  void open(const std::vector<std::filesystem::path>& paths);
  void open_demo(const DemoOptions& options);

  /// Keeps the session against a crash, and offers to restore the one of a window that crashed.
  void keep_session();

  /// Remembers its size and layout, as closing does.
  void keep_settings();

  /// Saves what is shown as a figure of a request's size and resolution; with the network, where
  /// that is shown below the views.
  void save_figure(const FigureRequest& as, const std::filesystem::path& file);

  SessionController& session() { return session_; }
  const LoadController& loads() const { return loads_; }
  FitController& fits() { return fits_; }
  ExtractController& extractions() { return extractions_; }
  SessionFiles& sessions() { return sessions_; }
  Toasts& notice() { return notice_; }

  Workspace workspace() const;
  void set_workspace(Workspace workspace);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void make_actions();
  void make_stage();
  void make_sidebars();
  void make_top_bar();
  void make_status_bar();
  QWidget* make_fit_page();
  void make_menus();
  void add_session_entries(QMenu& file);
  void add_library_entries(QMenu& edit);
  void connect_sessions();
  void copy_picture();
  void add_file_entries(QMenu& file);
  void add_edit_entries(QMenu& edit);
  void add_view_entries(QMenu& view);
  void add_map_entries(QMenu& maps);
  void add_appearance_entries(QMenu& view);
  void add_fit_entries(QMenu& fit);
  void add_help_entries(QMenu& help);
  QAction* add_switch(QMenu& menu, const QString& text, const QString& tip,
                      std::function<bool()> is_on, std::function<void()> turn);
  void connect_loading();
  void connect_networks();
  bool may_add(const Opened& what, bool is_named);
  void extract_chosen();
  bool may_stop_extraction();
  void connect_fits();
  void restore();
  void set_views_theme(Theme theme);
  void show_theme();
  void ask_for_files();
  void fit_chosen(bool resumes);
  void start_fit(Choice at, bool resumes);
  void fit_all();
  void enable_where(QAction* action, std::function<bool()> is_possible);
  void update_actions();
  void report(const QString& message);
  void note_saved(const QString& file);
  bool save(const std::vector<DrawnRegion>& regions);

  SessionController session_;
  LoadController loads_;
  FitController fits_;
  FigureController figures_{session_};
  ClusterController clusters_{session_};
  ResponseController responses_{session_};
  ImageController images_{session_};
  ComparisonController comparisons_{session_};  // the same numbers in the table, wall and lessons
  ExtractController extractions_;
  Toasts notice_;
  FitNotices fit_notices_;
  CloseGuard close_guard_;
  SessionFiles sessions_{*this, session_, loads_, fits_, notice_};

  QAction *library_action_ = nullptr, *inspector_action_ = nullptr, *export_action_ = nullptr;
  std::vector<QAction*> workspace_actions_;
  CortexPane* cortices_ = nullptr;
  NetworkView* network_ = nullptr;
  ViewSwitch* views_ = nullptr;
  Stage* stage_ = nullptr;
  Inspector* inspector_ = nullptr;
  WorkArea* area_ = nullptr;
  SearchField* search_ = nullptr;
  TopBar* top_bar_ = nullptr;
  Flyout* regions_ = nullptr;
  FitPanel* fit_panel_ = nullptr;
  QueuePanel* queue_ = nullptr;
  LogPanel* log_ = nullptr;
  TextLine* activity_ = nullptr;
  QProgressBar* activity_progress_ = nullptr;
  QPointer<HelpWindow> help_;
  std::vector<std::pair<QAction*, std::function<bool()>>> actions_;  // and when they do something
  bool may_lose_extraction_ = false;                                 // the user agreed
  QString last_warning_;                                             // of the running fit
};

}  // namespace cortiscope
