#include "app/gui/image_controller.h"

#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {

using Kind = ReaderChoice::Kind;

struct ImageController::Opened {
  Question question;  // of the fit that is open
  std::unique_ptr<FitReading> reading;
};

ImageController::ImageController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session), opened_(std::make_shared<Opened>()) {
  using S = SessionController;
  connect(&session_, &S::vertex_picked, this, [this] { choose({Kind::kVertex, {}}); });
  connect(&session_, &S::range_changed, this, &ImageController::follow_isolated);
  for (const auto signal : {&S::picked_changed, &S::subject_changed, &S::source_changed,
                            &S::source_renewed, &S::regions_changed}) {
    connect(&session_, signal, this, &ImageController::update_readers);
  }
  for (const auto signal : {&S::image_changed, &S::library_changed}) {
    connect(&session_, signal, this, &ImageController::update_questions);
  }
  update_readers();
}

ImageController::~ImageController() = default;

std::vector<ImageDot> ImageController::dots() const {
  const std::shared_ptr<const MapSource> source = session_.shown_source();
  if (!source || !source->has_selectors()) return {};
  if (choice_.kind != Kind::kVertex) return image_dots(*source, readers_.rows);
  return image_dots(*source, painted_rows(*source, session_.view().shows_all));
}

void ImageController::choose(const ReaderChoice& choice) {
  choice_ = choice;
  update_readers();
}

void ImageController::choose_region(const QString& name) {
  const ReaderChoice wanted = {Kind::kRegion, name.toStdString()};
  const auto source = session_.source();
  if (!source ||
      possible_choice(wanted, *source, session_.view(), *session_.outlined()) != wanted) {
    return;
  }
  choose(wanted);
}

void ImageController::follow_isolated() {
  const auto& isolated = session_.view().isolated;
  const auto source = session_.source();
  const bool is_new = isolated && !(isolated == isolated_) && source && source->clusters;
  isolated_ = isolated;
  if (is_new) choice_ = {Kind::kCluster, {}};
  update_readers();
}

void ImageController::update_readers() {
  const std::shared_ptr<const MapSource> source = session_.source();
  readers_ = {};
  if (source) {
    const ViewState& view = session_.view();
    choice_ = possible_choice(choice_, *source, view, *session_.outlined());
    readers_ = readers_of(*source, view, *session_.outlined(), choice_);
  }
  Q_EMIT readers_changed();
  update_questions();
}

/// What failed before is tried again.
template <class T>
void ImageController::want(Asked<T>& asked, bool is_wanted) {
  if (is_wanted && !asked.is_wanted && asked.is_done && !asked.answer) {
    asked.is_done = false;
    asked.note = tr("computing …");
  }
  asked.is_wanted = is_wanted;
}

void ImageController::want_channels(bool are_wanted) {
  want(channels_, are_wanted);
  update_questions();
  Q_EMIT channels_changed();
}

void ImageController::want_responses(bool are_wanted) {
  want(responses_, are_wanted);
  update_questions();
  Q_EMIT responses_changed();
}

/// @param note  set where nothing can be asked
std::optional<ImageController::Question> ImageController::question_or_note(bool is_of_image,
                                                                           QString& note) const {
  const std::shared_ptr<const MapSource> source = session_.source();
  const Choice at = session_.view().choice;
  if (!source) {
    note = tr("This needs a fit.");
    return std::nullopt;
  }
  const auto files = files_to_read(session_.library(), at, *source);
  if (const auto* missing = std::get_if<std::string>(&files)) {
    note = text_of(*missing);
  } else if (choice_.kind == Kind::kAll) {
    note = tr("Pick a vertex or a cluster, or choose a region.");
  } else if (readers_.rows.empty()) {
    note = choice_.kind == Kind::kVertex ? tr("This vertex has no responses.")
                                         : tr("None of its vertices has evidence.");
  } else if (is_of_image && session_.view().picture) {
    note = tr("The features hold the images of the study, not your own.");
  } else if (const Stimuli* stimuli = session_.subject()->stimuli.get();
             is_of_image && !stimuli) {
    note = tr("No stimuli are open. Open the images file of the study.");
  } else {
    Question question = {std::get<FitFiles>(files), source->made.created, readers_.rows, {}};
    if (is_of_image) {
      const int last = int(stimuli->names.size()) - 1;
      const int shown = std::clamp(session_.view().image, 0, last);
      question.image = stimuli->names[std::size_t(shown)];
    }
    return question;
  }
  return std::nullopt;
}

