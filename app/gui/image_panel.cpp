#include "app/gui/image_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/image_controller.h"
#include "app/gui/layer_histogram.h"
#include "app/gui/region_bars.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/stimulus_view.h"
#include "app/gui/switch_button.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"

namespace cortiscope {
namespace {

using Kind = ReaderChoice::Kind;

QHBoxLayout* row_in(QWidget* widget) {
  auto* row = new QHBoxLayout(widget);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  return row;
}

}  // namespace

ImagePanel::ImagePanel(SessionController& session, ImageController& images, QWidget* parent)
    : QWidget(parent), session_(session), images_(images) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(16, 8, 16, 12);
  layout->setSpacing(8);
  stimulus_ = new StimulusView;
  stimulus_->setObjectName(QStringLiteral("stimulus"));
  stimulus_->setToolTip(
      tr("Click it, or drag a rectangle on it, to highlight the vertices whose receptive field is "
         "there"));
  image_name_ = new TextLine;
  image_name_->setObjectName(QStringLiteral("quiet"));
  layout->addWidget(make_switches());
  layout->addWidget(stimulus_);
  layout->addWidget(make_stepping());
  layout->addWidget(image_name_);
  auto* shows = new QHBoxLayout;
  shows->setSpacing(8);
  shows->addStretch();
  shows->addWidget(dots_);
  shows->addWidget(channels_);
  layout->addLayout(shows);
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
  layout->addWidget(make_counts());
  layout->addStretch();

  fill_scrolled(*this, content);

  connect(stimulus_, &StimulusView::clicked, this,
          [this](ImagePlace place) { session_.look_at(place); });
  connect(stimulus_, &StimulusView::rectangle_drawn, this,
          [this](ImagePart part) { session_.look_at(part); });
  connect(stop_looking_, &QToolButton::clicked, this, [this] { session_.look_at(std::nullopt); });
  using S = SessionController;
  for (const auto signal : {&S::picked_changed, &S::source_changed, &S::source_renewed,
                            &S::snapshot_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &ImagePanel::show_fields);
  }
  for (const auto signal : {&S::image_changed, &S::subject_changed, &S::stimuli_read}) {
    connect(&session_, signal, this, &ImagePanel::show_stimulus);
  }
  connect(&session_, &S::snapshot_changed, this, &ImagePanel::show_dots);
  for (const auto signal : {&S::looked_at_changed, &S::map_changed, &S::snapshot_changed}) {
    connect(&session_, signal, this, &ImagePanel::show_looking);
  }
  for (const auto signal :
       {&S::map_changed, &S::source_changed, &S::source_renewed, &S::looked_at_changed}) {
    connect(&session_, signal, this, &ImagePanel::show_arrows);
  }
  connect(&session_, &S::hovered_changed, this, [this](std::optional<CortexVertex> vertex) {
    const auto card = vertex ? session_.card_at(*vertex) : std::nullopt;
    const bool has_field = card && card->read;
    stimulus_->show_hovered(has_field ? std::optional(ImagePlace{card->read->x, card->read->y})
                                      : std::nullopt);
  });
  connect(&images_, &ImageController::readers_changed, this, [this] {
    show_readers();
    show_dots();
    show_looking();
  });
  show_fields();
  show_stimulus();
  show_readers();
  show_looking();
  show_channels();
}

