#include "app/gui/preferred_panel.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPixmap>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/image_pixels.h"
#include "app/gui/scatter_view.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/switch_button.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"

namespace cortiscope {
namespace {

constexpr int kCount = 8;
constexpr int kSide = 38;  // of a picture

QPixmap thumbnail(const Image& image, qreal ratio) {
  const int side = int(std::lround(kSide * ratio));
  QPixmap pixmap = QPixmap::fromImage(
      pixels_of(image).scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
  pixmap.setDevicePixelRatio(ratio);
  return pixmap;
}

}  // namespace

PreferredPanel::PreferredPanel(SessionController& session, ImageController& images, QWidget* parent)
    : QWidget(parent), session_(session), images_(images) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  heading_ = new TextLine;
  heading_->setObjectName(QStringLiteral("subheading"));
  auto* by_predicted = switch_button(tr("Predicted"), tr("Ranked by the predicted response"),
                                     QStringLiteral("by-predicted"));
  by_measured_ = switch_button(tr("Measured"), tr("Ranked by the measured response"),
                               QStringLiteral("by-measured"));
  by_predicted->setChecked(true);
  auto* ranking = new QButtonGroup(this);
  ranking->addButton(by_predicted);
  ranking->addButton(by_measured_);
  auto* above = new QHBoxLayout;
  above->setSpacing(4);
  above->addWidget(heading_, 1);
  above->addWidget(by_predicted);
  above->addWidget(by_measured_);
  note_ = new QLabel;
  note_->setObjectName(QStringLiteral("quiet"));
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::PlainText);  // names come from files
  pictures_ = new QWidget;
  auto* grid = new QGridLayout(pictures_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(2);
  const auto add_row = [&](int row, const QString& name) {
    auto* label = new QLabel(name);
    label->setObjectName(QStringLiteral("quiet"));
    auto* pictures = new QHBoxLayout;
    pictures->setSpacing(2);
    const Buttons buttons = add_pictures(pictures);
    pictures->addStretch();
    grid->addWidget(label, row, 0);
    grid->addLayout(pictures, row, 1);
    return buttons;
  };
  most_ = add_row(0, tr("Most"));
  least_ = add_row(1, tr("Least"));
  grid->setColumnStretch(1, 1);
  auto* content = new QWidget;
  auto* left = new QVBoxLayout(content);
  left->setContentsMargins(0, 0, 6, 0);
  left->setSpacing(4);
  left->addWidget(note_);
  left->addWidget(pictures_);
  left->addStretch();
  auto* beside = new QVBoxLayout;
  beside->setSpacing(4);
  beside->addLayout(above);
  beside->addWidget(scrolled(content), 1);
  scatter_ = new ScatterView;
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(16, 4, 16, 12);
  all->setSpacing(24);
  all->addLayout(beside, 1);
  all->addWidget(scatter_);

  connect(by_measured_, &QToolButton::toggled, this, &PreferredPanel::show_pictures);
  connect(scatter_, &ScatterView::chosen, this,
          [this](int point) { show_stimulus(places_[std::size_t(point)]); });
  connect(&images_, &ImageController::responses_changed, this, &PreferredPanel::show_responses);
  connect(&images_, &ImageController::readers_changed, this, &PreferredPanel::show_responses);
  connect(&session_, &SessionController::library_changed, this, &PreferredPanel::show_responses);
  connect(&session_, &SessionController::image_changed, this, &PreferredPanel::mark_shown);
  connect(&session_, &SessionController::stimuli_read, this, &PreferredPanel::show_pictures);
  show_responses();
}

void PreferredPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  images_.want_responses(true);
}

void PreferredPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  images_.want_responses(false);
}

