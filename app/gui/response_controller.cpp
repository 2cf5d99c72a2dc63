#include "app/gui/response_controller.h"

#include <algorithm>
#include <variant>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/map_table.h"

namespace cortiscope {

/// A fit with its study and a fit with its network, each opened when it is first asked.
struct ResponseController::Opened {
  Question of_study, of_network;  // by whose fits they are known
  std::unique_ptr<FitReading> study;
  std::unique_ptr<NetworkReading> network;

  std::optional<PredictedResponse> answer(const Question& question, const StopToken& stop) {
    if (question.picture) {
      if (!network || !question.is_of_same_fit(of_network)) {
        network.reset();
        network = std::make_unique<NetworkReading>(question.network, question.created);
        of_network = question;
      }
      if (stop.stop_requested()) return std::nullopt;
      return network->predicted(question.picture, question.part);
    }
    if (!study || !question.is_of_same_fit(of_study)) {
      study.reset();
      study = std::make_unique<FitReading>(question.files, question.created);
      of_study = question;
    }
    if (stop.stop_requested()) return std::nullopt;
    return study->predicted(question.image, question.part);
  }
};

ResponseController::ResponseController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session), opened_(std::make_shared<Opened>()) {
  using S = SessionController;
  for (const auto signal :
       {&S::map_changed, &S::source_changed, &S::image_changed, &S::library_changed}) {
    connect(&session_, signal, this, &ResponseController::update);
  }
}

/// @param problem  set where it cannot be asked
void ResponseController::ask_of_picture(const MapSource& source, Question& question,
                                        QString& problem) const {
  const auto files = files_to_run(session_.library(), session_.view().choice, source);
  if (const auto* missing = std::get_if<std::string>(&files)) {
    problem = text_of(*missing);
    return;
  }
  question.network = std::get<NetworkFiles>(files);
  question.picture = session_.view().picture;
}

/// @param problem  set where it cannot be asked
void ResponseController::ask_of_stimulus(const MapSource& source, Question& question,
                                         QString& problem) const {
  const auto files = files_to_read(session_.library(), session_.view().choice, source);
  const Stimuli* stimuli = session_.subject()->stimuli.get();
  if (const auto* missing = std::get_if<std::string>(&files)) {
    problem = text_of(*missing);
  } else if (!stimuli || stimuli->names.empty()) {
    problem =
        tr("No stimuli are open. Open the images file of the study, or an image of your own.");
  } else {
    const int last = int(stimuli->names.size()) - 1;
    const int shown = std::clamp(session_.view().image, 0, last);
    question.files = std::get<FitFiles>(files);
    question.image = stimuli->names[std::size_t(shown)];
  }
}

/// @param problem  set where nothing can be asked
std::optional<ResponseController::Question> ResponseController::question(QString& problem) const {
  const std::shared_ptr<const MapSource> source = session_.source();
  if (!source || !session_.subject()) return std::nullopt;
  Question question;
  question.created = source->made.created;
  question.part = session_.component();
  if (session_.view().picture) {
    ask_of_picture(*source, question, problem);
  } else {
    ask_of_stimulus(*source, question, problem);
  }
  return problem.isEmpty() ? std::optional(std::move(question)) : std::nullopt;
}

void ResponseController::update() {
  const ViewState& view = session_.view();
  const bool is_painted = !view.shows_overlay && entry_of(view.map).has(kNeedsResponse);
  QString problem;
  wanted_ = is_painted ? question(problem) : std::nullopt;
  if (!problem.isEmpty() && problem != problem_) Q_EMIT failed(problem);
  problem_ = problem;
  if (running_ && !(running_ == wanted_)) task_.request_stop();
  start();
}

void ResponseController::start() {
  if (running_ || !wanted_ || wanted_ == known_) return;
  running_ = wanted_;
  const Choice at = session_.view().choice;
  const auto answer = std::make_shared<std::shared_ptr<const PredictedResponse>>();
  task_.start(
      [opened = opened_, question = *running_, answer](const StopToken& stop) {
        auto found = opened->answer(question, stop);
        if (found) *answer = std::make_shared<const PredictedResponse>(std::move(*found));
      },
      [this, at, answer](const BackgroundTask::Ended& ended) {
        const Question asked = *running_;
        running_.reset();
        if (!ended.was_stopped) {
          known_ = asked;
          if (*answer) {
            session_.set_response(at, asked.created, *answer);
          } else {
            Q_EMIT failed(ended.problem.isEmpty() ? tr("The features do not hold this image.")
                                                  : ended.problem);
          }
        }
        start();
      });
}

}  // namespace cortiscope
