#include "app/gui/vertex_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "app/gui/layer_histogram.h"
#include "app/gui/pin_list.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
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
  layout->addWidget(new PinList(session_), 1);

  fill_scrolled(*this, content);

  using S = SessionController;
  for (const auto signal : {&S::picked_changed, &S::source_changed, &S::source_renewed,
                            &S::snapshot_changed, &S::map_changed}) {
    connect(&session_, signal, this, &VertexPanel::show_card);
  }
  show_card();
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
      truth_.value->setText(text_of(known_answer_text(*card)));
    }
  }
}

}  // namespace cortiscope