PreferredPanel::Buttons PreferredPanel::add_pictures(QHBoxLayout* row) {
  Buttons buttons;
  for (int i = 0; i < kCount; ++i) {
    auto* button = new QToolButton;
    button->setProperty("stimulus", -1);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({kSide, kSide});
    button->setFocusPolicy(Qt::TabFocus);
    button->setCheckable(true);
    button->setProperty("quiet", true);
    button->setProperty("picture", true);
    row->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, button] {
      show_stimulus(button->property("stimulus").toInt());
      mark_shown();
    });
    buttons.push_back(button);
  }
  return buttons;
}

std::shared_ptr<const Stimuli> PreferredPanel::stimuli() const {
  const LibrarySubject* row = session_.subject();
  return row ? row->stimuli : nullptr;
}

void PreferredPanel::show_responses() {
  const TestResponses* responses = images_.responses();
  const QString name = text_of(images_.readers().name);
  QString note = images_.responses_note();
  places_ = responses ? places_among(stimuli().get(), responses->images) : std::vector<int>();
  if (responses) {
    heading_->set_text(tr("%1 · %L2 test images · r %3")
                           .arg(name)
                           .arg(responses->images.size())
                           .arg(std::isnan(responses->correlation)
                                    ? QStringLiteral("–")
                                    : QString::number(responses->correlation, 'f', 2)));
    scatter_->show_responses(*responses);
    const bool has_pictures =
        std::any_of(places_.begin(), places_.end(), [](int place) { return place >= 0; });
    if (!has_pictures) note = tr("The images of the study are not open. Open its images file.");
  } else {
    heading_->set_text(name);
    scatter_->clear();
  }
  note_->setText(note);
  note_->setVisible(!note.isEmpty());
  show_pictures();
}

void PreferredPanel::show_pictures() {
  const TestResponses* responses = images_.responses();
  pictures_->setVisible(responses);
  if (!responses) return;
  const RankedBy by = by_measured_->isChecked() ? RankedBy::kMeasured : RankedBy::kPredicted;
  const PreferredStimuli preferred = preferred_stimuli(*responses, places_, by, kCount);
  show_in(most_, preferred.most);
  show_in(least_, preferred.least);
  mark_shown();
}

void PreferredPanel::show_in(const Buttons& buttons,
                             const std::vector<PreferredStimulus>& preferred) {
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    QToolButton& button = *buttons[i];
    button.setVisible(i < preferred.size());
    if (i >= preferred.size()) continue;
    const PreferredStimulus& one = preferred[i];
    const bool is_there = one.stimulus >= 0;
    button.setProperty("stimulus", one.stimulus);
    button.setEnabled(is_there);
    const auto image =
        is_there ? session_.stimulus_reader().image(stimuli(), one.stimulus) : nullptr;
    button.setIcon(image ? QIcon(thumbnail(*image, devicePixelRatioF())) : QIcon());
    const float shown = by_measured_->isChecked() ? one.measured : one.predicted;
    button.setText(QString::number(double(shown), 'f', 2));
    const QString words = tr("%1: predicted %2, measured %3")
                              .arg(text_of(one.name))
                              .arg(double(one.predicted), 0, 'f', 2)
                              .arg(double(one.measured), 0, 'f', 2);
    button.setToolTip(plain_tool_tip(words));
    button.setAccessibleName(words);
  }
}

/// Marks the picture and the point of the stimulus that is shown.
void PreferredPanel::mark_shown() {
  const int shown = session_.view().picture ? -1 : session_.view().image;
  for (const Buttons* buttons : {&most_, &least_}) {
    for (QToolButton* button : *buttons) {
      button->setChecked(shown >= 0 && button->property("stimulus").toInt() == shown);
    }
  }
  const auto point = std::find(places_.begin(), places_.end(), shown);
  const bool is_there = shown >= 0 && point != places_.end();
  scatter_->mark(is_there ? std::optional(int(point - places_.begin())) : std::nullopt);
}

void PreferredPanel::show_stimulus(int stimulus) {
  if (stimulus >= 0) session_.show_image(stimulus);
}

}  // namespace cortiscope
