#pragma once

#include <QMainWindow>
#include <QPointer>
#include <filesystem>
#include <functional>
#include <utility>
#include <vector>

#include "app/gui/close_guard.h"
#include "app/gui/cluster_controller.h"
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

class QAction;
class QDockWidget;
class QLabel;
class QProgressBar;

namespace cortiscope {

class CortexPane;
class FitPanel;
class HelpWindow;
class LogPanel;
class NoticeBar;
class ViewBar;
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

  /// Saves what is shown as a figure of a request's size and resolution.
  void save_figure(const FigureRequest& as, const std::filesystem::path& file);

  SessionController& session() { return session_; }
  const LoadController& loads() const { return loads_; }
  FitController& fits() { return fits_; }
  ExtractController& extractions() { return extractions_; }
  NoticeBar& notice() { return *notice_; }
  SessionFiles& sessions() { return sessions_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QDockWidget* add_dock(const QString& title, const char* name, Qt::DockWidgetArea area,
                        QWidget* panel);
  void make_panels();
  void make_menus();
  void add_session_entries(QMenu& file);
  void add_library_entries(QMenu& edit);
  void connect_sessions();
  void copy_picture();
  void connect_loading();
  void connect_networks();
  bool may_add(const Opened& what, bool is_named);
  void extract_chosen();
  bool may_stop_extraction();
  void connect_fits();
  void restore();
  void set_theme(const QString& name);
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
  ExtractController extractions_;
  NoticeBar* notice_ = nullptr;
  FitNotices fit_notices_;
  CloseGuard close_guard_;
  SessionFiles sessions_{*this, session_, loads_, fits_, *notice_};

  CortexPane* cortices_ = nullptr;
  ViewBar* view_bar_ = nullptr;
  FitPanel* fit_panel_ = nullptr;
  LogPanel* log_ = nullptr;
  QDockWidget *fit_dock_ = nullptr, *queue_dock_ = nullptr;
  QLabel* activity_ = nullptr;
  QProgressBar* activity_progress_ = nullptr;
  QPointer<HelpWindow> help_;
  std::vector<std::pair<QAction*, std::function<bool()>>> actions_;  // and when they do something
  bool may_lose_extraction_ = false;                                 // the user agreed
  QString last_warning_;                                             // of the running fit
};

}  // namespace cortiscope
