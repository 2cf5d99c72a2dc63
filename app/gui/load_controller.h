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

/// Opens files on a thread of its own, of low priority, one after the other. GUI thread only;
/// destroying it finishes the file being read and drops the rest.
class LoadController : public QObject {
  Q_OBJECT

 public:
  explicit LoadController(QObject* parent = nullptr);
  ~LoadController() override;

  /// Opens files and folders. Each part is passed on as soon as it is read; a file that cannot be
  /// read does not stop the others.
  void open(const std::vector<std::filesystem::path>& paths);

  /// Remembers that the user trusts a network that is a program, and opens it.
  void trust_and_open(const std::filesystem::path& network);

  /// Opens the demonstration, and first makes it where it does not exist.
  void open_demo(const DemoOptions& options);

  bool is_busy() const { return jobs_ > 0; }

 Q_SIGNALS:
  /// @param is_named  by the user, rather than found in a folder or made
  void opened(const cortiscope::Opened& what, bool is_named);
  /// One file could not be read. The message says which, and what to do.
  void failed(const QString& message);
  /// A file was opened, with this warning.
  void warned(const QString& message);
  /// @param done  0 to 1; below 0 where it is unknown
  void progressed(const QString& what, double done);
  /// All requested files have been opened.
  void finished();

 private:
  void start(std::function<void()> job);
  void on_gui_thread(std::function<void()> act);

  StopSource stop_;
  QThreadPool pool_;
  int jobs_ = 0;
};

/// The demonstration of a seed, kept in the user's cache folder between runs.
DemoOptions kept_demo(std::uint64_t seed);

}  // namespace cortiscope
