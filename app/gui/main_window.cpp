#include "app/gui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

#include "app/gui/comparison_panel.h"
#include "app/gui/cortex_pane.h"
#include "app/gui/fit_panel.h"
#include "app/gui/help_window.h"
#include "app/gui/image_panel.h"
#include "app/gui/legend_bar.h"
#include "app/gui/library_panel.h"
#include "app/gui/log_panel.h"
#include "app/gui/notice_bar.h"
#include "app/gui/preferred_panel.h"
#include "app/gui/progress_bar.h"
#include "app/gui/queue_panel.h"
#include "app/gui/recent_files.h"
#include "app/gui/region_files.h"
#include "app/gui/region_panel.h"
#include "app/gui/text.h"
#include "app/gui/time_slider.h"
#include "app/gui/vertex_panel.h"
#include "app/gui/view_bar.h"
#include "app/gui/window_keys.h"
#include "app/session/fit_jobs.h"
#include "app/session/opened_text.h"
#include "core/base/error.h"
#include "core/simulate/demo_fits.h"

namespace cortiscope {
namespace {

constexpr int kLayoutVersion = 4;  // of the docks; another version resets the layout

}  // namespace

MainWindow::MainWindow()
    : notice_(new NoticeBar),
      fit_notices_(*this, session_, fits_, *notice_),
      close_guard_(
          *this, session_, fits_, [this](int job) { fit_notices_.save_elsewhere(job); },
          [this] { return save(unsaved_regions(session_)); }) {
  setAcceptDrops(true);
  make_panels();
  make_menus();
  add_window_keys(*this, session_, *view_bar_);
  connect_loading();
  connect_sessions();
  connect_networks();
  connect_fits();
  restore();
}

MainWindow::~MainWindow() = default;

QDockWidget* MainWindow::add_dock(const QString& title, const char* name, Qt::DockWidgetArea area,
                                  QWidget* panel) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QLatin1String(name));
  dock->setWidget(panel);
  dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable |
                    QDockWidget::DockWidgetFloatable);
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::make_panels() {
  view_bar_ = new ViewBar(session_);
  cortices_ = new CortexPane(session_);
  auto* card = new QFrame;
  card->setObjectName(QStringLiteral("card"));
  auto* views = new QVBoxLayout(card);
  views->setContentsMargins(1, 1, 1, 1);
  views->setSpacing(0);
  views->addWidget(cortices_, 1);
  views->addWidget(new TimeSlider(session_));
  views->addWidget(new LegendBar(session_));
  auto* middle = new QWidget;
  auto* layout = new QVBoxLayout(middle);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(notice_);
  layout->addWidget(view_bar_);
  layout->addWidget(card, 1);
  setCentralWidget(middle);

  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
  setContentsMargins(6, 0, 6, 4);
  auto* library = new LibraryPanel(session_, fits_);
  fit_panel_ = new FitPanel(session_, fits_);
  auto* queue = new QueuePanel(fits_);
  log_ = new LogPanel;
  QDockWidget* library_dock = add_dock(tr("Library"), "library", Qt::LeftDockWidgetArea, library);
  auto* regions = new RegionPanel(session_);
  add_dock(tr("Regions"), "regions", Qt::LeftDockWidgetArea, regions);
  QDockWidget* image_dock =
      add_dock(tr("Image"), "image", Qt::RightDockWidgetArea, new ImagePanel(session_, images_));
  QDockWidget* vertex_dock =
      add_dock(tr("Vertex"), "vertex", Qt::RightDockWidgetArea, new VertexPanel(session_));
  fit_dock_ = add_dock(tr("Fit"), "fit", Qt::BottomDockWidgetArea, fit_panel_);
  queue_dock_ = add_dock(tr("Queue"), "queue", Qt::BottomDockWidgetArea, queue);
  QDockWidget* preferred_dock =
      add_dock(tr("Preferred images"), "preferred", Qt::BottomDockWidgetArea,
               new PreferredPanel(session_, images_));
  auto* comparison = new ComparisonPanel(session_);
  QDockWidget* comparison_dock =
      add_dock(tr("Compare"), "compare", Qt::BottomDockWidgetArea, comparison);
  QDockWidget* log_dock = add_dock(tr("Log"), "log", Qt::BottomDockWidgetArea, log_);
  for (QDockWidget* dock : {fit_dock_, queue_dock_, preferred_dock, comparison_dock, log_dock}) {
    dock->setTitleBarWidget(new QWidget);  // their tabs name them
  }
  tabifyDockWidget(fit_dock_, queue_dock_);
  tabifyDockWidget(queue_dock_, preferred_dock);
  tabifyDockWidget(preferred_dock, comparison_dock);
  tabifyDockWidget(comparison_dock, log_dock);
  fit_dock_->raise();
  resizeDocks({library_dock, image_dock}, {270, 290}, Qt::Horizontal);
  resizeDocks({image_dock, vertex_dock}, {440, 380}, Qt::Vertical);
  resizeDocks({fit_dock_}, {210}, Qt::Vertical);

  activity_ = new QLabel;
  activity_progress_ = new QProgressBar;
  activity_progress_->setFixedSize(140, 8);
  activity_progress_->setTextVisible(false);
  activity_progress_->hide();
  statusBar()->addPermanentWidget(activity_);
  statusBar()->addPermanentWidget(activity_progress_);
  statusBar()->setSizeGripEnabled(false);

  connect(library, &LibraryPanel::open_requested, this, &MainWindow::ask_for_files);
  connect(library, &LibraryPanel::fit_requested, this, &MainWindow::fit_chosen);
  connect(library, &LibraryPanel::fit_all_requested, this, &MainWindow::fit_all);
  connect(library, &LibraryPanel::extract_requested, this, &MainWindow::extract_chosen);
  connect(queue, &QueuePanel::fit_all_requested, this, &MainWindow::fit_all);
  connect(fit_panel_, &FitPanel::fit_requested, this, &MainWindow::fit_chosen);
  connect(fit_panel_, &FitPanel::save_elsewhere_requested, &fit_notices_,
          &FitNotices::save_elsewhere);
  connect(&fit_notices_, &FitNotices::saving_cancelled, &close_guard_, &CloseGuard::stay_open);
  connect(&fit_notices_, &FitNotices::concerned, log_, &LogPanel::add);
  connect(&fit_notices_, &FitNotices::resume_requested, this, [this] { fit_chosen(true); });
  connect(regions, &RegionPanel::region_chosen, &images_, &ImageController::choose_region);
  connect(regions, &RegionPanel::save_requested, this, [this](const std::vector<int>& ids) {
    std::vector<DrawnRegion> chosen;
    for (const int id : ids) chosen.push_back({session_.view().choice.subject, id});
    save(chosen);
  });
  connect(&session_, &SessionController::drawing_changed, this, [this] {
    if (!session_.view().is_drawing) return statusBar()->clearMessage();
    statusBar()->showMessage(
        tr("Click or drag around a region on the flatmap.  Return or a double click closes it, "
           "Backspace takes the last point back, Esc leaves."));
  });
  connect(comparison, &ComparisonPanel::failed, this, &MainWindow::report);
  connect(comparison, &ComparisonPanel::saved, this, &MainWindow::note_saved);
  connect(view_bar_, &ViewBar::failed, this, &MainWindow::report);
  connect(cortices_, &CortexPane::failed, this, &MainWindow::report);
}

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
    activity_->setText(what);
    activity_progress_->setVisible(done >= 0);  // a busy one would redraw the window all the time
    show_value(*activity_progress_, int(100 * done));
  });
  connect(&figures_, &FigureController::saved, this, &MainWindow::note_saved);
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
  connect(&loads_, &LoadController::finished, this, [this] {
    figures_.show_opened();
    activity_->clear();
    activity_progress_->hide();
    if (!notice_->has_offer()) fit_notices_.offer_to_resume();
  });
}

