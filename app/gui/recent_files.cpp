#include "app/gui/recent_files.h"

#include <QFileInfo>
#include <QMenu>
#include <QSettings>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kMostRecent = 10;
QString setting_of(RecentFiles::Kind kind) {
  return kind == RecentFiles::Kind::kSessions ? QStringLiteral("recent-sessions")
                                              : QStringLiteral("recent");
}

}  // namespace

RecentFiles::RecentFiles(QMenu* menu, Kind kind, QObject* parent) : QObject(parent), kind_(kind) {
  connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(menu); });
}

void RecentFiles::remember(const std::filesystem::path& path, Kind kind) {
  QSettings settings;
  QStringList recent = settings.value(setting_of(kind)).toStringList();
  const QString name = QFileInfo(text_of(path)).absoluteFilePath();
  recent.removeAll(name);
  recent.prepend(name);
  settings.setValue(setting_of(kind), recent.mid(0, kMostRecent));
}

void RecentFiles::fill(QMenu* menu) {
  menu->clear();
  const QStringList recent = QSettings().value(setting_of(kind_)).toStringList();
  for (const QString& name : recent) {
    menu->addAction(name, this, [this, name] { Q_EMIT chosen(name.toStdString()); });
  }
  menu->setEnabled(true);
  if (recent.isEmpty()) menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

}  // namespace cortiscope
