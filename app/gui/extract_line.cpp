#include "app/gui/extract_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "app/gui/extract_controller.h"
#include "app/gui/progress_bar.h"
#include "app/gui/text.h"
#include "core/base/duration_text.h"

namespace cortiscope {

ExtractLine::ExtractLine(ExtractController& extractions, QWidget* parent) : QWidget(parent) {
  text_ = new QLabel;
  text_->setTextFormat(Qt::PlainText);
  progress_ = new QProgressBar;
  progress_->setFixedSize(140, 8);
  progress_->setTextVisible(false);
  progress_->setRange(0, 1000);
  auto* stop = new QToolButton;
  stop->setObjectName(QStringLiteral("stop-extraction"));
  stop->setText(tr("Stop"));
  stop->setToolTip(tr("Stops the extraction; it goes on from there when it is started again"));
  stop->setFocusPolicy(Qt::TabFocus);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(text_);
  layout->addWidget(progress_);
  layout->addWidget(stop);
  hide();

  using C = ExtractController;
  connect(stop, &QToolButton::clicked, &extractions, &C::stop);
  connect(&extractions, &C::started, this, [this](const Extraction& extraction) {
    text_->setText(tr("Opening %1").arg(text_of(extraction.network)));
    show_value(*progress_, 0);
    show();
  });
  connect(&extractions, &C::progressed, this,
          [this](const Extraction& extraction, int done, int count, double seconds_left) {
            text_->setText(tr("Features of %1: %L2 of %L3 images, %4 left")
                               .arg(text_of(extraction.network))
                               .arg(done)
                               .arg(count)
                               .arg(text_of(duration_text(seconds_left))));
            show_value(*progress_, int(1000.0 * done / count));
          });
  for (const auto signal : {&C::finished, &C::stopped}) {
    connect(&extractions, signal, this, &QWidget::hide);
  }
  connect(&extractions, &C::failed, this, &QWidget::hide);
}

}  // namespace cortiscope
