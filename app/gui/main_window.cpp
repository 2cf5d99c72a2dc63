#include "app/gui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <algorithm>

#include "app/gui/cortex_pane.h"
#include "app/gui/fit_panel.h"
#include "app/gui/help_window.h"
#include "app/gui/log_panel.h"
#include "app/gui/network_view.h"
#include "app/gui/progress_bar.h"
#include "app/gui/recent_files.h"
#include "app/gui/region_files.h"
#include "app/gui/search_field.h"
#include "app/gui/stage.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/gui/view_switch.h"
#include "app/gui/wall_view.h"
#include "app/gui/window_keys.h"
#include "app/gui/work_area.h"
#include "app/session/opened_text.h"
#include "core/base/error.h"
#include "core/simulate/demo_fits.h"

namespace cortiscope {
namespace {

constexpr double kTeachScale = 1.3;  // of the type in Teach, for projectors

double chosen_text_scale() {
  return std::clamp(QSettings().value(QStringLiteral("text_scale"), 1.0).toDouble(), 1.0, 2.0);
}

Theme chosen_theme() { return parse_theme(QSettings().value(QStringLiteral("theme")).toString()); }

/// As the settings say.
Theme apply_chosen_theme() {
  const Theme theme = chosen_theme();
  apply_theme(*qApp, theme, chosen_text_scale());
  return theme;
}

}  // namespace

MainWindow::MainWindow()
    : fit_notices_(*this, session_, fits_, notice_),
      close_guard_(
          *this, session_, fits_, [this](int job) { fit_notices_.save_elsewhere(job); },
          [this] { return save(unsaved_regions(session_)); }) {
  apply_chosen_theme();
  setAcceptDrops(true);
  make_actions();
  make_stage();
  make_sidebars();
  make_top_bar();
  make_status_bar();
  make_menus();
  add_window_keys(*this, session_, [this] { search_->ask(); });
  connect_loading();
  connect_sessions();
  connect_networks();
  connect_fits();
  restore();
}

// Its panels end what they want of its controllers when they are hidden, and Qt would hide them
// only after those are gone.
MainWindow::~MainWindow() { hide(); }

void MainWindow::connect_loading() {
  connect(&loads_, &LoadController::opened, this, [this](const Opened& what, bool is_named) {
    if (!may_add(what, is_named)) return;
    Warnings warnings;
    try {
      session_.add(what, is_named, &warnings);
      log_->add(tr("Opened %1").arg(text_of(text_of_opened(what))));
    } catch (const Error& error) {
      report(QString::fromUtf8(error.what()));
    }
    for (const std::string& warning : warnings) report(text_of(warning));
  });
  connect(&loads_, &LoadController::failed, this, &MainWindow::report);
  connect(&loads_, &LoadController::warned, this, &MainWindow::report);
  connect(&loads_, &LoadController::progressed, this, [this](const QString& what, double done) {
    activity_->set_text(what);
    activity_progress_->setVisible(done >= 0);  // a busy one would redraw the window all the time
    show_value(*activity_progress_, int(100 * done));
  });
  connect(&figures_, &FigureController::saved, this, [this](const QString& file) {
    statusBar()->clearMessage();
    note_saved(file);
  });
  connect(&figures_, &FigureController::failed, this, [this](const QString& message) {
    statusBar()->clearMessage();
    report(message);
  });
  connect(&clusters_, &ClusterController::started, this, [this](const QString& network) {
    statusBar()->showMessage(tr("Clustering the channels of %1 …").arg(network));
  });
  connect(&clusters_, &ClusterController::finished, statusBar(), &QStatusBar::clearMessage);
  connect(&clusters_, &ClusterController::failed, this, &MainWindow::report);
  connect(&responses_, &ResponseController::failed, this, &MainWindow::report);
  connect(&session_.stimulus_reader(), &StimulusReader::failed, this, &MainWindow::report);
  connect(&loads_, &LoadController::finished, this, [this] {
    figures_.show_opened();
    activity_->set_text({});
    activity_progress_->hide();
    if (!notice_.has_offer()) fit_notices_.offer_to_resume();
  });
}

void MainWindow::restore() {
  const QSettings settings;
  set_views_theme(chosen_theme());
  resize(1440, 900);
  restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
  area_->restore(settings.value(QStringLiteral("sidebars")).toByteArray());
  stage_->restore();
  const QString last = settings.value(QStringLiteral("workspace")).toString();
  Workspace workspace = Workspace::kExplore;
  for (const WorkspaceEntry& entry : kWorkspaces) {
    if (last == QLatin1String(entry.name)) workspace = entry.workspace;
  }
  set_workspace(workspace);
}

void MainWindow::keep_settings() {
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  settings.setValue(QStringLiteral("sidebars"), area_->save());
  settings.setValue(QStringLiteral("workspace"),
                    QLatin1String(kWorkspaces[std::size_t(workspace())].name));
  stage_->keep_settings();
}

Workspace MainWindow::workspace() const { return stage_->workspace(); }

void MainWindow::set_workspace(Workspace workspace) {
  workspace_actions_[std::size_t(workspace)]->setChecked(true);
  const bool is_teaching = workspace == Workspace::kTeach;
  set_text_scale(*qApp, chosen_theme(),
                 is_teaching ? std::max(chosen_text_scale(), kTeachScale) : chosen_text_scale());
  stage_->set_workspace(workspace);
  views_->show_wall(workspace == Workspace::kCompare);
  area_->set_bare(is_teaching);
}

void MainWindow::set_views_theme(Theme theme) {
  cortices_->set_theme(theme);
  views_->wall().set_theme(theme);
}

void MainWindow::show_theme() {
  set_views_theme(apply_chosen_theme());
  set_workspace(workspace());  // whose type depends on it
}

void MainWindow::open(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& path : paths) {
    if (sessions_.open(path)) {
      RecentFiles::remember(path, RecentFiles::Kind::kSessions);
      continue;
    }
    RecentFiles::remember(path);
    if (!figures_.open(path, files)) files.push_back(path);
  }
  if (!files.empty()) loads_.open(files);
  if (!loads_.is_busy()) figures_.show_opened();
}