void ImageController::update_questions() {
  QString channels_note, responses_note;
  auto channels = question_or_note(true, channels_note);
  auto responses = question_or_note(false, responses_note);
  ask(channels_, std::move(channels), channels_note, &ImageController::channels_changed);
  ask(responses_, std::move(responses), responses_note, &ImageController::responses_changed);
  const bool is_still_asked = (channels_.is_open() && running_ == channels_.question) ||
                              (responses_.is_open() && running_ == responses_.question);
  const bool is_in_the_way = channels_.is_open() && running_ && running_->image.empty();
  if (running_ && (!is_still_asked || is_in_the_way)) task_.request_stop();
  start_next();
}

template <class T>
void ImageController::ask(Asked<T>& asked, std::optional<Question> question, const QString& note,
                          void (ImageController::*changed)()) {
  if (question && question == asked.question) return;
  const QString now = question ? tr("computing …") : note;
  const bool is_same = !question && !asked.question && asked.note == now;
  asked.question = std::move(question);
  asked.is_done = false;
  asked.answer.reset();
  asked.note = now;
  if (!is_same) Q_EMIT(this->*changed)();
}

/// The channels of the image are waited for by the user: they come first.
void ImageController::start_next() {
  if (running_) return;
  if (channels_.is_open()) {
    running_ = channels_.question;
  } else if (responses_.is_open()) {
    running_ = responses_.question;
  } else {
    return;
  }
  const auto answer = std::make_shared<Answer>();
  task_.start([this, question = *running_,
               answer](const StopToken& stop) { *answer = read(question, stop); },
              [this, question = *running_, answer](const BackgroundTask::Ended& ended) {
                running_.reset();
                const QString note = ended.problem.isEmpty() ? answer->note : ended.problem;
                if (ended.was_stopped) {
                  // The answer is dropped. start_next() asks again if it is still wanted.
                } else if (!question.image.empty()) {
                  finish(channels_, question, answer->channels, note,
                         &ImageController::channels_changed);
                } else {
                  finish(responses_, question, answer->responses, note,
                         &ImageController::responses_changed);
                }
                start_next();
              });
}

/// On the task's thread.
ImageController::Answer ImageController::read(const Question& question, const StopToken& stop) {
  Answer answer;
  Opened& opened = *opened_;
  if (!opened.reading || !question.is_of_same_fit(opened.question)) {
    opened.reading.reset();
    opened.reading = std::make_unique<FitReading>(question.files, question.created);
    opened.question = question;
  }
  if (!question.image.empty()) {
    auto found = opened.reading->channels(question.image, question.rows, stop);
    if (found) answer.channels = std::make_shared<const Image>(std::move(*found));
    if (!found) answer.note = tr("The features do not hold this image.");
    return answer;
  }
  int told = 0;
  auto found = opened.reading->responses(question.rows, stop, [&](double done) {
    if (int(100 * done) == told) return;
    told = int(100 * done);
    on_gui_thread([this, question, told] {
      if (!responses_.question || !(*responses_.question == question)) return;
      responses_.note = tr("computing … %1 %").arg(told);
      Q_EMIT responses_changed();
    });
  });
  if (found) answer.responses = std::make_shared<const TestResponses>(std::move(*found));
  return answer;
}

/// Drops what is no longer asked for.
template <class T>
void ImageController::finish(Asked<T>& asked, const Question& question,
                             std::shared_ptr<const T> answer, const QString& note,
                             void (ImageController::*changed)()) {
  if (!asked.question || !(*asked.question == question)) return;
  asked.is_done = true;
  asked.answer = std::move(answer);
  asked.note = note;
  Q_EMIT(this->*changed)();
}

void ImageController::on_gui_thread(std::function<void()> act) {
  QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection);
}

}  // namespace cortiscope