void MainWindow::connect_fits() {
  connect(&fits_, &FitController::started, this, [this](const FitJob& job) {
    last_warning_.clear();
    const int steps = job.options.steps;
    log_->add(tr("Fitting %1 to %2, %3, into %4")
                  .arg(text_of(job.network), text_of(job.subject),
                       steps == 0 ? tr("until it has converged") : tr("%1 steps").arg(steps),
                       text_of(job.files.out)));
  });
  connect(&fits_, &FitController::progressed, this,
          [this](const FitJob& job, const FitProgress& progress) {
            session_.show_running(job.at, progress);
            const QString warning = text_of(progress.warning);
            if (warning != last_warning_ && !warning.isEmpty()) {
              log_->add(tr("The state of %1 could not be kept; it is tried again. %2")
                            .arg(text_of(job.network), warning));
            }
            last_warning_ = warning;
          });
  connect(&fits_, &FitController::finished, this,
          [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
            session_.end_running();
            session_.add_fit(*fit, job.files.out);
            log_->add(tr("Fit written: %1, %2 of %3 steps")
                          .arg(text_of(job.files.out))
                          .arg(fit->provenance.steps_done)
                          .arg(fit->provenance.steps));
            const QString leak = text_of(fit->provenance.leak);
            if (!leak.isEmpty()) report(tr("%1: %2").arg(text_of(job.files.out), leak));
          });
  connect(
      &fits_, &FitController::not_saved, this,
      [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
        session_.end_running();
        session_.add_unsaved_fit(job.at, *fit, job.files.out);
        fit_dock_->raise();
        log_->add(tr("Fit of %1 not saved: %2").arg(text_of(job.network), text_of(job.message)));
      });
  connect(&fits_, &FitController::discarded, this, [this](const FitJob& job) {
    session_.end_running();
    session_.forget_unsaved_fit(job.at);
    log_->add(tr("Fit discarded: %1").arg(QString::fromStdString(job.network)));
  });
  connect(&fits_, &FitController::failed, this, [this](const FitJob& job, const QString& message) {
    session_.end_running();
    std::error_code ignored;
    const bool has_state = std::filesystem::exists(job.files.checkpoint(), ignored);
    const QString kept =
        has_state ? tr(" Its last state is kept: Resume continues it.") : QString();
    fit_panel_->show_error(message + kept);
    report(message + kept);
  });
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::subject_changed, &S::source_changed,
                            &S::regions_changed, &S::drawing_changed}) {
    connect(&session_, signal, this, &MainWindow::update_actions);
  }
  connect(&fits_, &FitController::queue_changed, this, &MainWindow::update_actions);
  update_actions();
}

