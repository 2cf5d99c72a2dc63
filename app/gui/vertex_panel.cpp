#include "app/gui/vertex_panel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/layer_histogram.h"
#include "app/gui/session_controller.h"
#include "app/gui/stimulus_view.h"
#include "app/gui/text.h"
#include "app/session/looking_at.h"
#include "app/session/vertex_words.h"

namespace cortiscope {
VertexPanel::VertexPanel(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  setMinimumWidth(240);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(12, 6, 12, 12);
  layout->setSpacing(8);

  stimulus_ = new StimulusView;
  stimulus_->setObjectName(QStringLiteral("stimulus"));
  layout->addWidget(stimulus_);
  stepping_ = new QWidget;
  auto* steps = new QHBoxLayout(stepping_);
  steps->setContentsMargins(0, 0, 0, 0);
  steps->setSpacing(6);
  auto* previous = new QToolButton;
  previous->setText(QStringLiteral("‹"));
  previous->setToolTip(tr("The stimulus before (,)"));
  auto* next = new QToolButton;
  next->setText(QStringLiteral("›"));
  next->setToolTip(tr("The next stimulus (.)"));
  image_ = new QSlider(Qt::Horizontal);
  image_->setFocusPolicy(Qt::ClickFocus);
  for (QToolButton* button : {previous, next}) button->setFocusPolicy(Qt::TabFocus);
  steps->addWidget(previous);
  steps->addWidget(image_, 1);
  steps->addWidget(next);
  image_name_ = new QLabel;
  image_name_->setObjectName(QStringLiteral("quiet"));
  image_name_->setTextFormat(Qt::PlainText);
  layout->addWidget(stepping_);
  layout->addWidget(image_name_);

  looking_ = new QLabel;
  looking_->setWordWrap(true);
  looking_->setObjectName(QStringLiteral("quiet"));
  stop_looking_ = new QToolButton;
  stop_looking_->setText(tr("Back to the map"));
  stop_looking_->setFocusPolicy(Qt::TabFocus);
  auto* looking = new QHBoxLayout;
  looking->addWidget(looking_, 1);
  looking->addWidget(stop_looking_);
  layout->addLayout(looking);

  heading_ = new QLabel;
  heading_->setObjectName(QStringLiteral("heading"));
  regions_ = new QLabel;
  regions_->setObjectName(QStringLiteral("quiet"));
  regions_->setWordWrap(true);
  regions_->setTextFormat(Qt::PlainText);  // names come from files
  hint_ = new QLabel(tr("Click a vertex on the cortex to see what it reads."));
  hint_->setObjectName(QStringLiteral("quiet"));
  hint_->setWordWrap(true);
  layout->addSpacing(2);
  layout->addWidget(heading_);
  layout->addWidget(regions_);
  layout->addWidget(hint_);
  facts_ = new QWidget;
  grid_ = new QGridLayout(facts_);
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setHorizontalSpacing(12);
  grid_->setVerticalSpacing(5);
  grid_->setColumnStretch(1, 1);
  histogram_ = new LayerHistogram;
  for (const MapEntry& entry : map_table()) {
    if (!entry.fact) continue;
    lines_.push_back(add_fact(tr(entry.button)));
    if (entry.has(kShowsLayerWeights)) grid_->addWidget(histogram_, grid_->rowCount(), 0, 1, 2);
  }
  truth_ = add_fact(tr("Known answer"));
  layout->addWidget(facts_);
  layout->addStretch();

  auto* scroll = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(1, 0, 1, 1);
  all->addWidget(scroll);

  const auto step = [this](int by) {
    const LibrarySubject* row = session_.subject();
    if (!row || !row->stimuli) return;
    session_.show_image(stepped_image(session_.view().image, by, int(row->stimuli->images.size())));
  };
  connect(previous, &QToolButton::clicked, this, [step] { step(-1); });
  connect(next, &QToolButton::clicked, this, [step] { step(1); });
  connect(image_, &QSlider::valueChanged, this, [this](int image) { session_.show_image(image); });
  connect(stimulus_, &StimulusView::clicked, this,
          [this](ImagePlace place) { session_.look_at(place); });
  connect(stop_looking_, &QToolButton::clicked, this, [this] { session_.look_at(std::nullopt); });
  using S = SessionController;
  for (const auto signal :
       {&S::picked_changed, &S::source_changed, &S::source_renewed, &S::map_changed}) {
    connect(&session_, signal, this, &VertexPanel::show_card);
  }
  for (const auto signal : {&S::image_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &VertexPanel::show_stimulus);
  }
  for (const auto signal : {&S::looked_at_changed, &S::map_changed, &S::source_changed}) {
    connect(&session_, signal, this, &VertexPanel::show_looking);
  }
  show_card();
  show_stimulus();
  show_looking();
}

VertexPanel::Line VertexPanel::add_fact(const QString& name) {
  auto* value = new QLabel;
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  value->setWordWrap(true);
  auto* label = new QLabel(name);
  label->setObjectName(QStringLiteral("quiet"));
  const int row = grid_->rowCount();
  grid_->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignTop);
  grid_->addWidget(value, row, 1);
  return {label, value};
}

