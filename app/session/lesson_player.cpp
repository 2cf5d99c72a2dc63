#include "app/session/lesson_player.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace cortiscope {

LessonPlayer::LessonPlayer(Lesson lesson, std::uint64_t seed)
    : lesson_(std::move(lesson)), random_(seed), seed_(seed) {
  assert(!lesson_.steps.empty());
}

Look LessonPlayer::show(const LessonView& view, const Library& library, const Look& now) {
  view_problem_ = missing_for(lesson_.needs, library);
  if (!view_problem_.empty()) return now;
  Look before = now;
  if (view.subject.empty()) {
    const SubjectId subject = subject_for(lesson_.needs, library, now.choice.subject);
    if (subject != now.choice.subject) {
      before.choice = library.first_choice(subject);
      before.picked.reset();
    }
  }
  FoundView found = find_view(view, lesson_.needs, before, library, random_);
  view_problem_ = found.problem;
  return found.look;
}

Look LessonPlayer::go_to(int step, const Library& library, const Look& now) {
  assert(step >= 0 && step < step_count());
  step_ = step;
  right_in_a_row_ = 0;
  return again(library, now);
}

Look LessonPlayer::again(const Library& library, const Look& now) {
  phase_ = Phase::kOpen;
  mark_.reset();
  const Look look = show(current().view, library, now);
  ask(library, look);
  return look;
}

void LessonPlayer::reconsider(const Library& library, const Look& now) {
  if (phase_ == Phase::kOpen) ask(library, now);
}

Look LessonPlayer::reset(const Library& library, const Look& now) {
  random_ = Random(seed_);
  points_ = 0;
  answers_ = 0;
  return go_to(0, library, now);
}

void LessonPlayer::ask(const Library& library, const Look& look) {
  right_.reset();
  options_.clear();
  layers_ = 0;
  question_problem_.clear();
  if (!current().question || !view_problem_.empty()) return;
  const auto& asked = current().question->asked;
  if (const auto* choice = std::get_if<ChooseOption>(&asked)) {
    options_ = choice->options;
    right_ = LessonAnswer{choice->answer, {}, {}, {}};
    return;
  }
  const bool is_there = library.contains(look.choice) && library.cell(look.choice).source;
  if (!is_there) {
    question_problem_ = "Nothing is fitted here, so that there is nothing to ask about.";
    return;
  }
  const MapSource& source = *library.cell(look.choice).source;
  if (const auto* guess = std::get_if<GuessVertex>(&asked)) {
    layers_ = source.layer_count();
    if (look.picked) right_ = right_guess(source, *look.picked, *guess);
    if (!look.picked) question_problem_ = "Pick a vertex on the cortex first.";
    if (look.picked && !right_) {
      question_problem_ =
          "The fit has no evidence of what this vertex reads: nobody knows the answer.";
    }
    return;
  }
  for (const ModelId model : lesson_models(lesson_.needs, library, look.choice.subject)) {
    const bool is_shown = model == look.choice.model;
    const bool is_asked = std::get<ChooseModel>(asked).which == ChooseModel::Which::kShown;
    if (is_shown && is_asked) right_ = LessonAnswer{int(options_.size()), {}, {}, {}};
    options_.push_back(library.find_model(model)->name);
  }
}

bool LessonPlayer::awaits_comparison() const {
  if (!current().question || right_ || !problem().empty()) return false;
  const auto* choice = std::get_if<ChooseModel>(&current().question->asked);
  return choice && choice->which == ChooseModel::Which::kSteepest;
}

void LessonPlayer::set_slopes(const std::vector<std::pair<std::string, double>>& slopes) {
  if (!awaits_comparison()) return;
  double steepest = -std::numeric_limits<double>::infinity();
  for (const auto& [name, slope] : slopes) {
    const auto option = std::find(options_.begin(), options_.end(), name);
    if (option == options_.end() || !(slope > steepest)) continue;
    steepest = slope;
    right_ = LessonAnswer{int(option - options_.begin()), {}, {}, {}};
  }
  if (!right_)
    question_problem_ =
        "None of these fits has a slope: too few vertices have evidence, or of too few regions.";
}

void LessonPlayer::count(const LessonMark& mark) {
  mark_ = mark;
  points_ += mark.points;
  ++answers_;
  right_in_a_row_ = mark.is_right ? right_in_a_row_ + 1 : 0;
}

LessonMark LessonPlayer::check(const LessonAnswer& given) {
  assert(phase_ == Phase::kOpen && right_);
  const auto* guess = std::get_if<GuessVertex>(&current().question->asked);
  count(guess ? mark_guess(guess->guesses, given, *right_, layers_) : mark_choice(given, *right_));
  phase_ = Phase::kChecked;
  return *mark_;
}

Look LessonPlayer::reveal(const Library& library, const Look& now) {
  if (phase_ == Phase::kOpen && right_) count({});
  phase_ = Phase::kDone;
  return current().reveal ? show(current().reveal->view, library, now) : now;
}

bool LessonPlayer::note_awaited() {
  if (phase_ != Phase::kOpen) return false;
  phase_ = Phase::kChecked;
  return true;
}

bool LessonPlayer::is_done() const {
  if (!problem().empty()) return true;
  if (current().question) return phase_ != Phase::kOpen && right_in_a_row_ >= current().repeat;
  return current().wait_for == LessonWait::kNothing || phase_ != Phase::kOpen;
}

}  // namespace cortiscope
