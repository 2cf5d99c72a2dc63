#pragma once

#include <QLockFile>
#include <QObject>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/gui/background_task.h"

namespace cortiscope {

/// Keeps a copy of a session in a folder of the user while it has changes that are not saved, so
/// that a crash loses half a minute at most; and finds the copies that crashed windows left.
///
/// Each window has a copy of its own, locked as long as its process lives. GUI thread only; files
/// are written on a thread, each as a whole.
class SessionKeeper : public QObject {
  Q_OBJECT

 public:
  /// @param folder   made if it is missing
  /// @param content  what to keep now; absent where nothing would be lost, which removes the copy
  SessionKeeper(std::filesystem::path folder, std::function<std::optional<std::string>()> content,
                QObject* parent = nullptr);
  /// The copy stays, and is found by the next window, unless forget() was called.
  ~SessionKeeper() override;

  /// The session has changed: its copy is written soon, at most every 30 s.
  void note_change();

  /// The newest copy of a window that crashed, for this window alone from now on; absent where
  /// there is none.
  std::optional<std::filesystem::path> take_left_one();
  /// Whether take_left_one() gave it.
  bool is_left_one(const std::filesystem::path& copy) const { return taken_.count(copy) > 0; }
  /// Removes a copy that take_left_one() gave.
  void discard(const std::filesystem::path& copy);
  /// The same once this session's own copy is written.
  void discard_once_kept(const std::filesystem::path& copy);

  /// Removes this session's copy: the window closes, and nothing is lost.
  void forget();

 Q_SIGNALS:
  /// The copy could not be written; the message says why.
  void failed(const QString& message);

 private:
  void keep();
  std::filesystem::path lock_of(const std::filesystem::path& copy) const;

  std::filesystem::path folder_, copy_;
  std::function<std::optional<std::string>()> content_;
  QLockFile lock_;
  std::map<std::filesystem::path, std::unique_ptr<QLockFile>> taken_;
  std::filesystem::path replaced_;  // to be removed once this copy is written
  std::string written_;
  QTimer timer_;
  bool is_forgotten_ = false;
  BackgroundTask writer_;
};

}  // namespace cortiscope
