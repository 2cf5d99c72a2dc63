#include "app/gui/cluster_controller.h"

#include <filesystem>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"

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
  for (const auto signal : {&SessionController::map_changed, &SessionController::source_changed}) {
    connect(&session_, signal, this, &ClusterController::start_where_needed);
  }
}

void ClusterController::start_where_needed() {
  const std::shared_ptr<const MapSource> source = session_.source();
  if (is_busy() || !source || session_.overlay()) return;
  if (!lacks_clusters(*source, session_.view().map)) return;
  if (!tried_.insert(source).second) return;
  const Choice at = session_.view().choice;
  const std::filesystem::path file = session_.cell()->shown_file();
  Q_EMIT started(text_of(source->features.network));
  const auto clusters = std::make_shared<std::shared_ptr<const ClusteredSubject>>();
  task_.start(
      [file, subject = source->subject, clusters](const StopToken& stop) {
        *clusters = clusters_in(file, subject, stop);
      },
      [this, at, source, clusters](const BackgroundTask::Ended& ended) {
        Q_EMIT finished();
        if (*clusters) session_.add_clusters(at, source, *clusters);
        if (ended.lacks_memory) {
          Q_EMIT failed(tr("out of memory (close other programs, then choose the map again)"));
        } else if (!ended.problem.isEmpty()) {
          Q_EMIT failed(ended.problem);
        }
        start_where_needed();
      });
}

}  // namespace cortiscope
