#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/comparison_panel.h"
#include "app/gui/cortex_pane.h"
#include "app/gui/extract_line.h"
#include "app/gui/fit_facts.h"
#include "app/gui/fit_panel.h"
#include "app/gui/flyout.h"
#include "app/gui/group_card.h"
#include "app/gui/image_panel.h"
#include "app/gui/inspector.h"
#include "app/gui/job_pill.h"
#include "app/gui/legend_bar.h"
#include "app/gui/lesson_card.h"
#include "app/gui/library_panel.h"
#include "app/gui/log_panel.h"
#include "app/gui/main_window.h"
#include "app/gui/map_strip.h"
#include "app/gui/network_view.h"
#include "app/gui/preferred_panel.h"
#include "app/gui/queue_panel.h"
#include "app/gui/region_files.h"
#include "app/gui/region_panel.h"
#include "app/gui/search_field.h"
#include "app/gui/side_by_side.h"
#include "app/gui/stage.h"
#include "app/gui/text_line.h"
#include "app/gui/time_slider.h"
#include "app/gui/top_bar.h"
#include "app/gui/vertex_panel.h"
#include "app/gui/view_header.h"
#include "app/gui/view_switch.h"
#include "app/gui/work_area.h"

// What stands where in the window, and what its parts ask of it.

namespace cortiscope {

/// Those that both a button and a menu have.
void MainWindow::make_actions() {
  auto* group = new QActionGroup(this);
  for (std::size_t i = 0; i < kWorkspaces.size(); ++i) {
    const WorkspaceEntry& entry = kWorkspaces[i];
    auto* action = new QAction(tr(entry.title), this);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(tr("Ctrl+%1").arg(i + 1)));
    action->setToolTip(tr("%1 (Ctrl+%2)").arg(tr(entry.tip)).arg(i + 1));
    action->setObjectName(QStringLiteral("workspace-") + QLatin1String(entry.name));
    connect(action, &QAction::triggered, this,
            [this, workspace = entry.workspace] { set_workspace(workspace); });
    group->addAction(action);
    workspace_actions_.push_back(action);
  }
  const auto sidebar = [this](const QString& text, const QString& key, WorkArea::Sidebar which) {
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(key));
    action->setToolTip(tr("Shows or hides the sidebar %1 (%2)").arg(action->iconText(), key));
    connect(action, &QAction::triggered, this,
            [this, which](bool is_shown) { area_->set_shown(which, is_shown); });
    return action;
  };
  library_action_ = sidebar(tr("&Library"), tr("Ctrl+L"), WorkArea::kLibrary);
  inspector_action_ = sidebar(tr("&Inspector"), tr("Ctrl+I"), WorkArea::kInspector);
  export_action_ = new QAction(tr("Save &figure…"), this);
  export_action_->setIconText(tr("Export"));
  export_action_->setShortcut(QKeySequence(tr("Ctrl+E")));
  export_action_->setToolTip(tr("Saves what is shown as a figure: PNG, SVG or PDF (Ctrl+E)"));
}

void MainWindow::make_stage() {
  cortices_ = new CortexPane(session_);
  auto* header = new ViewHeader(session_);
  auto* views = new QWidget;
  auto* over_time = new QVBoxLayout(views);
  over_time->setContentsMargins(0, 0, 0, 0);
  over_time->setSpacing(0);
  views_ = new ViewSwitch(session_, comparisons_, cortices_);
  over_time->addWidget(views_, 1);
  over_time->addWidget(new TimeSlider(session_));
  stage_ = new Stage(new MapStrip(session_), header, views, new LegendBar(session_));
  notice_.lie_over(stage_->viewing());
  stage_->add_panel(Workspace::kExplore, tr("Preferred images"),
                    new PreferredPanel(session_, images_));
  stage_->add_panel(Workspace::kExplore, tr("Network"),
                    network_ = new NetworkView(session_, images_));
  auto* comparison = new ComparisonPanel(session_, comparisons_);
  stage_->add_panel(Workspace::kCompare, tr("Comparison"), comparison);
  stage_->add_panel(Workspace::kFit, tr("Fits"), make_fit_page());
  log_ = new LogPanel;
  stage_->add_panel(Workspace::kFit, tr("Log"), log_);

  auto* lessons = new LessonCard(session_, comparisons_);
  stage_->set_card(Workspace::kTeach, lessons);
  connect(lessons, &LessonCard::failed, this, &MainWindow::report);
  connect(lessons, &LessonCard::open_requested, &loads_, &LoadController::open);
  connect(lessons, &LessonCard::demonstration_requested, this,
          [this] { open_demo(kept_demo(DemoOptions{}.seed)); });

  auto* regions = new RegionPanel(session_);
  regions_ = new Flyout(this, regions);
  connect(header, &ViewHeader::regions_requested, this, [this, header] {
    if (regions_->isVisible()) return regions_->hide();
    const int em = fontMetrics().height();
    regions_->open_under(header->regions(), {24 * em, 30 * em});
    header->regions().setChecked(true);
  });
  connect(regions_, &Flyout::closed, this, [header] { header->regions().setChecked(false); });
  connect(regions, &RegionPanel::region_chosen, &images_, &ImageController::choose_region);
  connect(regions, &RegionPanel::save_requested, this, [this](const std::vector<int>& ids) {
    std::vector<DrawnRegion> chosen;
    for (const int id : ids) chosen.push_back({session_.view().choice.subject, id});
    save(chosen);
  });
  connect(&session_, &SessionController::drawing_changed, this, [this] {
    if (!session_.view().is_drawing) return statusBar()->clearMessage();
    regions_->hide();  // the flatmap may be under it
    statusBar()->showMessage(
        tr("Click or drag around a region on the flatmap.  Return or a double click closes it, "
           "Backspace takes the last point back, Esc leaves."));
  });
  connect(comparison, &ComparisonPanel::failed, this, &MainWindow::report);
  connect(comparison, &ComparisonPanel::saved, this, &MainWindow::note_saved);
  connect(cortices_, &CortexPane::failed, this, &MainWindow::report);
}

