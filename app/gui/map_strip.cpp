#include "app/gui/map_strip.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kOverlayId = 100;  // not of a map
constexpr int kSpacing = 4, kMargin = 8;
constexpr int kLeastButtons = 2;  // in the narrowest strip

/// The window has the fits of one seed each, and no group: these maps are of figures.
bool is_of_figures(const MapEntry& entry) {
  return entry.has(kNeedsStability) || entry.has(kNeedsGroup);
}

/// Those behind it are in the menu at the end.
bool is_last_in_row(const MapEntry& entry) { return !entry.has(kNeedsFit); }

}  // namespace

MapStrip::MapStrip(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  setObjectName(QStringLiteral("strip"));
  setAttribute(Qt::WA_StyledBackground);
  setAccessibleName(tr("Maps"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, 4, kMargin, 5);
  row->setSpacing(kSpacing);
  maps_ = new QButtonGroup(this);
  const auto& table = map_table();
  bool is_in_row = true;
  for (std::size_t place = 0; place < table.size(); ++place) {
    if (is_of_figures(table[place])) continue;
    add_button(table[place], place);
    if (is_in_row) {
      row_.push_back(static_cast<QToolButton*>(maps_->button(int(place))));
      row->addWidget(row_.back());
    }
    if (is_last_in_row(table[place])) is_in_row = false;
  }
  overlay_ = new QToolButton(this);
  overlay_->setObjectName(QStringLiteral("map-overlay"));
  overlay_->setText(tr("Overlay"));
  overlay_->setCheckable(true);
  overlay_->setProperty("flat", true);
  overlay_->setFocusPolicy(Qt::TabFocus);
  maps_->addButton(overlay_, kOverlayId);
  row_.push_back(overlay_);
  row->addWidget(overlay_);
  menu_ = new QMenu(this);
  more_ = new QToolButton;
  more_->setObjectName(QStringLiteral("more-maps"));
  more_->setProperty("flat", true);
  more_->setCheckable(true);
  more_->setPopupMode(QToolButton::InstantPopup);
  more_->setMenu(menu_);
  more_->setToolTip(tr("More maps"));
  more_->setFocusPolicy(Qt::TabFocus);
  row->addWidget(more_);
  row->addStretch();
  layer_ = new QSpinBox;
  layer_->setObjectName(QStringLiteral("layer"));
  layer_->setRange(1, 1);
  layer_->setPrefix(tr("layer "));
  layer_->setToolTip(tr("Of which layer the map is shown"));
  row->addWidget(layer_);
  overlays_ = new QComboBox;
  overlays_->setObjectName(QStringLiteral("overlays"));
  overlays_->setToolTip(tr("Which of the overlays and maps opened is painted"));
  overlays_->setFocusPolicy(Qt::TabFocus);
  overlays_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  overlays_->setMinimumContentsLength(16);
  row->addWidget(overlays_);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

  connect(maps_, &QButtonGroup::idClicked, this, &MapStrip::choose);
  connect(menu_, &QMenu::aboutToShow, this, &MapStrip::fill_menu);
  connect(overlays_, &QComboBox::activated, this,
          [this](int place) { session_.show_overlay(place); });
  connect(layer_, &QSpinBox::valueChanged, this, [this](int layer) {
    session_.set_map({session_.view().map.name, layer});
  });
  using S = SessionController;
  for (const auto signal :
       {&S::map_changed, &S::source_changed, &S::library_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &MapStrip::show_state);
  }
  show_state();
}

void MapStrip::add_button(const MapEntry& entry, std::size_t place) {
  auto* button = new QToolButton(this);
  button->setText(tr(entry.button));
  const QString key = text_of(entry.key_text());
  button->setToolTip(key.isEmpty() ? tr(entry.tip)
                                   : QStringLiteral("%1 (%2)").arg(tr(entry.tip), key));
  button->setObjectName(QStringLiteral("map-") + QLatin1String(entry.name));
  button->setCheckable(true);
  button->setProperty("flat", true);
  button->setFocusPolicy(Qt::TabFocus);
  button->hide();  // until there is room for it
  maps_->addButton(button, int(place));
}

void MapStrip::choose(int which) {
  if (which == kOverlayId) return session_.show_overlay();
  const MapEntry& entry = map_table()[std::size_t(which)];
  Map map = entry.map();
  if (entry.has(kTakesLayer)) map.layer = layer_->value();
  session_.set_map(map);
}

void MapStrip::show_state() {
  const ViewState& view = session_.view();
  const auto source = session_.source();
  for (QAbstractButton* button : maps_->buttons()) {
    const int place = maps_->id(button);
    if (place == kOverlayId) continue;
    const MapEntry& entry = map_table()[std::size_t(place)];
    if (entry.name == view.map.name) button->setChecked(true);
    button->setEnabled(session_.offers(entry));
  }
  const LibrarySubject* row = session_.subject();
  show_overlays(row ? row->overlays : std::vector<std::shared_ptr<const OverlayPair>>());
  if (session_.overlay()) overlay_->setChecked(true);
  const QSignalBlocker quiet(layer_);
  layer_->setRange(1, std::max(1, source ? source->layer_count() : 1));
  const bool takes_layer = entry_of(view.map).has(kTakesLayer) && !session_.overlay();
  if (takes_layer) layer_->setValue(view.map.layer);
  layer_->setVisible(takes_layer);
  make_room();
}

void MapStrip::show_overlays(const std::vector<std::shared_ptr<const OverlayPair>>& all) {
  overlay_->setEnabled(!all.empty());
  overlay_->setToolTip(tr("Open or drop an overlay of this cortex first"));
  overlays_->setVisible(all.size() > 1 && session_.overlay());
  const int shown = session_.view().overlay;
  if (shown < int(all.size())) {
    overlay_->setToolTip(
        tr("The overlay %1 (7)").arg(text_of(all[std::size_t(shown)]->title()).toHtmlEscaped()));
  }
  const QSignalBlocker quiet(overlays_);
  overlays_->clear();
  for (const auto& overlay : all) overlays_->addItem(text_of(overlay->title()));
  overlays_->setCurrentIndex(shown);
}

/// Shows as many buttons of the row as there is room for, and in the menu's button the map that
/// is shown, where its own button is not in the row.
void MapStrip::make_room() {
  const QAbstractButton* chosen = maps_->checkedButton();
  const auto width_of = [](const QWidget* widget) {
    return widget->isHidden() ? 0 : widget->sizeHint().width() + kSpacing;
  };
  const int whole = width() - 2 * kMargin - width_of(layer_) - width_of(overlays_);
  const auto show_beside_menu = [&](const QString& words) {
    more_->setText(words);
    int room = whole - more_->sizeHint().width() - kSpacing, shown = 0;
    bool has_chosen = !chosen;
    for (QToolButton* button : row_) {
      room -= button->sizeHint().width() + kSpacing;
      button->setVisible(room >= 0 || shown < kLeastButtons);
      if (button->isHidden()) continue;
      ++shown;
      has_chosen = has_chosen || button == chosen;
    }
    return has_chosen;
  };
  const bool has_chosen = show_beside_menu(tr("More ▾"));
  if (!has_chosen) show_beside_menu(tr("More: %1 ▾").arg(chosen->text()));
  more_->setChecked(!has_chosen);
}

void MapStrip::fill_menu() {
  menu_->clear();
  for (QAbstractButton* button : maps_->buttons()) {
    if (!button->isHidden()) continue;
    const int which = maps_->id(button);
    const MapEntry* entry = which == kOverlayId ? nullptr : &map_table()[std::size_t(which)];
    const QString title = entry ? tr(entry->title) : tr("Overlay");
    const QString key = entry ? text_of(entry->key_text()) : QStringLiteral("7");
    QAction* action =
        menu_->addAction(QStringLiteral("%1\t%2").arg(title, key), this, [this, which] {
          maps_->button(which)->setChecked(true);
          choose(which);
        });
    action->setCheckable(true);
    action->setChecked(button->isChecked());
    action->setEnabled(button->isEnabled());
    action->setToolTip(button->toolTip());
  }
  menu_->setToolTipsVisible(true);
}

QSize MapStrip::sizeHint() const { return {QWidget::sizeHint().width(), row_height()}; }
QSize MapStrip::minimumSizeHint() const { return {20 * fontMetrics().height(), row_height()}; }

/// Of the highest that may be in it: it must not change with the map.
int MapStrip::row_height() const {
  const QMargins margins = contentsMargins() + layout()->contentsMargins();
  const int high = std::max(
      {layer_->sizeHint().height(), overlays_->sizeHint().height(), more_->sizeHint().height()});
  return high + margins.top() + margins.bottom();
}

void MapStrip::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  make_room();
}

void MapStrip::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) make_room();
}

}  // namespace cortiscope