void MainWindow::save_figure(const FigureRequest& as, const std::filesystem::path& file) {
  FigureRequest figure = as;
  figure.network = network_->seen();
  figures_.save(figure, cortices_->panes(), file);
  if (figures_.is_busy()) statusBar()->showMessage(tr("Saving %1 …").arg(text_of(file)));
}

void MainWindow::open_demo(const DemoOptions& options) {
  sessions_.expect_demo();
  fit_panel_->set_options(demo_fit_options());
  loads_.open_demo(options);
}

void MainWindow::ask_for_files() {
  const QStringList names = QFileDialog::getOpenFileNames(
      this, tr("Open"), QString(),
      tr("All that can be opened (*);;Subjects, features, fits, images (*.h5);;"
         "Networks (*.pt *.safetensors);;Sessions (*.cortiscope)"));
  std::vector<std::filesystem::path> paths;
  for (const QString& name : names) paths.emplace_back(name.toStdString());
  if (!paths.empty()) open(paths);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  std::vector<std::filesystem::path> paths;
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) paths.emplace_back(url.toLocalFile().toStdString());
  }
  event->acceptProposedAction();
  if (!paths.empty()) open(paths);
}

void MainWindow::report(const QString& message) {
  notice_.show_message(message);
  log_->add(message);
}

void MainWindow::note_saved(const QString& file) {
  notice_.tell(tr("Saved %1").arg(file));
  log_->add(tr("Saved: %1").arg(file));
}

/// @return  whether they are written
bool MainWindow::save(const std::vector<DrawnRegion>& regions) {
  try {
    return save_regions(session_, regions, this);
  } catch (const Error& error) {
    report(QString::fromUtf8(error.what()));
    return false;
  }
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!may_stop_extraction() || !close_guard_.may_close()) return event->ignore();
  keep_settings();
  sessions_.forget_kept();
  event->accept();
}

}  // namespace cortiscope
