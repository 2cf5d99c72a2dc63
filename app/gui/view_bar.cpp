#include "app/gui/view_bar.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolBar>
#include <QToolButton>
#include <algorithm>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/gui/unfold_slider.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr int kOverlayId = 100;  // not of a map

constexpr SurfaceKind kFolds[] = {SurfaceKind::kInflated, SurfaceKind::kPial, SurfaceKind::kWhite,
                                  SurfaceKind::kSphere};
constexpr Side kSidesInOrder[] = {Side::kLateral, Side::kMedial,    Side::kVentral,
                                  Side::kDorsal,  Side::kPosterior, Side::kAnterior};

QString capitalised(const char* word) {
  QString text = QString::fromLatin1(word);
  text[0] = text[0].toUpper();
  return text;
}

}  // namespace

ViewBar::ViewBar(SessionController& session, QWidget* parent) : QFrame(parent), session_(session) {
  setObjectName(QStringLiteral("bar"));
  setMinimumWidth(300);  // narrower than its rows side by side: see resizeEvent
  rows_ = new QBoxLayout(QBoxLayout::LeftToRight, this);
  rows_->setContentsMargins(8, 6, 8, 6);
  rows_->setSpacing(4);
  strip_ = new QToolBar;  // what does not fit is in a list at its end

  maps_ = new QButtonGroup(this);
  layer_ = new QSpinBox(this);
  layer_->setRange(1, 1);
  layer_->setPrefix(tr("layer "));
  layer_->setToolTip(tr("Of which layer the map is shown"));
  for (std::size_t i = 0; i < map_table().size(); ++i) {
    const MapEntry& entry = map_table()[i];
    auto* button = new QToolButton;
    button->setText(tr(entry.button));
    const QString key = text_of(entry.key_text());
    button->setToolTip(key.isEmpty() ? tr(entry.tip)
                                     : QStringLiteral("%1 (%2)").arg(tr(entry.tip), key));
    button->setObjectName(QStringLiteral("map-") + text_of(name_of(entry.map())));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    maps_->addButton(button, int(i));
    shown_maps_.push_back(strip_->addWidget(button));
    if (entry.has(kTakesLayer)) shows_layer_ = strip_->addWidget(layer_);  // behind the last
  }
  overlay_ = new QToolButton;
  overlay_->setObjectName(QStringLiteral("map-overlay"));
  overlay_->setCheckable(true);
  overlay_->setFocusPolicy(Qt::TabFocus);
  maps_->addButton(overlay_, kOverlayId);
  shows_overlay_ = strip_->addWidget(overlay_);
  overlays_ = new QComboBox;
  overlays_->setObjectName(QStringLiteral("overlays"));
  overlays_->setToolTip(tr("Which of the overlays and maps opened is painted"));
  overlays_->setFocusPolicy(Qt::TabFocus);
  overlays_->setMaximumWidth(180);
  shows_overlays_ = strip_->addWidget(overlays_);
  rows_->addWidget(strip_, 1);
  auto* layout = new QHBoxLayout;
  layout->setSpacing(4);
  rows_->addLayout(layout);

  form_ = new QComboBox;
  for (const SurfaceKind kind : kFolds) {
    form_->addItem(kind == SurfaceKind::kPial ? tr("Folded") : capitalised(name_of(kind)),
                   int(kind));
  }
  form_->setToolTip(tr("The form of the cortex in the left view (I inflated, R folded)"));
  side_ = new QComboBox;
  for (const Side side : kSidesInOrder) side_->addItem(capitalised(name_of(side)), int(side));
  side_->setToolTip(tr("The side that it is seen from"));
  regions_ = new QToolButton;
  regions_->setText(tr("Regions"));
  regions_->setToolTip(tr("Borders and names of the regions of interest (L)"));
  draw_ = new QToolButton;
  draw_->setObjectName(QStringLiteral("draw"));
  draw_->setText(tr("Draw ROI"));
  for (QToolButton* button : {regions_, draw_}) {
    button->setCheckable(true);
    button->setProperty("quiet", true);
    button->setFocusPolicy(Qt::TabFocus);
  }
  vertex_ = new QLineEdit;
  vertex_->setObjectName(QStringLiteral("go-to-vertex"));
  vertex_->setPlaceholderText(tr("Vertex, e.g. lh 1234"));
  vertex_->setClearButtonEnabled(true);
  vertex_->setFixedWidth(150);
  for (QWidget* widget : {static_cast<QWidget*>(form_), static_cast<QWidget*>(side_)}) {
    widget->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(widget);
  }
  layout->insertWidget(1, new UnfoldSlider(session_));
  layout->addWidget(regions_);
  layout->addWidget(draw_);
  layout->addWidget(vertex_);

  connect(maps_, &QButtonGroup::idClicked, this, [this](int which) {
    if (which == kOverlayId) return session_.show_overlay();
    const MapEntry& entry = map_table()[std::size_t(which)];
    Map map = entry.map();
    if (entry.has(kTakesLayer)) map.layer = layer_->value();
    session_.set_map(map);
  });
  connect(overlays_, &QComboBox::activated, this,
          [this](int place) { session_.show_overlay(place); });
  connect(layer_, &QSpinBox::valueChanged, this, [this](int layer) {
    session_.set_map({session_.view().map.name, layer});
  });
  connect(form_, &QComboBox::activated, this,
          [this] { session_.set_folded(SurfaceKind(form_->currentData().toInt())); });
  connect(side_, &QComboBox::activated, this,
          [this] { session_.set_side(Side(side_->currentData().toInt())); });
  connect(regions_, &QToolButton::clicked, this,
          [this](bool are_shown) { session_.set_regions(are_shown); });
  connect(draw_, &QToolButton::clicked, this, [this](bool is_on) { session_.set_drawing(is_on); });
  connect(vertex_, &QLineEdit::returnPressed, this, &ViewBar::go_to_vertex);
  using S = SessionController;
  for (const auto signal : {&S::map_changed, &S::surface_changed, &S::side_changed,
                            &S::source_changed, &S::drawing_changed, &S::library_changed}) {
    connect(&session_, signal, this, &ViewBar::show_state);
  }
  show_state();
}

