#pragma once

#include <QObject>
#include <filesystem>

class QMenu;

namespace cortiscope {

/// The files and folders opened last, or the sessions, kept in the settings, as a menu.
class RecentFiles : public QObject {
  Q_OBJECT

 public:
  enum class Kind { kFiles, kSessions };

  /// @param menu  filled in each time it is shown
  explicit RecentFiles(QMenu* menu, Kind kind, QObject* parent = nullptr);

  static void remember(const std::filesystem::path& path, Kind kind = Kind::kFiles);

 Q_SIGNALS:
  void chosen(const std::filesystem::path& path);

 private:
  void fill(QMenu* menu);

  Kind kind_;
};

}  // namespace cortiscope
