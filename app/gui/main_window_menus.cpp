#include <QActionGroup>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <algorithm>

#include "app/gui/drawer.h"
#include "app/gui/figure_dialog.h"
#include "app/gui/help_window.h"
#include "app/gui/log_panel.h"
#include "app/gui/main_window.h"
#include "app/gui/queue_panel.h"
#include "app/gui/recent_files.h"
#include "app/gui/region_files.h"
#include "app/gui/search_field.h"
#include "app/gui/stage.h"
#include "app/gui/text.h"
#include "app/gui/window_keys.h"
#include "app/gui/work_area.h"
#include "app/session/fit_jobs.h"

// The menus of the window, and where their entries are enabled. The text of an entry after a tab is
// shown as its key; add_window_keys() handles the keys without Ctrl.

namespace cortiscope {
namespace {

/// The text of an entry that shows its key.
QString with_key(const QString& text, const QKeySequence& key) {
  return text + QLatin1Char('\t') + key.toString(QKeySequence::NativeText);
}

}  // namespace

void MainWindow::make_menus() {
  add_file_entries(*menuBar()->addMenu(tr("&File")));
  add_edit_entries(*menuBar()->addMenu(tr("&Edit")));
  add_view_entries(*menuBar()->addMenu(tr("&View")));
  add_fit_entries(*menuBar()->addMenu(tr("F&it")));
  add_help_entries(*menuBar()->addMenu(tr("&Help")));
}

void MainWindow::add_file_entries(QMenu& file) {
  file.addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::ask_for_files);
  file.addAction(tr("Open &folder…"), QKeySequence(tr("Ctrl+Shift+O")), this, [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open folder"));
    if (!folder.isEmpty()) open({folder.toStdString()});
  });
  QMenu* recent = file.addMenu(tr("Open &recent"));
  connect(new RecentFiles(recent, RecentFiles::Kind::kFiles, this), &RecentFiles::chosen, this,
          [this](const std::filesystem::path& path) { open({path}); });
  file.addAction(tr("The &demonstration"), this,
                 [this] { open_demo(kept_demo(DemoOptions{}.seed)); });
  file.addSeparator();
  add_session_entries(file);
  file.addSeparator();
  file.addAction(export_action_);
  connect(export_action_, &QAction::triggered, this, [this] {
    FigureRequest as;
    if (const auto to = ask_for_figure(as, this)) save_figure(as, *to);
  });
  const auto is_open = [this] { return session_.subject() != nullptr; };
  enable_where(export_action_, is_open);
  enable_where(file.addAction(tr("&Copy picture"), QKeySequence(tr("Ctrl+Shift+C")), this,
                              &MainWindow::copy_picture),
               is_open);
  file.addSeparator();
  file.addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::add_edit_entries(QMenu& edit) {
  const std::pair<QAction*, QKeySequence> steps[] = {
      {session_.steps().createUndoAction(this, tr("&Undo")), QKeySequence::Undo},
      {session_.steps().createRedoAction(this, tr("&Redo")), QKeySequence(tr("Ctrl+Shift+Z"))}};
  for (const auto& [action, key] : steps) {
    action->setShortcut(key);
    edit.addAction(action);
  }
  edit.addSeparator();
  enable_where(
      edit.addAction(tr("&Draw a region\tD"), this, [this] { session_.set_drawing(true); }),
      [this] { return session_.can_draw() && !session_.view().is_drawing; });
  enable_where(edit.addAction(tr("&Save the drawn regions…"), this,
                              [this] { save(unsaved_regions(session_)); }),
               [this] { return !unsaved_regions(session_).empty(); });
  add_library_entries(edit);
}

/// An entry that is checked while something is on; read when its menu is opened.
QAction* MainWindow::add_switch(QMenu& menu, const QString& text, const QString& tip,
                                std::function<bool()> is_on, std::function<void()> turn) {
  QAction* action = menu.addAction(text, this, std::move(turn));
  action->setCheckable(true);
  action->setToolTip(tip);
  connect(&menu, &QMenu::aboutToShow, action,
          [action, is_on = std::move(is_on)] { action->setChecked(is_on()); });
  return action;
}

void MainWindow::add_view_entries(QMenu& view) {
  const auto is_open = [this] { return session_.subject() != nullptr; };
  for (QAction* action : workspace_actions_) view.addAction(action);
  view.addSeparator();
  view.addAction(tr("&Search…"), QKeySequence(tr("Ctrl+K")), this, [this] { search_->ask(); });
  view.addSeparator();
  add_map_entries(*view.addMenu(tr("&Map")));
  QMenu* form = view.addMenu(tr("&Form"));
  const std::pair<SurfaceKind, QString> forms[] = {{SurfaceKind::kInflated, tr("&Inflated")},
                                                   {SurfaceKind::kPial, tr("&Folded")},
                                                   {SurfaceKind::kWhite, tr("&White")},
                                                   {SurfaceKind::kSphere, tr("&Sphere")}};
  for (const auto& [kind, text] : forms) {
    enable_where(form->addAction(with_key(text, key_of(kind)), this,
                                 [this, kind = kind] { session_.set_folded(kind); }),
                 [this, kind = kind] {
                   return session_.subject() && has_form(session_.subject()->subject->cortex, kind);
                 });
  }
  form->addSeparator();
  enable_where(add_switch(
                   *form, tr("Flatmap &alone\tF"), tr("And again both views"),
                   [this] { return session_.view().shows_flat && !session_.view().shows_folds; },
                   [this] {
                     const ViewState& now = session_.view();
                     session_.set_layout(now.shows_flat && !now.shows_folds, true);
                   }),
               [this] { return session_.can_draw(); });
  form->addSeparator();
  const std::pair<ShownSides, QString> sides[] = {
      {ShownSides::kBoth, tr("&Both hemispheres")},
      {ShownSides::kLh, tr("&Left hemisphere alone")},
      {ShownSides::kRh, tr("&Right hemisphere alone")},
      {ShownSides::kTogether, tr("Both &together, as in the head")}};
  for (const auto& [shown, text] : sides) {
    enable_where(add_switch(
                     *form, text, tr("In both views and in the wall"),
                     [this, shown = shown] { return session_.view().hemispheres == shown; },
                     [this, shown = shown] { session_.set_hemispheres(shown); }),
                 [this, shown = shown] {
                   const LibrarySubject* row = session_.subject();
                   return row && possible_sides(shown, row->subject->cortex) == shown;
                 });
  }
  QMenu* side = view.addMenu(tr("S&ide"));
  for (const Side each : kNamedSides) {
    QString text = QString::fromLatin1(name_of(each));
    text[0] = text[0].toUpper();
    enable_where(side->addAction(with_key(text, key_of(each)), this,
                                 [this, each] { session_.set_side(each); }),
                 is_open);
  }
  QMenu* regions = view.addMenu(tr("&Regions"));
  const auto add_regions = [&](const QString& text, const QString& tip, bool Look::*flag,
                               void (SessionController::*set)(bool)) {
    enable_where(add_switch(
                     *regions, text, tip, [this, flag] { return session_.view().*flag; },
                     [this, flag, set] { (session_.*set)(!(session_.view().*flag)); }),
                 is_open);
  };
  add_regions(tr("&Borders\tL"), tr("Outlines the regions in the views"), &Look::shows_regions,
              &SessionController::set_regions);
  add_regions(tr("&Names\tN"), tr("Names the regions in the views"), &Look::shows_region_names,
              &SessionController::set_region_names);
  add_regions(tr("&Colours"), tr("Outlines the regions in their own colours"),
              &Look::shows_region_colors, &SessionController::set_region_colors);
  QAction* own = regions->addAction(tr("&Regions of the cortex itself"), this,
                                    [this] { session_.remove_opened_regions(); });
  own->setToolTip(tr("Removes the labels and annotations that were opened"));
  enable_where(own, [this] {
    if (!session_.subject()) return false;
    const std::vector<ListedRegion>& all = session_.subject()->regions.all();
    return std::any_of(all.begin(), all.end(), [](const ListedRegion& region) {
      return region.origin == RegionOrigin::kOpened;
    });
  });
  enable_where(add_switch(
                   view, tr("&Vertices without evidence"),
                   tr("Paints the selectors of a tested fit also where it predicts nothing"),
                   [this] { return session_.view().shows_all; },
                   [this] { session_.set_shows_all(!session_.view().shows_all); }),
               [this] {
                 const auto source = session_.source();
                 return source && source->is_tested();
               });
  enable_where(add_switch(
                   view, tr("Colours for every colour &vision"),
                   tr("Clusters in colours that do not depend on red, green or blue cones"),
                   [this] { return session_.view().has_safe_colors; },
                   [this] { session_.set_safe_colors(!session_.view().has_safe_colors); }),
               [this] {
                 const auto source = session_.source();
                 return source && source->clusters;
               });
  view.addSeparator();
  add_appearance_entries(view);
}

void MainWindow::add_map_entries(QMenu& maps) {
  for (const MapEntry& entry : map_table()) {
    // The library holds one fit of a network and subject.
    if (entry.has(kNeedsStability) || entry.has(kNeedsGroup)) continue;
    QAction* action =
        maps.addAction(QStringLiteral("%1\t%2").arg(tr(entry.title), text_of(entry.key_text())),
                       this, [this, map = entry.map()] { session_.set_map(map); });
    action->setToolTip(tr(entry.tip));
    enable_where(action, [this, &entry] { return session_.subject() && session_.offers(entry); });
  }
  enable_where(maps.addAction(tr("Overlay\t7"), this, [this] { session_.show_overlay(); }),
               [this] { return session_.subject() && !session_.subject()->overlays.empty(); });
}

/// Sidebars, panels, theme and type.
void MainWindow::add_appearance_entries(QMenu& view) {
  view.addAction(library_action_);
  view.addAction(inspector_action_);
  QAction* panel = add_switch(
      view, tr("&Panel below"), tr("Folds the panel below the views away, or unfolds it"),
      [this] { return stage_->drawer() && stage_->drawer()->is_open(); },
      [this] {
        if (Drawer* drawer = stage_->drawer()) drawer->set_open(!drawer->is_open());
      });
  panel->setShortcut(QKeySequence(tr("Ctrl+J")));
  const auto add_choice = [&](const QString& title, const QString& setting,
                              const std::vector<std::pair<QString, QVariant>>& choices) {
    QMenu* menu = view.addMenu(title);
    auto* group = new QActionGroup(this);
    const QVariant chosen = QSettings().value(setting, choices.front().second);
    for (const auto& [text, value] : choices) {
      QAction* action = menu->addAction(text, this, [this, setting, value = value] {
        QSettings().setValue(setting, value);
        show_theme();
      });
      action->setCheckable(true);
      action->setChecked(value.toString() == chosen.toString());
      group->addAction(action);
    }
  };
  add_choice(tr("&Theme"), QStringLiteral("theme"),
             {{tr("As the desktop"), QString()},
              {tr("Light"), QStringLiteral("light")},
              {tr("Dark"), QStringLiteral("dark")}});
  add_choice(tr("Te&xt size"), QStringLiteral("text_scale"),
             {{tr("Usual"), 1.0}, {tr("Large, 125 %"), 1.25}, {tr("Very large, 150 %"), 1.5}});
  view.addAction(tr("R&eset layout"), this, [this] {
    area_->reset();
    stage_->reset();
  });
}

void MainWindow::add_fit_entries(QMenu& fit) {
  enable_where(fit.addAction(tr("&Fit the chosen model"), QKeySequence(tr("Ctrl+F")), this,
                             [this] { fit_chosen(false); }),
               [this] {
                 return session_.cell() && session_.cell()->can_fit() &&
                        !active_job(fits_.queue(), session_.view().choice);
               });
  enable_where(fit.addAction(tr("&Extract features"), this, &MainWindow::extract_chosen), [this] {
    return session_.library().can_extract(session_.view().choice) && !extractions_.is_busy();
  });
  enable_where(fit.addAction(tr("&Queue all that is unfitted"), this, &MainWindow::fit_all),
               [this] { return !jobs_of_all(session_.library(), {}).empty(); });
  fit.addSeparator();
  const auto is_running = [this] { return fits_.is_running(); };
  enable_where(fit.addAction(tr("&Stop and keep"), &fits_, &FitController::stop_and_keep),
               is_running);
  enable_where(fit.addAction(tr("&Discard the running fit"), &fits_, &FitController::discard),
               is_running);
}

void MainWindow::add_help_entries(QMenu& help) {
  help.addAction(tr("&Keyboard and help\t?"), this,
                 [this] {
                   if (!help_) help_ = new HelpWindow(this);
                   help_->setAttribute(Qt::WA_DeleteOnClose);
                   help_->show();
                   help_->raise();
                 })
      ->setObjectName(QStringLiteral("help"));
  help.addAction(tr("&Log"), this, [this] {
    set_workspace(Workspace::kFit);
    stage_->show_panel(log_);
  });
  help.addAction(tr("&About"), this, [this] {
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
  queue_->set_can_add(!jobs_of_all(session_.library(), {}).empty());
}

}  // namespace cortiscope
