#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>

#include "app/gui/background_task.h"
#include "app/session/extraction.h"

namespace cortiscope {

/// Extracts the features of one subject's images at a time, on a thread of low priority, and
/// reports on the GUI thread, which it never blocks. Destroying it stops the work, which goes
/// on when the same is started again.
class ExtractController : public QObject {
  Q_OBJECT

 public:
  /// As extract(); runs on the task's thread.
  using Extract =
      std::function<bool(const Extraction&, const StopToken&, const OnExtractProgress&)>;

  explicit ExtractController(Extract extract = cortiscope::extract, QObject* parent = nullptr);

  bool is_busy() const { return task_.is_busy(); }
  /// What is being extracted, or nullptr.
  const Extraction* running() const { return is_busy() ? &last_ : nullptr; }

  /// @pre it is not busy
  void start(const Extraction& extraction);
  /// Stops within a batch of images; what is done is kept. No effect where it is idle.
  void stop() { task_.request_stop(); }

 Q_SIGNALS:
  void started(const cortiscope::Extraction& extraction);
  /// @param seconds_left  at the pace so far
  void progressed(const cortiscope::Extraction& extraction, int done, int count,
                  double seconds_left);
  /// The features are written.
  void finished(const cortiscope::Extraction& extraction);
  void stopped(const cortiscope::Extraction& extraction);
  void failed(const cortiscope::Extraction& extraction, const QString& message);

 private:
  Extract extract_;
  Extraction last_;
  BackgroundTask task_;  // last: its thread uses the other members
};

}  // namespace cortiscope