QWidget* ImagePanel::make_switches() {
  auto* switches = new QWidget;
  auto* layout = new QVBoxLayout(switches);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  auto* above = new QWidget;
  auto* row = row_in(above);
  readers_ = new QComboBox;
  readers_->setObjectName(QStringLiteral("readers"));
  readers_->setToolTip(tr("Whose receptive fields, channels and preferred images are shown"));
  readers_->setFocusPolicy(Qt::TabFocus);
  readers_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  readers_->setMinimumContentsLength(4);
  readers_->setAccessibleName(tr("Whose view"));
  dots_ = switch_button(tr("Dots"),
                        tr("Each vertex where it looks, in the colour of its layer; small ones "
                           "read the whole image"),
                        QStringLiteral("dots"));
  channels_ = switch_button(tr("Channels"),
                            tr("What the three most important channels show of the image, as red, "
                               "green and blue, instead of the image"),
                            QStringLiteral("channels"));
  row->addWidget(readers_, 1);
  readers_note_ = new TextLine;
  readers_note_->setObjectName(QStringLiteral("quiet"));
  layout->addWidget(above);
  layout->addWidget(readers_note_);
  channels_note_ = new QLabel;
  channels_note_->setObjectName(QStringLiteral("quiet"));
  channels_note_->setWordWrap(true);
  channels_note_->setTextFormat(Qt::PlainText);  // names come from files
  layout->addWidget(channels_note_);
  connect(channels_, &QToolButton::toggled, &images_, &ImageController::want_channels);
  connect(&images_, &ImageController::channels_changed, this, &ImagePanel::show_channels);
  connect(dots_, &QToolButton::toggled, this, [this] {
    show_readers();
    show_dots();
  });
  connect(readers_, &QComboBox::activated, this,
          [this](int item) { images_.choose(offered_[std::size_t(item)].second); });
  return switches;
}

QWidget* ImagePanel::make_stepping() {
  stepping_ = new QWidget;
  auto* steps = row_in(stepping_);
  auto* previous = new QToolButton;
  previous->setObjectName(QStringLiteral("previous-image"));
  previous->setText(QStringLiteral("‹"));
  previous->setToolTip(tr("The stimulus before (,)"));
  previous->setAccessibleName(tr("Previous stimulus"));
  auto* next = new QToolButton;
  next->setObjectName(QStringLiteral("next-image"));
  next->setText(QStringLiteral("›"));
  next->setToolTip(tr("The next stimulus (.)"));
  next->setAccessibleName(tr("Next stimulus"));
  image_ = new QSlider(Qt::Horizontal);
  image_->setFocusPolicy(Qt::ClickFocus);  // its keys are the window's: , and .
  image_->setAccessibleName(tr("Stimulus"));
  for (QToolButton* button : {previous, next}) button->setFocusPolicy(Qt::TabFocus);
  steps->addWidget(previous);
  steps->addWidget(image_, 1);
  steps->addWidget(next);
  connect(previous, &QToolButton::clicked, this, [this] { session_.step_image(-1); });
  connect(next, &QToolButton::clicked, this, [this] { session_.step_image(1); });
  connect(image_, &QSlider::valueChanged, this, [this](int image) { session_.show_image(image); });
  return stepping_;
}

/// Of the vertices that look at a part of the image.
QWidget* ImagePanel::make_counts() {
  counts_ = new QWidget;
  auto* layout = new QVBoxLayout(counts_);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  const auto add = [&](const QString& title, QWidget* plot) {
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("quiet"));
    layout->addWidget(label);
    layout->addWidget(plot);
  };
  regions_ = new RegionBars;
  layers_ = new LayerHistogram;
  layers_->setAccessibleName(tr("Layers"));
  add(tr("Their regions"), regions_);
  add(tr("Share that reads each layer most"), layers_);
  return counts_;
}

void ImagePanel::show_stimulus() {
  const LibrarySubject* row = session_.subject();
  const Stimuli* stimuli = row ? row->stimuli.get() : nullptr;
  const Picture* picture = session_.view().picture.get();
  stepping_->setVisible(stimuli);
  image_name_->setVisible(stimuli || picture);
  stimulus_->show_stimulus(session_.shown_stimulus());
  if (picture) {
    image_name_->set_text(tr("%1 · your own image").arg(text_of(picture->name)));
    return;
  }
  if (!stimuli) return;
  const int count = int(stimuli->names.size());
  const int shown = std::clamp(session_.view().image, 0, count - 1);
  const QSignalBlocker quiet(image_);
  image_->setRange(0, count - 1);
  image_->setValue(shown);
  image_name_->set_text(tr("%1 · %2 of %3")
                            .arg(text_of(stimuli->names[std::size_t(shown)]))
                            .arg(shown + 1)
                            .arg(count));
}