void MainWindow::restore() {
  const QSettings settings;
  set_theme(settings.value(QStringLiteral("theme")).toString());
  resize(1440, 900);
  restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
  restoreState(settings.value(QStringLiteral("docks")).toByteArray(), kLayoutVersion);
  for (QTabBar* tabs : findChildren<QTabBar*>()) tabs->setDrawBase(false);  // new ones
}

void MainWindow::keep_settings() {
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  settings.setValue(QStringLiteral("docks"), saveState(kLayoutVersion));
}

void MainWindow::set_theme(const QString& name) {
  QSettings().setValue(QStringLiteral("theme"), name);
  const Theme theme = parse_theme(name);
  apply_theme(*qApp, theme);
  cortices_->set_theme(theme);
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
  figures_.save(as, cortices_->panes(), file);
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

void MainWindow::fit_chosen(bool resumes) {
  const Choice at = session_.view().choice;
  if (resumes) return start_fit(at, true);
  fit_notices_.start_or_ask([this, at] { start_fit(at, false); });
}

void MainWindow::start_fit(Choice at, bool resumes) {
  auto job = job_of(session_.library(), at, fit_panel_->options(), resumes);
  if (!job) return;
  try {  // a fit resumes with the options it was started with
    if (resumes) job->options = kept_options(job->files, job->options);
  } catch (const Error& error) {
    report(QString::fromUtf8(error.what()));
    return;
  }
  if (fits_.enqueue(std::move(*job))) {
    (fits_.queue().waiting_count() > 0 ? queue_dock_ : fit_dock_)->raise();
  }
}

void MainWindow::fit_all() {
  for (FitJob& job : jobs_of_all(session_.library(), fit_panel_->options())) {
    fits_.enqueue(std::move(job));
  }
  queue_dock_->raise();
}

void MainWindow::report(const QString& message) {
  notice_->show_message(message);
  log_->add(message);
}

void MainWindow::note_saved(const QString& file) {
  statusBar()->showMessage(tr("Saved %1").arg(file), 8000);
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
