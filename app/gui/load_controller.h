#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <vector>

#include "app/session/demo_study.h"
#include "app/session/file_hashes.h"
#include "app/session/session_opener.h"
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

  /// Opens files and folders. Each part is passed on as soon as it is read, but for overlays and
  /// regions: they come last, on the cortex that was opened with them. A file that cannot be read
  /// does not stop the others.
  void open(const std::vector<std::filesystem::path>& paths);

  /// Remembers that the user trusts a network that is a program, and opens it.
  void trust_and_open(const std::filesystem::path& network);

  /// Opens the files of a session, each as opened() where it does not belong to one subject, and
  /// then says session_opened().
  /// @param file    the session's
  /// @param folder  to look for missing files in; empty: the others are looked for where they were
  void open_session(const SavedSession& session, const std::filesystem::path& file,
                    const std::filesystem::path& folder = {});

  /// Stops what is being opened, and drops what waits: nothing of it is passed on any more.
  void cancel();

  /// Opens the demonstration, and first makes it where it does not exist.
  void open_demo(const DemoOptions& options);

  bool is_busy() const { return jobs_ > 0; }
  /// Of the files of sessions, to save one without reading them again.
  FileHashes& hashes() { return hashes_; }

 Q_SIGNALS:
  /// @param is_named  by the user, rather than found in a folder or made
  void opened(const cortiscope::Opened& what, bool is_named);
  void session_opened(const std::shared_ptr<const cortiscope::OpenedSession>& session);
  /// One file could not be read. The message says which, and what to do.
  void failed(const QString& message);
  /// A file was opened, with this warning.
  void warned(const QString& message);
  /// @param done  0 to 1; below 0 where it is unknown
  void progressed(const QString& what, double done);
  /// All requested files have been opened.
  void finished();

 private:
  /// Of one job, on its thread: whether it should stop, and what it passes on, which is dropped
  /// where it should.
  class Job;
  void start(std::function<void(const Job&)> job);

  FileHashes hashes_;
  StopSource stop_;
  QThreadPool pool_;
  int jobs_ = 0;
};

/// The demonstration of a seed, kept in the user's cache folder between runs.
DemoOptions kept_demo(std::uint64_t seed);

}  // namespace cortiscope
