#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "app/gui/comparison_controller.h"
#include "app/session/lesson_player.h"

namespace cortiscope {

class SessionController;

/// Plays a lesson in the session: shows each step's view, hides what it asks, and notices what it
/// waits for. The GUI thread's.
class LessonController : public QObject {
  Q_OBJECT

 public:
  /// @param seed  of the random choices of all lessons
  LessonController(SessionController& session, ComparisonController& comparison, std::uint64_t seed,
                   QObject* parent = nullptr);
  ~LessonController() override;

  /// Opens a lesson and starts it; what it needs and is not open is requested.
  /// @throws Error  as read_lesson; the present lesson stays
  void open(const std::filesystem::path& file);
  void close();

  /// nullptr while no lesson is open.
  const LessonPlayer* player() const { return player_ ? &*player_ : nullptr; }
  /// Whether something is missing that the demonstration or the lesson's files would bring.
  bool lacks_data() const;
  /// What the learner answered last; empty before.
  const LessonAnswer& given() const { return given_; }
  /// A text of the lesson with its facts, as Markdown.
  QString told(const std::string& text) const;

  /// Whether the lesson is seen. While it is not, nothing is hidden and nothing awaited.
  void set_active(bool is_active);

  // What the learner does. @pre a lesson is open
  void go_to(int step);
  /// The same question about something else.
  void ask_again();
  void reset();
  /// Marks the answer and reveals the right one. @pre the player's right() is known, its phase open
  void check(const LessonAnswer& given);
  /// Tells the answer without one. @pre its phase is open
  void reveal();
  /// The framed control was used.
  void note_control();

 Q_SIGNALS:
  /// Another lesson or step, an answer, or what is known.
  void changed();
  /// Files that the lesson brings, to be opened.
  void open_requested(const std::vector<std::filesystem::path>& files);

 private:
  void show(const Look& look);
  void update();
  void try_again_later();
  void note(LessonWait what);
  void go_on();
  void reconsider();
  void take_report();
  LessonScene scene() const;

  SessionController& session_;
  ComparisonController& comparison_;
  std::uint64_t seed_;
  std::optional<LessonPlayer> player_;
  LessonAnswer given_;
  Look entered_;  // what was shown when the step was entered
  bool is_active_ = false;
  bool is_showing_ = false;   // a view of the lesson, which is nothing that the learner did
  bool tries_again_ = false;  // soon: what is missing may be there now
};

}  // namespace cortiscope
