#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/lesson.h"
#include "app/session/lesson_answer.h"
#include "app/session/lesson_facts.h"
#include "app/session/lesson_view.h"
#include "core/base/random.h"

namespace cortiscope {

/// Where a learner is in a lesson: the step, its question, the answer and the marks so far. It does
/// not show anything: the caller shows the looks that it returns. The same lesson, seed, library
/// and answers give the same steps.
class LessonPlayer {
 public:
  enum class Phase {
    kOpen,     ///< read, asked or awaited
    kChecked,  ///< answered and marked
    kDone      ///< revealed, or done without an answer
  };

  LessonPlayer(Lesson lesson, std::uint64_t seed);

  const Lesson& lesson() const { return lesson_; }
  int step() const { return step_; }
  int step_count() const { return int(lesson_.steps.size()); }
  const LessonStep& current() const { return lesson_.steps[std::size_t(step_)]; }
  Phase phase() const { return phase_; }
  /// What keeps the step from being shown or asked, in a sentence; empty: nothing.
  const std::string& problem() const {
    return view_problem_.empty() ? question_problem_ : view_problem_;
  }

  /// Goes to a step and asks its question again. The subject becomes one that the lesson can be
  /// played on, where there is one.
  ///
  /// @param now  what is shown
  /// @return  what is to be shown
  /// @pre 0 <= step < step_count()
  Look go_to(int step, const Library& library, const Look& now);
  /// The same step with a new random choice, keeping how many were right in a row.
  Look again(const Library& library, const Look& now);
  /// The learner chose another vertex or model: an open question is about that.
  void reconsider(const Library& library, const Look& now);
  /// The first step, without marks.
  Look reset(const Library& library, const Look& now);

  /// The right answer; absent where nothing can be asked, or it is not known yet.
  const std::optional<LessonAnswer>& right() const { return right_; }
  /// How many layers guesses are of.
  int layers() const { return layers_; }
  /// What can be chosen: the question's options, or the names of the fitted models.
  const std::vector<std::string>& options() const { return options_; }
  /// Whether the answer can only be known from a comparison of the fits.
  bool awaits_comparison() const;
  /// The slopes of the subject's fits, by the names of their models; NaN where unknown.
  void set_slopes(const std::vector<std::pair<std::string, double>>& slopes);

  /// Marks an answer. @pre phase() is kOpen and right() is known
  LessonMark check(const LessonAnswer& given);
  /// Tells the answer; without one that was checked, it counts as wrong.
  /// @return  what is to be shown
  Look reveal(const Library& library, const Look& now);
  /// What was awaited was done: the step is to be revealed, or where it has nothing to reveal the
  /// next one follows.
  /// @return  whether it was not noted before
  bool note_awaited();

  /// Whether the step asks for no more: the answers that it wants were right, or it asks none.
  bool is_done() const;
  int right_in_a_row() const { return right_in_a_row_; }
  const std::optional<LessonMark>& mark() const { return mark_; }
  /// The sum of the points of all answers, and how many there were.
  double points() const { return points_; }
  int answers() const { return answers_; }

 private:
  Look show(const LessonView& view, const Library& library, const Look& now);
  void ask(const Library& library, const Look& look);
  void count(const LessonMark& mark);

  Lesson lesson_;
  Random random_;
  std::uint64_t seed_;
  int step_ = 0;
  Phase phase_ = Phase::kOpen;
  std::string view_problem_, question_problem_;
  std::optional<LessonAnswer> right_;
  std::vector<std::string> options_;
  int layers_ = 0;
  std::optional<LessonMark> mark_;
  int right_in_a_row_ = 0;
  double points_ = 0;
  int answers_ = 0;
};

}  // namespace cortiscope
