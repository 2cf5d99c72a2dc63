#include "app/gui/region_files.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QSettings>
#include <algorithm>
#include <iterator>
#include <set>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "core/io/freesurfer/label_writer.h"

namespace cortiscope {
namespace {

const QString kFolderKey = QStringLiteral("regions-folder");

const LibrarySubject& row_of(const SessionController& session, const DrawnRegion& region) {
  return *session.library().find_subject(region.subject);
}

/// Where regions were saved last; else beside the subject.
QString first_folder(const LibrarySubject& row) {
  const QString beside = text_of(row.file.parent_path());
  return QSettings().value(kFolderKey, beside).toString();
}

bool may_replace(const std::vector<std::filesystem::path>& files, QWidget* window) {
  std::vector<std::filesystem::path> there;
  std::copy_if(files.begin(), files.end(), std::back_inserter(there),
               [](const auto& file) { return std::filesystem::exists(file); });
  if (there.empty()) return true;
  const QString text =
      QObject::tr("%1 of the %2 files are there already, such as %3. Replace them?")
          .arg(there.size())
          .arg(files.size())
          .arg(text_of(there.front().filename()));
  return QMessageBox::question(window, QObject::tr("Save regions"), text,
                               QMessageBox::Yes | QMessageBox::Cancel) == QMessageBox::Yes;
}

}  // namespace

std::vector<DrawnRegion> unsaved_regions(const SessionController& session) {
  std::vector<DrawnRegion> unsaved;
  for (const LibrarySubject& subject : session.library().subjects()) {
    for (const int id : unsaved_regions(subject.regions, subject.saved_regions)) {
      unsaved.push_back({subject.id, id});
    }
  }
  return unsaved;
}

std::vector<std::filesystem::path> label_files(const SessionController& session,
                                               const std::vector<DrawnRegion>& regions,
                                               const std::filesystem::path& folder) {
  std::set<SubjectId> subjects;
  for (const DrawnRegion& region : regions) subjects.insert(region.subject);
  std::vector<std::filesystem::path> files;
  for (const DrawnRegion& region : regions) {
    const LibrarySubject& row = row_of(session, region);
    const ListedRegion* listed = row.regions.find(region.id);
    std::string name = row.name;
    std::replace(name.begin(), name.end(), '/', '_');
    const std::filesystem::path into = subjects.size() > 1 ? folder / name : folder;
    files.push_back(into / label_file_name(listed->hemisphere, listed->region->name));
  }
  return files;
}

bool save_regions(SessionController& session, const std::vector<DrawnRegion>& regions,
                  QWidget* window) {
  if (regions.empty()) return true;
  const QString start = first_folder(row_of(session, regions.front()));
  std::vector<std::filesystem::path> files;
  QString folder;
  if (regions.size() == 1) {
    const auto wanted = label_files(session, regions, start.toStdString()).front();
    const QString chosen =
        QFileDialog::getSaveFileName(window, QObject::tr("Save the region"), text_of(wanted),
                                     QObject::tr("FreeSurfer labels (*.label)"));
    if (chosen.isEmpty()) return false;
    files = {chosen.toStdString()};
    folder = text_of(files.front().parent_path());
  } else {
    folder = QFileDialog::getExistingDirectory(window, QObject::tr("Save the regions in"), start);
    if (folder.isEmpty()) return false;
    files = label_files(session, regions, folder.toStdString());
    if (!may_replace(files, window)) return false;
  }
  for (std::size_t i = 0; i < regions.size(); ++i) {
    std::error_code ignored;  // a folder that cannot be made is reported on writing
    std::filesystem::create_directories(files[i].parent_path(), ignored);
    session.save_region(regions[i].subject, regions[i].id, files[i]);
  }
  QSettings().setValue(kFolderKey, folder);
  return true;
}

}  // namespace cortiscope
