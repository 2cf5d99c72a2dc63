#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <set>
#include <vector>

#include "app/gui/background_task.h"
#include "app/session/compared_models.h"

namespace cortiscope {

class SessionController;

/// Compares the fits of the chosen subject, while that is wanted, again whenever the fits, the
/// subject or the ROI order change. The newest question wins: what was computed for an older one is
/// dropped.
///
/// The GUI thread's; destroying it stops the work.
class ComparisonController : public QObject {
  Q_OBJECT

 public:
  explicit ComparisonController(SessionController& session, QObject* parent = nullptr);

  /// Of each that follows it; it is computed while one of them wants it.
  void want(const QObject& by, bool is_wanted);
  void set_order(const RoiOrder& order);
  const RoiOrder& order() const { return question_.order; }

  /// nullptr while there is none; note() says why.
  std::shared_ptr<const ComparisonReport> report() const { return report_; }
  /// Those of the report, in its order.
  const std::vector<ComparedModel>& models() const { return question_.models; }
  /// What is missing, or that the comparison is being computed; empty where all is well.
  const QString& note() const { return note_; }
  bool is_busy() const { return task_.is_busy(); }
  /// Whether a report is still to be computed, while it is wanted.
  bool is_awaited() const { return is_open_; }

 Q_SIGNALS:
  /// The report or the note.
  void changed();

 private:
  struct Question {
    SubjectId subject = -1;
    std::vector<ComparedModel> models;
    RoiOrder order = default_roi_order();
  };

  void update_question();
  void ask_again();
  void start_next();
  void finish(const BackgroundTask::Ended& ended, std::shared_ptr<const ComparisonReport> report);

  SessionController& session_;
  std::set<const QObject*> wanted_by_;
  bool is_open_ = false;  // the question has no answer yet
  Question question_;
  std::shared_ptr<const ComparisonReport> report_;
  QString note_;
  // Of the task: what was measured of a subject.
  std::weak_ptr<const Subject> measured_;
  ComparedSubjects subjects_;
  BackgroundTask task_;
};

}  // namespace cortiscope