void ImagePanel::show_fields() {
  const std::optional<VertexCard> card = session_.card();
  std::vector<FieldMark> fields;
  if (card && card->read) {
    if (const auto& truth = card->truth) {
      fields.push_back({{truth->x, truth->y}, truth->scale, true});
    }
    fields.push_back({{card->read->x, card->read->y}, card->read->scale, false});
  }
  stimulus_->show_fields(std::move(fields));
}

/// What can be chosen.
std::vector<std::pair<QString, ReaderChoice>> ImagePanel::choices() const {
  std::vector<std::pair<QString, ReaderChoice>> all = {{tr("The whole cortex"), {}}};
  const auto source = session_.source();
  if (!source) return all;
  const ViewState& view = session_.view();
  if (view.picked) {
    const QString side = QLatin1String(name_of(view.picked->hemisphere));
    all.push_back({tr("Vertex %1 %2").arg(side).arg(view.picked->vertex), {Kind::kVertex, {}}});
  }
  if (view.isolated && source->clusters) {
    all.push_back({tr("Cluster %1").arg(view.isolated->cluster + 1), {Kind::kCluster, {}}});
  }
  for (const std::string& name : region_names(*session_.outlined())) {
    all.push_back({text_of(name), {Kind::kRegion, name}});
  }
  return all;
}

void ImagePanel::show_readers() {
  const auto all = choices();
  if (all != offered_) {  // else it may be open
    readers_->clear();
    for (const auto& [text, choice] : all) readers_->addItem(text);
    offered_ = all;
  }
  const ReaderChoice& chosen = images_.choice();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].second == chosen) readers_->setCurrentIndex(int(i));
  }
  readers_->setEnabled(all.size() > 1);
  const auto source = session_.source();
  const ImageReaders& readers = images_.readers();
  const bool has_selectors = source && source->has_selectors();
  readers_note_->setVisible(dots_->isChecked());
  if (!has_selectors) {
    readers_note_->set_text(tr("Dots need a fit."));
  } else if (chosen.kind == Kind::kVertex) {
    readers_note_->set_text(tr("dots: the whole cortex"));
  } else {
    readers_note_->set_text(
        tr("%L1 of %L2 vertices are painted").arg(readers.rows.size()).arg(readers.encoded));
  }
}

void ImagePanel::show_dots() {
  stimulus_->show_dots(dots_->isChecked() ? images_.dots() : std::vector<ImageDot>());
}

/// Where receptive fields have moved, while the difference of positions is painted.
void ImagePanel::show_arrows() {
  const bool is_of_space = session_.view().quantity == MapQuantity::kSpace;
  const auto source = session_.painted_source();
  stimulus_->show_arrows(is_of_space && source ? image_arrows(*source) : std::vector<ImageArrow>());
}

void ImagePanel::show_channels() {
  stimulus_->show_channels(images_.channels());
  channels_note_->setText(images_.channels_note());
  channels_note_->setVisible(!images_.channels_note().isEmpty());
}

void ImagePanel::show_looking() {
  const std::optional<ImagePart> part = session_.view().looked_at;
  const auto source = session_.shown_source();
  const bool is_known = part && source && source->has_selectors();
  stimulus_->show_looked_at(part);
  stop_looking_->setVisible(part.has_value());
  counts_->setVisible(is_known);
  looking_->setVisible(is_known);
  if (!is_known) return;
  const std::vector<int> rows =
      rows_looking_at(*source, painted_rows(*source, session_.view().shows_all), *part);
  looking_->setText(tr("%L1 vertices look here.").arg(rows.size()));
  const ReaderCounts counts = counts_of(*source, *session_.outlined(), rows);
  layers_->show_weights(counts.layer_shares, 1, {});
  regions_->show_counts(counts);
}

}  // namespace cortiscope
