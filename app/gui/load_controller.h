#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <vector>

#include "app/session/demo_study.h"
#include "app/session/study_opener.h"
#include "core/base/stop_token.h"

namespace cortiscope {

/// Opens files on a thread of its own, of low priority, one after the other. The GUI thread's;
/// destroying it lets the file being read end and drops the rest.
class LoadController : public QObject {
  Q_OBJECT

 public:
  explicit LoadController(QObject* parent = nullptr);
  ~LoadController() override;

  /// Opens files and folders. Each part is given out as soon as it is read; one that cannot be read
  /// does not keep the others from it.
  void open(const std::vector<std::filesystem::path>& paths);

  /// Opens the demonstration, and makes it first where it is not there.
  void open_demo(const DemoOptions& options);

  bool is_busy() const { return jobs_ > 0; }

 Q_SIGNALS:
  void opened(const cortiscope::Opened& what);
  /// One file could not be read. The message says which, and what to do.
  void failed(const QString& message);
  /// A file was opened all the same, but a person should know this of it.
  void warned(const QString& message);
  /// @param done  0 to 1; below 0 where it cannot be told
  void progressed(const QString& what, double done);
  /// All that was asked for has been opened.
  void finished();

 private:
  void start(std::function<void()> job);
  void on_gui_thread(std::function<void()> act);

  StopSource stop_;
  QThreadPool pool_;
  int jobs_ = 0;
};

/// The demonstration of a seed, kept in the user's cache folder from one start to the next.
DemoOptions kept_demo(std::uint64_t seed);

}  // namespace cortiscope
