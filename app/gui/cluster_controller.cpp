#include "app/gui/cluster_controller.h"

#include <QMetaObject>
#include <filesystem>
#include <new>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "core/base/thread_priority.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/demo_fits.h"

namespace cortiscope {
namespace {

/// @return  null where `stop` asked
std::shared_ptr<const ClusteredSubject> clusters_in(const std::filesystem::path& file,
                                                    std::shared_ptr<const Subject> subject,
                                                    const StopToken& stop) {
  const FitResult fit = read_fit(file, builtin_template);
  auto clusters = cluster_channels(fit, file.filename().string(), {}, stop);
  if (!clusters) return nullptr;
  return std::make_shared<const ClusteredSubject>(
      ClusteredSubject{std::move(subject), std::move(*clusters)});
}

}  // namespace

ClusterController::ClusterController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session) {
  pool_.setMaxThreadCount(1);
  for (const auto signal : {&SessionController::map_changed, &SessionController::source_changed}) {
    connect(&session_, signal, this, &ClusterController::start_where_needed);
  }
}

ClusterController::~ClusterController() {
  stop_.request_stop();
  pool_.waitForDone();
}

void ClusterController::start_where_needed() {
  const std::shared_ptr<const MapSource> source = session_.source();
  if (is_busy_ || !source || session_.overlay()) return;
  if (!lacks_clusters(*source, session_.view().map)) return;
  if (!tried_.insert(source).second) return;
  const Choice at = session_.view().choice;
  const std::filesystem::path file = source->is_installed
                                         ? installed_demo_fit_file(source->features.network)
                                         : session_.cell()->fit_file;
  is_busy_ = true;
  Q_EMIT started(text_of(source->features.network));
  pool_.start([this, at, source, file] {
    lower_priority_of_this_thread();
    std::shared_ptr<const ClusteredSubject> clusters;
    QString problem;
    try {
      clusters = clusters_in(file, source->subject, stop_.token());
    } catch (const std::bad_alloc&) {
      problem = tr("out of memory (close other programs, then choose the map again)");
    } catch (const std::exception& error) {
      problem = QString::fromUtf8(error.what());
    }
    const auto pass_on = [this, at, source, clusters, problem] {
      is_busy_ = false;
      Q_EMIT finished();
      if (clusters) session_.add_clusters(at, source, clusters);
      if (!problem.isEmpty()) Q_EMIT failed(problem);
      start_where_needed();
    };
    QMetaObject::invokeMethod(this, pass_on, Qt::QueuedConnection);
  });
}

}  // namespace cortiscope
