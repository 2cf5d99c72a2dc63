#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <string>

#include "app/gui/background_task.h"
#include "app/session/fit_reading.h"

namespace cortiscope {

class SessionController;

/// Predicts the response to the stimulus that is shown, while the map that paints it is chosen, on
/// a thread of low priority; the session then has it. The newest question wins.
///
/// The GUI thread's; destroying it stops the work.
class ResponseController : public QObject {
  Q_OBJECT

 public:
  explicit ResponseController(SessionController& session, QObject* parent = nullptr);

  bool is_busy() const { return task_.is_busy(); }

 Q_SIGNALS:
  /// The message says why there is no prediction. The same one is said once.
  void failed(const QString& message);

 private:
  struct Question {
    FitFiles files;
    std::string created;  ///< when the fit was made: another one may have the same file
    std::string image;

    bool is_of_same_fit(const Question& other) const {
      return files.features == other.files.features && files.out == other.files.out &&
             created == other.created;
    }
    friend bool operator==(const Question& a, const Question& b) {
      return a.is_of_same_fit(b) && a.image == b.image;
    }
  };
  struct Opened;  // a fit, on the task's thread

  void update();
  std::optional<Question> question(QString& problem) const;
  void start();

  SessionController& session_;
  std::optional<Question> wanted_, running_, known_;
  QString problem_;
  std::shared_ptr<Opened> opened_;
  BackgroundTask task_;
};

}  // namespace cortiscope