void VertexPanel::show_card() {
  const std::optional<VertexCard> card = session_.card();
  const bool has_reader = card && card->read;
  heading_->setVisible(card.has_value());
  regions_->setVisible(card.has_value());
  facts_->setVisible(has_reader);
  hint_->setVisible(!has_reader);
  std::vector<FieldMark> fields;
  if (card) {
    heading_->setText(QStringLiteral("%1 %2")
                          .arg(QLatin1String(name_of(card->vertex.hemisphere)))
                          .arg(card->vertex.vertex));
    QString where = card->regions.empty() ? tr("outside all regions")
                                          : QString::fromStdString(regions_text(card->regions));
    if (!card->overlay.empty()) where += QLatin1Char('\n') + text_of(card->overlay);
    regions_->setText(where);
    hint_->setText(card->is_encoded ? tr("Not fitted yet: nothing is known of what it reads.")
                                    : tr("This vertex has no responses."));
  } else {
    hint_->setText(tr("Click a vertex on the cortex to see what it reads."));
  }
  if (has_reader) {
    const VertexReader& read = *card->read;
    const std::vector<VertexFact> facts = facts_of(*card);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      lines_[i].value->setText(facts[i].text.empty() ? tr("not computed") : text_of(facts[i].text));
      lines_[i].label->setText(text_of(facts[i].label));
    }
    histogram_->show_weights(read.layer_weights, read.confidence,
                             card->truth ? card->truth->layer_weights : std::vector<float>());
    for (QLabel* label : {truth_.label, truth_.value}) label->setVisible(card->truth.has_value());
    if (card->truth) {
      const VertexReader& truth = *card->truth;
      truth_.value->setText(text_of(known_answer_text(*card)));
      fields.push_back({{truth.x, truth.y}, truth.scale, true});
    }
    fields.push_back({{read.x, read.y}, read.scale, false});
  }
  stimulus_->show_fields(std::move(fields));
}

void VertexPanel::show_stimulus() {
  const LibrarySubject* row = session_.subject();
  const StimulusSet* stimuli = row ? row->stimuli.get() : nullptr;
  const Picture* picture = session_.view().picture.get();
  stepping_->setVisible(stimuli);
  image_name_->setVisible(stimuli || picture);
  if (picture) {
    image_name_->setText(tr("%1 · your own image").arg(QString::fromStdString(picture->name)));
    stimulus_->show_image(&picture->image);
    return;
  }
  if (!stimuli) {
    stimulus_->show_image(nullptr);
    return;
  }
  const int count = int(stimuli->images.size());
  const int shown = std::clamp(session_.view().image, 0, count - 1);
  const QSignalBlocker quiet(image_);
  image_->setRange(0, count - 1);
  image_->setValue(shown);
  image_name_->setText(tr("%1 · %2 of %3")
                           .arg(QString::fromStdString(stimuli->names[std::size_t(shown)]))
                           .arg(shown + 1)
                           .arg(count));
  stimulus_->show_image(&stimuli->images[std::size_t(shown)]);
}

void VertexPanel::show_looking() {
  const auto place = session_.view().looked_at;
  const auto source = session_.source();
  stimulus_->show_looked_at(place);
  stop_looking_->setVisible(place.has_value());
  if (!place || !source || !source->has_selectors()) {
    looking_->setText(
        tr("Click the image to highlight the vertices whose receptive field is there."));
    return;
  }
  const std::vector<float> looking = looking_at(source->selectors, place->x, place->y);
  looking_->setText(tr("%L1 vertices look here.").arg(looking_count(looking)));
}

}  // namespace cortiscope
