#include "app/gui/extract_controller.h"

#include <QMetaObject>
#include <chrono>
#include <memory>
#include <utility>

namespace cortiscope {

ExtractController::ExtractController(Extract extract, QObject* parent)
    : QObject(parent), extract_(std::move(extract)) {}

void ExtractController::start(const Extraction& extraction) {
  last_ = extraction;
  const auto is_written = std::make_shared<bool>(false);
  task_.start(
      [this, extraction, is_written](const StopToken& stop) {
        using Clock = std::chrono::steady_clock;
        const Clock::time_point begin = Clock::now();
        *is_written = extract_(extraction, stop, [&](const ExtractProgress& progress) {
          const std::chrono::duration<double> elapsed = Clock::now() - begin;
          const double left = progress.seconds_left(elapsed.count());
          QMetaObject::invokeMethod(
              this,
              [this, extraction, progress, left] {
                Q_EMIT progressed(extraction, progress.done, progress.count, left);
              },
              Qt::QueuedConnection);
        });
      },
      [this, extraction, is_written](const BackgroundTask::Ended& ended) {
        if (!ended.problem.isEmpty()) {
          Q_EMIT failed(extraction, ended.problem);
        } else if (*is_written) {
          Q_EMIT finished(extraction);
        } else {
          Q_EMIT stopped(extraction);
        }
      });
  Q_EMIT started(extraction);
}

}  // namespace cortiscope
