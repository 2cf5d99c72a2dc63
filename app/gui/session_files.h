#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/gui/background_task.h"
#include "app/session/session_file.h"

class QMessageBox;
class QTimer;
class QWidget;

namespace cortiscope {

class FitController;
class LoadController;
class NoticeBar;
class SessionController;
class SessionKeeper;
struct OpenedSession;

/// The session as a file: opened, saved, kept against a crash, and whether it has changed since.
/// A session that is opened takes the place of what is open. GUI thread only.
class SessionFiles : public QObject {
  Q_OBJECT

 public:
  /// The window's workspace, which a session file holds as text.
  struct Workspace {
    std::function<std::string()> name = [] { return std::string(); };
    std::function<void(const std::string&)> show = [](const std::string&) {};
  };

  SessionFiles(QWidget& window, SessionController& session, LoadController& loads,
               FitController& fits, NoticeBar& notice);
  ~SessionFiles() override;

  void set_workspace(Workspace workspace) { workspace_ = std::move(workspace); }

  /// Opens a session file; asks first where regions or pins would be lost.
  /// @return  false for any other file
  bool open(const std::filesystem::path& file);

  /// Saves it to its file; where it has none, asks for one.
  void save();
  void save_as();
  void save_to(const std::filesystem::path& file);

  /// Its file; empty where it was never saved.
  const std::filesystem::path& file() const { return file_; }
  /// Its name for the title: that of its file; empty without one.
  QString name() const;
  /// Whether what is opened, or how it looks, is not as it was saved. The selection does not count.
  bool is_changed() const { return is_changed_; }
  /// Whether regions or pins are in no saved session.
  bool has_unsaved_work() const;
  bool is_busy() const { return writer_.is_busy(); }

  /// The demonstration is about to be opened. Alone it counts as unchanged: it is there at any
  /// time.
  void expect_demo();

  /// Keeps the session in a folder while it has changes, and offers to restore what a crashed
  /// window left there.
  void keep_in(const std::filesystem::path& folder);
  /// The window closes, and the user knows what is lost.
  void forget_kept();

 Q_SIGNALS:
  /// Another file, or changed or saved.
  void changed();
  void saved(const QString& file);
  void saving_cancelled();
  /// The message says what was not opened or saved, and why.
  void failed(const QString& message);

 private:
  SavedSession now() const;
  void count_as_unchanged();
  QString objection_to_opening() const;
  void start_opening(const SavedSession& session, const std::filesystem::path& file);
  void show_opened(const OpenedSession& opened);
  void ask_before_opening(const SavedSession& session, const std::filesystem::path& file);
  void offer_to_locate();
  void locate();
  void offer_to_restore();
  void note_change();
  void compare();

  QWidget& window_;
  SessionController& session_;
  LoadController& loads_;
  FitController& fits_;
  NoticeBar& notice_;
  Workspace workspace_;
  std::filesystem::path file_;
  Choice shown_instead_;                    // at first, perhaps of what was missing
  SavedSession opened_;                     // as it was opened, with what is missing
  std::string saved_content_, saved_work_;  // as last saved or opened
  std::function<void()> once_saved_;
  bool is_changed_ = false, is_opening_ = false, is_demo_opening_ = false;
  QTimer* comparison_;
  std::unique_ptr<SessionKeeper> keeper_;
  QPointer<QMessageBox> question_;
  BackgroundTask writer_;
};

}  // namespace cortiscope
