#pragma once

#include <QWidget>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/session/lesson_answer.h"
#include "core/data/image.h"

class QButtonGroup;
class QLabel;
class QSlider;
class QVBoxLayout;

namespace cortiscope {

struct ShownStimulus;
class StimulusView;

/// The controls to answer a lesson's question, and afterwards the right answer beside them.
class LessonQuestionView : public QWidget {
  Q_OBJECT

 public:
  explicit LessonQuestionView(QWidget* parent = nullptr);

  /// @param options  of a choice
  /// @param layers   of guesses
  void ask(const LessonQuestion& question, const std::vector<std::string>& options, int layers);
  /// Of guesses of a place.
  void show_stimulus(const ShownStimulus& shown);

  /// What was answered so far.
  const LessonAnswer& answer() const { return answer_; }
  bool is_complete() const;

  /// Shows the right answer beside what was answered, which cannot be changed any more.
  void show_right(const LessonAnswer& right);

 Q_SIGNALS:
  void answered();

 private:
  void add_options(const std::vector<std::string>& options);
  void add_guesses(const std::set<Guess>& guesses, int layers);
  /// A row with a slider from `low` to `high`, whose words are at its ends.
  struct Row {
    QSlider* slider = nullptr;
    QLabel* value = nullptr;
  };
  Row add_row(const QString& name, const QString& low, const QString& high, int least, int most,
              const char* object_name);
  void show_place(const LessonAnswer* right);

  std::set<Guess> guesses_;
  LessonAnswer answer_;
  bool is_choice_ = false;
  QWidget* controls_ = nullptr;  // made again for each question
  QVBoxLayout* column_;
  StimulusView* image_;
  QButtonGroup* options_ = nullptr;
  std::vector<QLabel*> labels_;  // of the options
  Row layer_, scale_;
};

}  // namespace cortiscope
