#include "app/gui/comparison_controller.h"

#include <algorithm>
#include <utility>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

/// What keeps a plot from being drawn; empty where nothing does.
QString missing_of(const ComparisonReport& report) {
  const bool has_rois =
      std::any_of(report.fits.begin(), report.fits.end(),
                  [](const ComparedFit& fit) { return !fit.subject->rois.empty(); });
  if (!has_rois) {
    return ComparisonController::tr(
        "The subject has no ROIs: slopes and the plot need them. Open labels or an annotation "
        "with its cortex.");
  }
  const bool has_stages =
      std::any_of(report.comparison.rows.begin(), report.comparison.rows.end(),
                  [](const FitRow& row) { return row.common[kBothSides].stages_used() > 0; });
  if (!has_stages) {
    return ComparisonController::tr(
        "No stage of the ROI order has enough vertices with evidence in every fit.");
  }
  QStringList left_out;
  for (std::size_t i = 0; i < report.fits.size(); ++i) {
    if (report.comparison.rows[i].is_left_out) left_out << text_of(report.fits[i].network);
  }
  if (left_out.isEmpty()) return {};
  return ComparisonController::tr("Left out, for at most a tenth of the vertices has evidence: %1.")
      .arg(left_out.join(QStringLiteral("; ")));  // a name may have commas
}

}  // namespace

ComparisonController::ComparisonController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session) {
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &ComparisonController::update_question);
  }
  update_question();
  if (question_.models.empty()) ask_again();  // for its note
}

void ComparisonController::want(const QObject& by, bool is_wanted) {
  if (is_wanted) {
    wanted_by_.insert(&by);
  } else {
    wanted_by_.erase(&by);
  }
  if (wanted_by_.empty()) task_.request_stop();
  start_next();
}

void ComparisonController::set_order(const RoiOrder& order) {
  if (to_text(order) == to_text(question_.order)) return;
  question_.order = order;
  ask_again();
}

void ComparisonController::update_question() {
  const LibrarySubject* subject = session_.subject();
  std::vector<ComparedModel> models;
  if (subject) models = compared_models(session_.library(), subject->id);
  const SubjectId id = subject ? subject->id : -1;
  if (models == question_.models && id == question_.subject) return;
  question_.subject = id;
  question_.models = std::move(models);
  ask_again();
}

void ComparisonController::ask_again() {
  task_.request_stop();
  report_.reset();
  is_open_ = !question_.models.empty();
  note_ = is_open_             ? tr("Computing …")
          : session_.subject() ? tr("This subject has no fits to compare. Fit a network, or open "
                                    "its fit.")
                               : tr("Open the fits of a subject to compare them.");
  Q_EMIT changed();
  start_next();
}

void ComparisonController::start_next() {
  if (wanted_by_.empty() || !is_open_ || task_.is_busy()) return;
  const auto report = std::make_shared<std::shared_ptr<const ComparisonReport>>();
  task_.start(
      [this, question = question_, report](const StopToken& stop) {
        const std::shared_ptr<const Subject> subject = question.models.front().source->subject;
        if (measured_.lock() != subject) subjects_ = {};
        measured_ = subject;
        ComparisonOptions options;
        options.order = question.order;
        auto found = compare_models(question.models, options, subjects_, stop);
        if (found) *report = std::make_shared<const ComparisonReport>(std::move(*found));
      },
      [this, report](const BackgroundTask::Ended& ended) { finish(ended, *report); });
}

/// Stopped: another question was asked meanwhile, or none is.
void ComparisonController::finish(const BackgroundTask::Ended& ended,
                                  std::shared_ptr<const ComparisonReport> report) {
  if (!ended.was_stopped) {
    is_open_ = false;
    report_ = std::move(report);
    note_ = report_ ? missing_of(*report_) : ended.problem;
    Q_EMIT changed();
  }
  start_next();
}

}  // namespace cortiscope
