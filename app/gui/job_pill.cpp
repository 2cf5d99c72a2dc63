#include "app/gui/job_pill.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/gui/text.h"
#include "core/base/duration_text.h"

namespace cortiscope {
namespace {

QString words_of(const QString& name, double done, double seconds_left) {
  return JobPill::tr("%1 %2 %, %3")
      .arg(name)
      .arg(int(std::floor(100 * done)))
      .arg(text_of(duration_text(seconds_left)));
}

}  // namespace

JobPill::JobPill(FitController& fits, ExtractController& extractions, QWidget* parent)
    : QToolButton(parent), fits_(fits) {
  setObjectName(QStringLiteral("pill"));
  setFocusPolicy(Qt::TabFocus);
  setToolTip(tr("Shows what runs, in the workspace Fit (Ctrl+3)"));
  QSizePolicy policy = sizePolicy();
  policy.setRetainSizeWhenHidden(true);  // the status bar keeps its height
  setSizePolicy(policy);
  hide();
  connect(&fits_, &FitController::started, this, [this](const FitJob& job) {
    fit_ = tr("%1 starts").arg(text_of(job.network));
    fit_done_ = 0;
    show_work();
  });
  connect(&fits_, &FitController::progressed, this,
          [this](const FitJob& job, const FitProgress& progress) {
            fit_done_ = progress.steps > 0 ? double(progress.step) / progress.steps : 0;
            fit_ = words_of(text_of(job.network), fit_done_, progress.remaining_s);
            show_work();
          });
  connect(&fits_, &FitController::queue_changed, this, [this] {
    if (!fits_.is_running()) fit_.clear();
    show_work();
  });
  using C = ExtractController;
  connect(&extractions, &C::started, this, [this](const Extraction& extraction) {
    extraction_ = tr("%1 starts").arg(text_of(extraction.network));
    extraction_done_ = 0;
    show_work();
  });
  connect(&extractions, &C::progressed, this,
          [this](const Extraction& extraction, int done, int count, double seconds_left) {
            extraction_done_ = double(done) / count;
            const QString name = tr("Features of %1").arg(text_of(extraction.network));
            extraction_ = words_of(name, extraction_done_, seconds_left);
            show_work();
          });
  const auto end_extraction = [this] {
    extraction_.clear();
    show_work();
  };
  connect(&extractions, &C::finished, this, end_extraction);
  connect(&extractions, &C::stopped, this, end_extraction);
  connect(&extractions, &C::failed, this, end_extraction);
}

void JobPill::show_work() {
  QStringList parts;
  for (const QString& each : {fit_, extraction_}) {
    if (!each.isEmpty()) parts << each;
  }
  if (parts.isEmpty()) {
    widest_ = 0;
    setVisible(false);
    return;
  }
  const QString words = parts.join(QStringLiteral("  ·  "));
  if (words != text()) {
    setText(words);
    setAccessibleName(words);
    widest_ = std::max(widest_, QToolButton::sizeHint().width());
  }
  setVisible(true);
  update();
}

QSize JobPill::sizeHint() const { return QToolButton::sizeHint().expandedTo({widest_, 0}); }

void JobPill::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
  QPainterPath pill;
  pill.addRoundedRect(box, 8, 8);
  painter.setClipPath(pill);
  painter.fillRect(box, palette().color(QPalette::Mid));
  const double done = fit_.isEmpty() ? extraction_done_ : fit_done_;
  painter.fillRect(QRectF(box.left(), box.top(), box.width() * done, box.height()),
                   palette().color(QPalette::Midlight));
  painter.end();
  QToolButton::paintEvent(event);
}

}  // namespace cortiscope
