#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <set>

#include "app/gui/background_task.h"
#include "app/session/map_source.h"

namespace cortiscope {

class SessionController;

/// Clusters the channels of the fit that is shown once its map needs that, from the fit's file and
/// on threads of low priority; the session then has them. One fit after the other, each tried once.
///
/// The GUI thread's; destroying it stops the work.
class ClusterController : public QObject {
  Q_OBJECT

 public:
  explicit ClusterController(SessionController& session, QObject* parent = nullptr);

  bool is_busy() const { return task_.is_busy(); }

 Q_SIGNALS:
  /// @param network  whose channels are being clustered
  void started(const QString& network);
  void finished();
  /// A fit cannot be clustered. The message says why.
  void failed(const QString& message);

 private:
  void start_where_needed();

  SessionController& session_;
  std::set<std::weak_ptr<const MapSource>, std::owner_less<>> tried_;
  BackgroundTask task_;
};

}  // namespace cortiscope
