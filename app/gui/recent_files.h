#pragma once

#include <QObject>
#include <filesystem>

class QMenu;

namespace cortiscope {

/// The files and folders opened last, kept in the settings, as a menu.
class RecentFiles : public QObject {
  Q_OBJECT

 public:
  /// @param menu  filled in each time it is shown
  explicit RecentFiles(QMenu* menu, QObject* parent = nullptr);

  static void remember(const std::filesystem::path& path);

 Q_SIGNALS:
  void chosen(const std::filesystem::path& path);

 private:
  void fill(QMenu* menu);
};

}  // namespace cortiscope
