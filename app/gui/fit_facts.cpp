#include "app/gui/fit_facts.h"

#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "core/base/duration_text.h"
#include "core/fit/schedule.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

QString facts_of(const MapSource& source, const LibrarySubject& subject) {
  const auto text = [](const std::string& words) { return QString::fromStdString(words); };
  const Subject& who = *subject.subject;
  QStringList lines;
  switch (source.kind) {
    case MapSource::Kind::kTruth:
      lines << FitFacts::tr("Planted: the responses were made from network “%1” read this way.")
                   .arg(text(source.features.network));
      break;
    case MapSource::Kind::kBare:
      lines << FitFacts::tr("Not fitted yet.");
      break;
    case MapSource::Kind::kRunning:
      lines << FitFacts::tr("Being fitted; the maps show its present state.");
      break;
    case MapSource::Kind::kSnapshot:  // the library holds none
    case MapSource::Kind::kStopped:
    case MapSource::Kind::kFit: {
      const double score = source.mean_score();
      if (std::isfinite(score)) {
        QString line =
            FitFacts::tr("Mean %1 %2").arg(text(source.score_name)).arg(score, 0, 'f', 3);
        const double share =
            who.noise_ceiling.empty() ? NAN : score_over_ceiling(source.score, who.noise_ceiling);
        if (std::isfinite(share)) {
          line += FitFacts::tr(", %1 % of the ceiling").arg(std::lround(100 * share));
        }
        lines << line;
      }
      lines << FitFacts::tr("%1 of %2 steps in %3")
                   .arg(source.made.steps_done)
                   .arg(source.made.steps)
                   .arg(text(duration_text(source.made.seconds)));
      if (source.kind == MapSource::Kind::kFit && !has_converged(source.history)) {
        lines << FitFacts::tr("Not converged: more steps would find more");
      }
      if (!source.made.leak.empty()) {
        lines << FitFacts::tr("Not to be believed: %1").arg(text(source.made.leak));
      }
      if (source.made.ablation != "none") {
        lines << FitFacts::tr("Fitted without %1").arg(text(source.made.ablation));
      }
      lines << FitFacts::tr("%1 layers, seed %2, %3 engine")
                   .arg(source.layer_count())
                   .arg(source.made.seed)
                   .arg(text(source.made.engine));
      if (source.is_installed()) {
        lines << FitFacts::tr("Came with the program, made by %1 on %2")
                     .arg(text(source.made.program), text(source.made.created.substr(0, 10)));
      }
      break;
    }
  }
  QString line = FitFacts::tr("%L1 vertices").arg(who.vertex_count());
  if (!subject.images.empty()) line += FitFacts::tr(", %L1 images").arg(subject.images.size());
  lines << line + FitFacts::tr(", cortex %1").arg(text(who.cortex.name));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

FitFacts::FitFacts(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(16, 8, 16, 16);
  layout->setSpacing(8);
  name_ = new QLabel;
  name_->setObjectName(QStringLiteral("heading"));
  facts_ = new QLabel;
  facts_->setObjectName(QStringLiteral("quiet"));
  for (QLabel* label : {name_, facts_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);  // names come from files
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(label);
  }
  layout->addStretch();
  fill_scrolled(*this, content);
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::source_changed}) {
    connect(&session_, signal, this, &FitFacts::show_choice);
  }
  show_choice();
}

void FitFacts::show_choice() {
  const auto source = session_.source();
  name_->setText(session_.title());
  name_->setVisible(source != nullptr);
  facts_->setText(source ? facts_of(*source, *session_.subject()) : tr("Nothing is opened yet."));
}

}  // namespace cortiscope