/// The form and the curve; beside them what runs and waits.
QWidget* MainWindow::make_fit_page() {
  fit_panel_ = new FitPanel(session_, fits_);
  queue_ = new QueuePanel(fits_);
  auto* extraction = new ExtractLine(extractions_);
  extraction->setContentsMargins(4, 4, 16, 0);
  auto* running = new QWidget;
  auto* beside = new QVBoxLayout(running);
  beside->setContentsMargins(0, 0, 0, 0);
  beside->setSpacing(0);
  beside->addWidget(extraction);
  beside->addWidget(queue_, 1);
  connect(queue_, &QueuePanel::fit_all_requested, this, &MainWindow::fit_all);
  connect(fit_panel_, &FitPanel::fit_requested, this, &MainWindow::fit_chosen);
  connect(fit_panel_, &FitPanel::extract_requested, this, &MainWindow::extract_chosen);
  connect(fit_panel_, &FitPanel::save_elsewhere_requested, &fit_notices_,
          &FitNotices::save_elsewhere);
  connect(&fit_notices_, &FitNotices::saving_cancelled, &close_guard_, &CloseGuard::stay_open);
  connect(&fit_notices_, &FitNotices::concerned, this,
          [this](const QString& message) { log_->add(message); });
  connect(&fit_notices_, &FitNotices::resume_requested, this, [this] { fit_chosen(true); });
  return new SideBySide(fit_panel_, 5, running, 4);
}

void MainWindow::make_sidebars() {
  auto* library = new LibraryPanel(session_, fits_, extractions_);
  connect(library, &LibraryPanel::open_requested, this, &MainWindow::ask_for_files);
  connect(library, &LibraryPanel::fit_requested, this, &MainWindow::fit_chosen);
  connect(library, &LibraryPanel::extract_requested, this, &MainWindow::extract_chosen);

  inspector_ = new Inspector(new ImagePanel(session_, images_));
  auto* vertex = new VertexPanel(session_);
  inspector_->add_card(tr("Vertex"), vertex);
  using Kind = ReaderChoice::Kind;
  for (const auto& [kind, title] :
       {std::pair(Kind::kRegion, tr("Region")), std::pair(Kind::kCluster, tr("Cluster"))}) {
    auto* card = new GroupCard(kind, session_, images_);
    inspector_->add_card(title, card);
    connect(card, &GroupCard::chosen, inspector_, [this, card] { inspector_->show_card(card); });
  }
  inspector_->add_card(tr("Fit"), new FitFacts(session_));
  connect(&session_, &SessionController::vertex_picked, inspector_, [this, vertex] {
    if (session_.view().picked) inspector_->show_card(vertex);
  });
  area_ = new WorkArea(library, stage_, inspector_);
  connect(area_, &WorkArea::shown_changed, this, [this] {
    library_action_->setChecked(area_->is_shown(WorkArea::kLibrary));
    inspector_action_->setChecked(area_->is_shown(WorkArea::kInspector));
  });
}

void MainWindow::make_top_bar() {
  search_ = new SearchField(*this, session_);
  connect(search_, &SearchField::region_chosen, &images_, &ImageController::choose_region);
  auto* middle = new QWidget;
  auto* rows = new QVBoxLayout(middle);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  top_bar_ =
      new TopBar({library_action_, inspector_action_, workspace_actions_, export_action_}, search_);
  rows->addWidget(top_bar_);
  rows->addWidget(area_, 1);
  setCentralWidget(middle);
}

void MainWindow::make_status_bar() {
  activity_ = new TextLine(Qt::AlignRight, TextLine::Width::kOfText);
  activity_progress_ = new QProgressBar;
  activity_progress_->setFixedSize(140, 8);
  activity_progress_->setTextVisible(false);
  activity_progress_->setAccessibleName(tr("Opening"));
  activity_progress_->hide();
  auto* pill = new JobPill(fits_, extractions_);
  connect(pill, &QToolButton::clicked, this, [this] { set_workspace(Workspace::kFit); });
  for (QWidget* each : {static_cast<QWidget*>(activity_), static_cast<QWidget*>(activity_progress_),
                        static_cast<QWidget*>(pill)}) {
    statusBar()->addPermanentWidget(each);
  }
  statusBar()->setSizeGripEnabled(false);
}

}  // namespace cortiscope