void ViewBar::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  int needed = rows_->contentsMargins().left() + rows_->contentsMargins().right();
  for (int i = 0; i < rows_->count(); ++i) {
    needed += rows_->itemAt(i)->sizeHint().width() + rows_->spacing();
  }
  rows_->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ViewBar::show_state() {
  const ViewState& view = session_.view();
  const auto source = session_.source();
  for (std::size_t i = 0; i < map_table().size(); ++i) {
    const MapEntry& entry = map_table()[i];
    if (entry.name == view.map.name) maps_->button(int(i))->setChecked(true);
    shown_maps_[i]->setVisible(session_.offers(entry));
  }
  const LibrarySubject* row = session_.subject();
  show_overlays(row ? row->overlays : std::vector<std::shared_ptr<const OverlayPair>>());
  if (session_.overlay()) overlay_->setChecked(true);
  const QSignalBlocker quiet_layer(layer_), quiet_form(form_), quiet_side(side_);
  layer_->setRange(1, std::max(1, source ? source->layer_count() : 1));
  const bool takes_layer = entry_of(view.map).has(kTakesLayer);
  if (takes_layer) layer_->setValue(view.map.layer);
  shows_layer_->setVisible(takes_layer && !session_.overlay());
  form_->setCurrentIndex(form_->findData(int(view.folded)));
  side_->setCurrentIndex(side_->findData(int(view.side)));
  regions_->setChecked(view.shows_regions);
  draw_->setChecked(view.is_drawing);
  draw_->setEnabled(session_.can_draw());
  draw_->setToolTip(
      session_.can_draw()
          ? tr("Draw a region of interest on the flatmap: click or drag around it (D)")
          : tr("This cortex has no flatmap to draw on"));
}

void ViewBar::show_overlays(const std::vector<std::shared_ptr<const OverlayPair>>& all) {
  shows_overlay_->setVisible(!all.empty());
  shows_overlays_->setVisible(all.size() > 1);
  const int shown = session_.view().overlay;
  if (shown < int(all.size())) {
    const QString title = text_of(all[std::size_t(shown)]->title());
    overlay_->setText(all.size() > 1 ? tr("Overlay")
                                     : fontMetrics().elidedText(title, Qt::ElideMiddle, 120));
    overlay_->setToolTip(tr("The overlay %1 (7)").arg(title.toHtmlEscaped()));
  }
  const QSignalBlocker quiet(overlays_);
  overlays_->clear();
  for (const auto& overlay : all) overlays_->addItem(text_of(overlay->title()));
  overlays_->setCurrentIndex(shown);
}

void ViewBar::ask_for_vertex() {
  vertex_->setFocus(Qt::ShortcutFocusReason);
  vertex_->selectAll();
}

void ViewBar::go_to_vertex() {
  const LibrarySubject* row = session_.subject();
  if (!row) return;
  const auto picked = session_.view().picked;
  try {
    session_.pick(parse_vertex(vertex_->text().toStdString(), row->subject->cortex,
                               picked ? picked->hemisphere : kLh));
    vertex_->clearFocus();
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

}  // namespace cortiscope
