#include "app/gui/response_controller.h"

#include <algorithm>
#include <variant>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/map_table.h"

namespace cortiscope {

struct ResponseController::Opened {
  Question question;  // of the fit that is open
  std::unique_ptr<FitReading> reading;
};

ResponseController::ResponseController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session), opened_(std::make_shared<Opened>()) {
  using S = SessionController;
  for (const auto signal :
       {&S::map_changed, &S::source_changed, &S::image_changed, &S::library_changed}) {
    connect(&session_, signal, this, &ResponseController::update);
  }
}

/// @param problem  set where nothing can be asked
std::optional<ResponseController::Question> ResponseController::question(QString& problem) const {
  const std::shared_ptr<const MapSource> source = session_.source();
  if (!source || !session_.subject()) return std::nullopt;
  const auto files = files_to_read(session_.library(), session_.view().choice, *source);
  const StimulusSet* stimuli = session_.subject()->stimuli.get();
  if (const auto* missing = std::get_if<std::string>(&files)) {
    problem = text_of(*missing);
  } else if (session_.view().picture) {
    problem =
        tr("The features hold the images of the study, not your own: cortiscope predict "
           "takes any image and the network.");
  } else if (!stimuli || stimuli->names.empty()) {
    problem = tr("No stimuli are open. Open the images file of the study.");
  } else {
    const int last = int(stimuli->names.size()) - 1;
    const int shown = std::clamp(session_.view().image, 0, last);
    return Question{std::get<FitFiles>(files), source->made.created,
                    stimuli->names[std::size_t(shown)]};
  }
  return std::nullopt;
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
        if (!opened->reading || !question.is_of_same_fit(opened->question)) {
          opened->reading.reset();
          opened->reading = std::make_unique<FitReading>(question.files, question.created);
          opened->question = question;
        }
        if (stop.stop_requested()) return;
        auto found = opened->reading->predicted(question.image);
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
