#include "app/gui/group_card.h"

#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/image_controller.h"
#include "app/gui/layer_histogram.h"
#include "app/gui/region_bars.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

using Kind = ReaderChoice::Kind;

QString hint_of(Kind kind) {
  return kind == Kind::kRegion
             ? GroupCard::tr("Choose a region: in the list Regions above the views, or by Ctrl+K.")
             : GroupCard::tr("Choose the map Channel, then click a cluster in its legend.");
}

}  // namespace

GroupCard::GroupCard(Kind kind, SessionController& session, const ImageController& images,
                     QWidget* parent)
    : QWidget(parent), kind_(kind), session_(session), images_(images) {
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(16, 8, 16, 16);
  layout->setSpacing(8);
  const auto add_label = [&](const char* style, bool is_heading = false) {
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(style));
    label->setWordWrap(!is_heading);
    label->setTextFormat(Qt::PlainText);  // names come from files
    layout->addWidget(label);
    return label;
  };
  heading_ = add_label("heading", true);
  counts_ = add_label("quiet");
  hint_ = add_label("quiet");
  hint_->setText(hint_of(kind));
  facts_ = new QWidget;
  auto* facts = new QVBoxLayout(facts_);
  facts->setContentsMargins(0, 8, 0, 0);
  facts->setSpacing(4);
  const auto add_plot = [&](const QString& title, QWidget* plot) {
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("quiet"));
    facts->addWidget(label);
    facts->addWidget(plot);
    return label;
  };
  layers_ = new LayerHistogram;
  layers_->setAccessibleName(tr("Layers"));
  add_plot(tr("Share that reads each layer most"), layers_);
  regions_ = new RegionBars;
  regions_title_ = add_plot(tr("Its regions"), regions_);
  regions_title_->setVisible(kind == Kind::kCluster);
  regions_->setVisible(kind == Kind::kCluster);
  layout->addWidget(facts_);
  layout->addStretch();
  fill_scrolled(*this, content);

  connect(&images_, &ImageController::readers_changed, this, &GroupCard::follow);
  using S = SessionController;
  for (const auto signal : {&S::source_changed, &S::regions_changed, &S::map_changed}) {
    connect(&session_, signal, this, &GroupCard::show_group);
  }
  show_group();
}

void GroupCard::follow() {
  const ReaderChoice& choice = images_.choice();
  const auto& isolated = session_.view().isolated;
  const bool is_new = choice != last_ || (kind_ == Kind::kCluster && !(isolated == last_isolated_));
  last_ = choice;
  last_isolated_ = isolated;
  if (choice.kind == kind_) group_ = choice;
  show_group();
  if (is_new && choice.kind == kind_) Q_EMIT chosen();
}

void GroupCard::show_group() {
  const auto source = session_.source();
  bool is_known = source && group_.kind == kind_;
  if (is_known) {
    is_known = possible_choice(group_, *source, session_.view(), *session_.outlined()) == group_;
  }
  for (QLabel* label : {heading_, counts_}) label->setVisible(is_known);
  hint_->setVisible(!is_known);
  facts_->setVisible(is_known && source->has_selectors());
  if (!is_known) return;
  const ImageReaders readers = readers_of(*source, session_.view(), *session_.outlined(), group_);
  QString name = text_of(readers.name);
  name[0] = name[0].toUpper();
  heading_->setText(kind_ == Kind::kRegion ? text_of(readers.name) : name);
  QString counts =
      tr("%L1 vertices with responses, %L2 painted").arg(readers.encoded).arg(readers.rows.size());
  double sum = 0;
  int count = 0;
  for (const int row : readers.rows) {
    if (std::size_t(row) >= source->score.size()) break;
    const float score = source->score[std::size_t(row)];
    if (!std::isfinite(score)) continue;
    sum += double(score);
    ++count;
  }
  if (count > 0) {
    counts +=
        tr("\nMean %1 of these %2").arg(text_of(source->score_name)).arg(sum / count, 0, 'f', 3);
  }
  counts_->setText(counts);
  if (!source->has_selectors()) return;
  const ReaderCounts about = counts_of(*source, *session_.outlined(), readers.rows);
  layers_->show_weights(about.layer_shares, 1, {});
  regions_->show_counts(about);
}

}  // namespace cortiscope
