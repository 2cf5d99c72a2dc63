#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/background_task.h"
#include "app/session/fit_reading.h"
#include "app/session/image_dots.h"
#include "app/session/image_readers.h"

namespace cortiscope {

class SessionController;

/// Whose view of the image the panels beside the cortex show: the vertex that was picked, the
/// cluster that was isolated or the region that was chosen last, else the whole cortex. And what is
/// read for them from the fit's files, on a thread of low priority, only while it is wanted: one
/// question at a time, the newest; what is no longer asked for is stopped and dropped.
///
/// The GUI thread's; destroying it stops the work.
class ImageController : public QObject {
  Q_OBJECT

 public:
  explicit ImageController(SessionController& session, QObject* parent = nullptr);
  ~ImageController() override;

  const ReaderChoice& choice() const { return choice_; }
  /// The vertices of the choice; none before anything is fitted.
  const ImageReaders& readers() const { return readers_; }
  /// Of the choice; where that is one vertex, of the whole cortex.
  std::vector<ImageDot> dots() const;

  /// @pre the choice is possible
  void choose(const ReaderChoice& choice);
  /// A region that is shown; no effect where there is none of this name.
  void choose_region(const QString& name);

  /// The top channels of the choice on the image that is shown.
  void want_channels(bool are_wanted);
  /// nullptr while there are none; where they are wanted, channels_note() says why.
  const Image* channels() const { return channels_.shown(); }
  QString channels_note() const { return channels_.is_wanted ? channels_.note : QString(); }

  /// The responses of the choice to the test images.
  void want_responses(bool are_wanted);
  /// nullptr while there are none; where they are wanted, responses_note() says why.
  const TestResponses* responses() const { return responses_.shown(); }
  QString responses_note() const { return responses_.is_wanted ? responses_.note : QString(); }

  bool is_busy() const { return running_.has_value(); }

 Q_SIGNALS:
  /// Another choice, or other vertices of it.
  void readers_changed();
  /// The channels or the note about them.
  void channels_changed();
  /// The responses or the note about them.
  void responses_changed();

 private:
  /// What is asked of a fit.
  struct Question {
    FitFiles files;
    std::string created;  ///< when the fit was made: another one may have the same file
    std::vector<int> rows;
    std::string image;  ///< whose channels; empty of responses

    bool is_of_same_fit(const Question& other) const {
      return files.subject == other.files.subject && files.features == other.files.features &&
             files.out == other.files.out && created == other.created;
    }
    friend bool operator==(const Question& a, const Question& b) {
      return a.is_of_same_fit(b) && a.rows == b.rows && a.image == b.image;
    }
  };
  template <class T>
  struct Asked {
    bool is_wanted = false;
    std::optional<Question> question;  ///< absent where nothing can be asked; the note says why
    bool is_done = false;
    std::shared_ptr<const T> answer;  // kept while it is not wanted
    QString note;

    bool is_open() const { return is_wanted && question && !is_done; }
    const T* shown() const { return is_wanted ? answer.get() : nullptr; }
  };
  /// One of the two.
  struct Answer {
    std::shared_ptr<const Image> channels;
    std::shared_ptr<const TestResponses> responses;
    QString note;
  };
  struct Opened;  // a fit, on the worker's thread

  void follow_isolated();
  void update_readers();
  void update_questions();
  std::optional<Question> question_or_note(bool is_of_image, QString& note) const;
  template <class T>
  void ask(Asked<T>& asked, std::optional<Question> question, const QString& note,
           void (ImageController::*changed)());
  template <class T>
  void want(Asked<T>& asked, bool is_wanted);
  void start_next();
  Answer read(const Question& question, const StopToken& stop);
  template <class T>
  void finish(Asked<T>& asked, const Question& question, std::shared_ptr<const T> answer,
              const QString& note, void (ImageController::*changed)());
  void on_gui_thread(std::function<void()> act);

  SessionController& session_;
  ReaderChoice choice_;
  ImageReaders readers_;
  std::optional<IsolatedCluster> isolated_;  // the last that was followed
  Asked<Image> channels_;
  Asked<TestResponses> responses_;
  std::optional<Question> running_;
  std::shared_ptr<Opened> opened_;
  BackgroundTask task_;
};

}  // namespace cortiscope
