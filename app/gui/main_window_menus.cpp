#include "app/gui/main_window.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <algorithm>

#include "app/gui/figure_dialog.h"
#include "app/gui/help_window.h"
#include "app/gui/recent_files.h"
#include "app/gui/region_files.h"
#include "app/gui/text.h"
#include "app/session/fit_jobs.h"

// The menus of the window, and where their entries are enabled.

namespace cortiscope {

void MainWindow::make_menus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  file->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::ask_for_files);
  file->addAction(tr("Open &folder…"), this, [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open folder"));
    if (!folder.isEmpty()) open({folder.toStdString()});
  });
  QMenu* recent = file->addMenu(tr("Open &recent"));
  connect(new RecentFiles(recent, RecentFiles::Kind::kFiles, this), &RecentFiles::chosen, this,
          [this](const std::filesystem::path& path) { open({path}); });
  file->addAction(tr("The &demonstration"), this,
                  [this] { open_demo(kept_demo(DemoOptions{}.seed)); });
  file->addSeparator();
  add_session_entries(*file);
  file->addSeparator();
  enable_where(file->addAction(tr("Save &figure…"), QKeySequence(tr("Ctrl+E")), this,
                               [this] {
                                 FigureRequest as;
                                 if (const auto to = ask_for_figure(as, this)) {
                                   save_figure(as, *to);
                                 }
                               }),
               [this] { return session_.subject() != nullptr; });
  enable_where(file->addAction(tr("&Copy picture"), QKeySequence(tr("Ctrl+Shift+C")), this,
                               &MainWindow::copy_picture),
               [this] { return session_.subject() != nullptr; });
  file->addSeparator();
  file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  const std::pair<QAction*, QKeySequence> steps[] = {
      {session_.steps().createUndoAction(this, tr("&Undo")), QKeySequence::Undo},
      {session_.steps().createRedoAction(this, tr("&Redo")), QKeySequence(tr("Ctrl+Shift+Z"))}};
  for (const auto& [action, key] : steps) {
    action->setShortcut(key);
    edit->addAction(action);
  }
  edit->addSeparator();
  enable_where(edit->addAction(tr("&Draw a region"), this, [this] { session_.set_drawing(true); }),
               [this] { return session_.can_draw() && !session_.view().is_drawing; });
  enable_where(edit->addAction(tr("&Save the drawn regions…"), this,
                               [this] { save(unsaved_regions(session_)); }),
               [this] { return !unsaved_regions(session_).empty(); });
  add_library_entries(*edit);

  QMenu* view = menuBar()->addMenu(tr("&View"));
  for (const Side side : {Side::kLateral, Side::kMedial, Side::kVentral, Side::kDorsal,
                          Side::kPosterior, Side::kAnterior}) {
    view->addAction(tr("From %1").arg(QLatin1String(name_of(side))), this,
                    [this, side] { session_.set_side(side); });
  }
  QMenu* maps = view->addMenu(tr("&Map"));
  for (const MapEntry& entry : map_table()) {
    // The library holds one fit of a network and subject.
    if (entry.has(kNeedsStability) || entry.has(kNeedsGroup)) continue;
    // The text after a tab is shown as the shortcut; add_window_keys() handles the key.
    QAction* action =
        maps->addAction(QStringLiteral("%1\t%2").arg(tr(entry.title), text_of(entry.key_text())),
                        this, [this, map = entry.map()] { session_.set_map(map); });
    action->setToolTip(tr(entry.tip));
    if (entry.has(kNeedsBaselines) || entry.has(kNeedsDifferences)) {
      enable_where(action, [this, &entry] { return session_.offers(entry); });
    }
  }
  QAction* all = view->addAction(tr("&Vertices without evidence"), this,
                                 [this] { session_.set_shows_all(!session_.view().shows_all); });
  all->setCheckable(true);
  all->setToolTip(tr("Paints the selectors of a tested fit also where it predicts nothing"));
  connect(view, &QMenu::aboutToShow, all,
          [this, all] { all->setChecked(session_.view().shows_all); });
  enable_where(all, [this] {
    const auto source = session_.source();
    return source && source->is_tested();
  });
  QAction* safe = view->addAction(tr("&Colours for every colour vision"), this, [this] {
    session_.set_safe_colors(!session_.view().has_safe_colors);
  });
  safe->setCheckable(true);
  safe->setToolTip(tr("Clusters in colours that do not depend on red, green or blue cones"));
  connect(view, &QMenu::aboutToShow, safe,
          [this, safe] { safe->setChecked(session_.view().has_safe_colors); });
  enable_where(safe, [this] {
    const auto source = session_.source();
    return source && source->clusters;
  });
  view->addSeparator();
  QAction* own = view->addAction(tr("&Regions of the cortex itself"), this,
                                 [this] { session_.remove_opened_regions(); });
  own->setToolTip(tr("Removes the labels and annotations that were opened"));
  enable_where(own, [this] {
    if (!session_.subject()) return false;
    const std::vector<ListedRegion>& regions = session_.subject()->regions.all();
    return std::any_of(regions.begin(), regions.end(), [](const ListedRegion& region) {
      return region.origin == RegionOrigin::kOpened;
    });
  });
  QMenu* panels = view->addMenu(tr("&Panels"));
  for (QDockWidget* dock : findChildren<QDockWidget*>()) {
    panels->addAction(dock->toggleViewAction());
  }
  QMenu* theme = view->addMenu(tr("&Theme"));
  auto* themes = new QActionGroup(this);
  const QString chosen = QSettings().value(QStringLiteral("theme")).toString();
  const std::pair<QString, QString> names[] = {{tr("As the desktop"), QString()},
                                               {tr("Light"), QStringLiteral("light")},
                                               {tr("Dark"), QStringLiteral("dark")}};
  for (const auto& [text, name] : names) {
    QAction* action = theme->addAction(text, this, [this, name = name] { set_theme(name); });
    action->setCheckable(true);
    action->setChecked(name == chosen);
    themes->addAction(action);
  }

  QMenu* fit = menuBar()->addMenu(tr("F&it"));
  enable_where(fit->addAction(tr("&Fit the chosen model"), QKeySequence(tr("Ctrl+F")), this,
                              [this] { fit_chosen(false); }),
               [this] {
                 return session_.cell() && session_.cell()->can_fit() &&
                        !active_job(fits_.queue(), session_.view().choice);
               });
  enable_where(fit->addAction(tr("&Extract features"), this, &MainWindow::extract_chosen), [this] {
    return session_.library().can_extract(session_.view().choice) && !extractions_.is_busy();
  });
  enable_where(fit->addAction(tr("&Queue all that is unfitted"), this, &MainWindow::fit_all),
               [this] { return !jobs_of_all(session_.library(), {}).empty(); });
  fit->addSeparator();
  const auto is_running = [this] { return fits_.is_running(); };
  enable_where(fit->addAction(tr("&Stop and keep"), &fits_, &FitController::stop_and_keep),
               is_running);
  enable_where(fit->addAction(tr("&Discard the running fit"), &fits_, &FitController::discard),
               is_running);

  QMenu* help = menuBar()->addMenu(tr("&Help"));
  help->addAction(tr("&Keyboard and help"), this,
                  [this] {
                    if (!help_) help_ = new HelpWindow(this);
                    help_->setAttribute(Qt::WA_DeleteOnClose);
                    help_->show();
                    help_->raise();
                  })
      ->setObjectName(QStringLiteral("help"));
  help->addAction(tr("&About"), this, [this] {
    QMessageBox::about(this, tr("About Cortiscope"),
                       tr("<b>Cortiscope %1</b><p>Maps deep vision networks onto the human "
                          "brain.</p><p>Method: Yang, Gee and Shi, “Brain Decodes Deep Nets”, "
                          "CVPR 2024. BSD-3-Clause.</p>")
                           .arg(QStringLiteral(CORTISCOPE_VERSION)));
  });
}

/// An entry of a menu is enabled where it would do something.
void MainWindow::enable_where(QAction* action, std::function<bool()> is_possible) {
  actions_.emplace_back(action, std::move(is_possible));
}

void MainWindow::update_actions() {
  for (const auto& [action, is_possible] : actions_) action->setEnabled(is_possible());
}

}  // namespace cortiscope
