#include <QMenu>
#include <QStatusBar>

#include "app/gui/cortex_pane.h"
#include "app/gui/library_commands.h"
#include "app/gui/main_window.h"
#include "app/gui/network_view.h"
#include "app/gui/pin_list.h"
#include "app/gui/recent_files.h"
#include "app/gui/text.h"
#include "app/gui/top_bar.h"
#include "core/base/cache_folder.h"

// Sessions in the window: their files, and what is closed of them.

namespace cortiscope {

void MainWindow::add_session_entries(QMenu& file) {
  file.addAction(tr("&Save session"), QKeySequence::Save, &sessions_, &SessionFiles::save);
  file.addAction(tr("Save session &as…"), QKeySequence(tr("Ctrl+Shift+S")), &sessions_,
                 &SessionFiles::save_as);
  QMenu* recent = file.addMenu(tr("Recent s&essions"));
  connect(new RecentFiles(recent, RecentFiles::Kind::kSessions, this), &RecentFiles::chosen, this,
          [this](const std::filesystem::path& path) { open({path}); });
}

void MainWindow::add_library_entries(QMenu& edit) {
  edit.addSeparator();
  enable_where(edit.addAction(tr("&Close the subject"), this,
                              [this] {
                                const SubjectId subject = session_.view().choice.subject;
                                const QString objection =
                                    objection_to_closing(session_, {fits_, extractions_}, subject);
                                if (!objection.isEmpty()) return report(objection);
                                session_.close_subject(subject);
                              }),
               [this] { return session_.subject() != nullptr; });
  enable_where(
      edit.addAction(
          tr("Re&move the model"), this,
          [this] {
            const ModelId model = session_.view().choice.model;
            const QString objection = objection_to_removing(session_, {fits_, extractions_}, model);
            if (!objection.isEmpty()) return report(objection);
            session_.remove_model(model);
          }),
      [this] { return session_.view().choice.model > kKnownAnswer; });
}

void MainWindow::connect_sessions() {
  const auto show_name = [this] {
    const QString name = sessions_.name();
    setWindowTitle((name.isEmpty() ? QString() : name + QStringLiteral("[*] · ")) +
                   QStringLiteral("Cortiscope"));
    const bool is_changed = !name.isEmpty() && sessions_.is_changed();
    setWindowModified(is_changed);
    top_bar_->set_session(name, text_of(sessions_.file()), is_changed);
  };
  show_name();
  connect(&sessions_, &SessionFiles::changed, this, show_name);
  connect(&sessions_, &SessionFiles::failed, this, [this](const QString& message) {
    report(message);
    close_guard_.stay_open();
  });
  connect(&sessions_, &SessionFiles::saved, this, [this](const QString& file) {
    note_saved(file);
    RecentFiles::remember(sessions_.file(), RecentFiles::Kind::kSessions);
    close_guard_.session_saved();
  });
  connect(&sessions_, &SessionFiles::saving_cancelled, &close_guard_, &CloseGuard::stay_open);
  close_guard_.set_session([this] { return sessions_.has_unsaved_work(); },
                           [this] { sessions_.save(); });
  connect(&figures_, &FigureController::copied, statusBar(),
          [this] { statusBar()->showMessage(tr("The picture is on the clipboard."), 8000); });
  if (auto* pins = findChild<PinList*>()) {
    connect(pins, &PinList::saved, this, &MainWindow::note_saved);
    connect(pins, &PinList::failed, this, &MainWindow::report);
  }
}

void MainWindow::keep_session() {
  if (const auto folder = state_folder()) sessions_.keep_in(*folder / "sessions");
}

void MainWindow::copy_picture() {
  FigureRequest picture;
  picture.network = network_->seen();
  figures_.copy(picture, cortices_->panes());
  if (figures_.is_busy()) statusBar()->showMessage(tr("Drawing the picture …"));
}

}  // namespace cortiscope
