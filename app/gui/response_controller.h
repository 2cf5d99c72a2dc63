#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <string>

#include "app/gui/background_task.h"
#include "app/session/fit_reading.h"
#include "app/session/network_reading.h"

namespace cortiscope {

class SessionController;

/// Predicts the response to the image that is shown, or a component of it, while the map that
/// paints it is chosen, on a thread of low priority; the session then has it. Tokens of stimuli are
/// in the features; those of an image of the user the network computes, once. The newest question
/// wins.
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
  /// Of a stimulus or of an image of the user.
  struct Question {
    std::string created;  ///< when the fit was made: another one may have the same file
    ReadPart part;
    FitFiles files;     ///< of a stimulus
    std::string image;  ///< its name
    NetworkFiles network;
    std::shared_ptr<const Picture> picture;  ///< null of a stimulus

    bool is_of_same_fit(const Question& other) const {
      return files.features == other.files.features && files.out == other.files.out &&
             network == other.network && created == other.created;
    }
    friend bool operator==(const Question& a, const Question& b) {
      return a.is_of_same_fit(b) && a.image == b.image && a.picture == b.picture &&
             a.part == b.part;
    }
  };
  struct Opened;  // what answers, on the task's thread

  void update();
  std::optional<Question> question(QString& problem) const;
  void ask_of_picture(const MapSource& source, Question& question, QString& problem) const;
  void ask_of_stimulus(const MapSource& source, Question& question, QString& problem) const;
  void start();

  SessionController& session_;
  std::optional<Question> wanted_, running_, known_;
  QString problem_;
  std::shared_ptr<Opened> opened_;
  BackgroundTask task_;
};

}  // namespace cortiscope
