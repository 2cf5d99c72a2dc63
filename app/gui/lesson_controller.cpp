#include "app/gui/lesson_controller.h"

#include <QScopedValueRollback>
#include <cassert>
#include <utility>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {

LessonController::LessonController(SessionController& session, ComparisonController& comparison,
                                   std::uint64_t seed, QObject* parent)
    : QObject(parent), session_(session), comparison_(comparison), seed_(seed) {
  using S = SessionController;
  connect(&session_, &S::vertex_picked, this, [this] { note(LessonWait::kVertex); });
  connect(&session_, &S::map_changed, this, [this] {
    if (session_.view().map != entered_.map) note(LessonWait::kMap);
  });
  connect(&session_, &S::source_changed, this, [this] {
    if (session_.view().choice.model != entered_.choice.model) note(LessonWait::kModel);
  });
  connect(&session_, &S::image_changed, this, [this] {
    if (session_.view().picture) note(LessonWait::kPhotograph);
  });
  connect(&session_, &S::library_changed, this, &LessonController::try_again_later);
  for (const auto signal : {&S::picked_changed, &S::source_changed, &S::image_changed}) {
    connect(&session_, signal, this, &LessonController::reconsider);
  }
  connect(&comparison_, &ComparisonController::changed, this, &LessonController::take_report);
}

LessonController::~LessonController() = default;

void LessonController::open(const std::filesystem::path& file) {
  Lesson lesson = read_lesson(file);
  player_.emplace(std::move(lesson), seed_++);
  const std::vector<std::filesystem::path>& opens = player_->lesson().opens;
  reset();
  if (lacks_data() && !opens.empty()) Q_EMIT open_requested(opens);
}

void LessonController::close() {
  player_.reset();
  update();
}

bool LessonController::lacks_data() const {
  return player_ && !missing_for(player_->lesson().needs, session_.library()).empty();
}

void LessonController::set_active(bool is_active) {
  is_active_ = is_active;
  reconsider();
  try_again_later();
}

void LessonController::go_to(int step) {
  assert(player_);
  given_ = {};
  show(player_->go_to(step, session_.library(), session_.view()));
}

void LessonController::ask_again() {
  assert(player_);
  given_ = {};
  show(player_->again(session_.library(), session_.view()));
}

void LessonController::reset() {
  assert(player_);
  given_ = {};
  show(player_->reset(session_.library(), session_.view()));
}

void LessonController::check(const LessonAnswer& given) {
  assert(player_ && player_->right());
  given_ = given;
  player_->check(given);
  show(player_->reveal(session_.library(), session_.view()));
}

void LessonController::reveal() {
  assert(player_ && player_->phase() == LessonPlayer::Phase::kOpen);
  show(player_->reveal(session_.library(), session_.view()));
}

void LessonController::note_control() { note(LessonWait::kControl); }

/// Goes on later: the session may be in the middle of an undo step.
void LessonController::note(LessonWait what) {
  if (!player_ || !is_active_ || is_showing_ || player_->current().wait_for != what) return;
  if (!player_->problem().empty() || !player_->note_awaited()) return;
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (player_ && player_->phase() == LessonPlayer::Phase::kChecked) go_on();
      },
      Qt::QueuedConnection);
}

/// After what was awaited.
void LessonController::go_on() {
  if (player_->current().reveal) {
    show(player_->reveal(session_.library(), session_.view()));
  } else if (player_->step() + 1 < player_->step_count()) {
    go_to(player_->step() + 1);
  } else {
    update();
  }
}

void LessonController::reconsider() {
  if (is_showing_) return;
  if (player_ && is_active_) player_->reconsider(session_.library(), session_.view());
  update();
}

/// Before it is shown, what the lesson asks is hidden: a name is not seen even for a moment.
void LessonController::show(const Look& look) {
  const QScopedValueRollback<bool> showing(is_showing_, true);
  update();
  session_.show(tr("view of a lesson"), look);
  entered_ = session_.view();
  Q_EMIT changed();
}

void LessonController::update() {
  const bool is_asking = is_active_ && player_ && player_->current().question && player_->right() &&
                         player_->phase() == LessonPlayer::Phase::kOpen;
  HiddenAnswer hidden = HiddenAnswer::kNothing;
  if (is_asking) {
    const auto& asked = player_->current().question->asked;
    const auto* choice = std::get_if<ChooseModel>(&asked);
    if (std::holds_alternative<GuessVertex>(asked)) hidden = HiddenAnswer::kVertices;
    if (choice && choice->which == ChooseModel::Which::kShown) hidden = HiddenAnswer::kModel;
  }
  {
    const QScopedValueRollback<bool> showing(is_showing_, true);
    session_.hide(hidden);
  }
  bool is_compared = player_ && player_->awaits_comparison();
  if (player_) {
    const LessonStep& step = player_->current();
    is_compared = is_compared || needs_comparison(step.text) ||
                  (step.reveal && needs_comparison(step.reveal->text));
  }
  comparison_.want(*this, is_active_ && is_compared);
  take_report();
}

void LessonController::take_report() {
  if (!player_) return Q_EMIT changed();
  const auto report = comparison_.report();
  if (report && player_->awaits_comparison()) {
    std::vector<std::pair<std::string, double>> slopes;
    for (std::size_t i = 0; i < report->fits.size(); ++i) {
      slopes.emplace_back(comparison_.models()[i].name,
                          report->comparison.rows[i].common[kBothSides].slope.value);
    }
    player_->set_slopes(slopes);
  }
  Q_EMIT changed();
}

/// Later: who opened a file chooses it after the library has changed.
void LessonController::try_again_later() {
  if (!player_ || player_->problem().empty() || tries_again_) return;
  tries_again_ = true;
  QMetaObject::invokeMethod(
      this,
      [this] {
        tries_again_ = false;
        if (player_ && !player_->problem().empty() && is_active_) ask_again();
      },
      Qt::QueuedConnection);
}

LessonScene LessonController::scene() const {
  LessonScene scene;
  const LibraryModel* model = session_.library().find_model(session_.view().choice.model);
  if (const LibrarySubject* subject = session_.subject()) scene.subject = subject->name;
  if (model) scene.model = model->name;
  scene.source = session_.source();
  scene.vertex = session_.view().picked;
  scene.report = comparison_.report();
  for (const ComparedModel& compared : comparison_.models())
    scene.compared.push_back(compared.name);
  scene.right_in_a_row = player_->right_in_a_row();
  scene.repeat = player_->current().repeat;
  return scene;
}

QString LessonController::told(const std::string& text) const {
  return session_.source() ? text_of(filled_text(text, scene())) : text_of(text);
}

}  // namespace cortiscope
