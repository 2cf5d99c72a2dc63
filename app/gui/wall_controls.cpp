#include "app/gui/wall_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <algorithm>

#include "app/gui/switch_button.h"
#include "app/gui/text_line.h"
#include "app/gui/wall_view.h"

namespace cortiscope {
namespace {

constexpr int kMargin = 8;

template <class Choice>
QComboBox* list_of(const char* name, const QString& tip,
                   const std::vector<std::pair<QString, Choice>>& entries) {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->setFocusPolicy(Qt::TabFocus);
  box->setToolTip(tip);
  box->setAccessibleName(tip);
  for (const auto& [text, value] : entries) box->addItem(text, int(value));
  return box;
}

QToolButton* push_button(const QString& text, const QString& tip, const char* name) {
  auto* button = switch_button(text, tip, QLatin1String(name));
  button->setCheckable(false);
  return button;
}

QHBoxLayout* line_in(QWidget* side) {
  auto* line = new QHBoxLayout(side);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(4);
  return line;
}

}  // namespace

WallControls::WallControls(WallView& wall) : wall_(wall) {
  view_side_ = make_view_side();
  pair_side_ = make_pair_side();
  sides_ = new QBoxLayout(QBoxLayout::LeftToRight, this);
  sides_->setContentsMargins(kMargin, 6, kMargin, 2);
  sides_->setSpacing(4);
  sides_->addWidget(view_side_, 1);
  sides_->addWidget(pair_side_);
  const int widest = std::max(view_side_->sizeHint().width(), pair_side_->sizeHint().width());
  setMinimumWidth(widest + 2 * kMargin);
  connect(&wall_, &WallView::changed, this, &WallControls::show_state);
}

QWidget* WallControls::make_view_side() {
  rows_ = list_of<WallRows>(
      "wall-rows", tr("What the rows of the wall are"),
      {{tr("Models × subjects"), WallRows::kSubjects}, {tr("Models × maps"), WallRows::kMaps}});
  order_ = list_of<WallOrder>(
      "wall-order",
      tr("The order of the models: by a number of the chosen subject, the largest first, or as in "
         "the library"),
      {{tr("By slope"), WallOrder::kSlope},
       {tr("By b0"), WallOrder::kB0},
       {tr("By b1"), WallOrder::kB1},
       {tr("By R²"), WallOrder::kR2},
       {tr("As opened"), WallOrder::kLibrary}});
  note_ = new TextLine(Qt::AlignRight);
  note_->setObjectName(QStringLiteral("quiet"));
  auto* side = new QWidget;
  auto* line = line_in(side);
  for (QComboBox* each : {rows_, order_}) line->addWidget(each);
  line->addWidget(note_, 1);
  connect(rows_, &QComboBox::activated, this,
          [this] { wall_.set_rows(WallRows(rows_->currentData().toInt())); });
  connect(order_, &QComboBox::activated, this,
          [this] { wall_.set_order(WallOrder(order_->currentData().toInt())); });
  return side;
}

QWidget* WallControls::make_pair_side() {
  auto* mark_a = push_button(
      tr("Set A"),
      tr("Marks the framed tile as A (key A). Until then A is the second model of the order."),
      "set-a");
  auto* mark_b = push_button(
      tr("Set B"),
      tr("Marks the framed tile as B (key B). Until then B is the first model of the order."),
      "set-b");
  auto* side = new QWidget;
  auto* line = line_in(side);
  line->addWidget(mark_a);
  line->addWidget(mark_b);
  line->addSpacing(6);
  const auto add_mode = [&](const QString& text, const QString& tip, const char* name,
                            WallMode mode) {
    QToolButton* button = switch_button(text, tip, QLatin1String(name));
    connect(button, &QToolButton::clicked, this, [this, mode] {
      wall_.pair().set_mode(mode);
      show_state();  // pressed as it was where nothing has changed
    });
    line->addWidget(button);
    modes_.emplace_back(mode, button);
  };
  add_mode(tr("Wall"), tr("All tiles (Esc)"), "mode-wall", WallMode::kTiles);
  add_mode(tr("A"), tr("A alone; X shows A and B in turns"), "mode-a", WallMode::kA);
  add_mode(tr("B"), tr("B alone; X shows A and B in turns"), "mode-b", WallMode::kB);
  add_mode(
      tr("B − A"),
      tr("Their difference, of two models in one subject (key M): unless you marked others, where "
         "the first model of the order differs from the second"),
      "mode-difference", WallMode::kDifference);
  add_mode(tr("Wipe"), tr("A left and B right of a divider that is dragged (key W)"), "mode-wipe",
           WallMode::kWipe);
  connect(mark_a, &QToolButton::clicked, &wall_, &WallView::mark_a);
  connect(mark_b, &QToolButton::clicked, &wall_, &WallView::mark_b);
  return side;
}

void WallControls::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

/// In one line where there is room.
void WallControls::arrange() {
  // The note may be cut off.
  const int needed =
      view_side_->minimumSizeHint().width() + pair_side_->sizeHint().width() + 3 * kMargin;
  sides_->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
  sides_->setAlignment(pair_side_, width() < needed ? Qt::AlignLeft : Qt::Alignment());
  updateGeometry();  // two lines are higher
}

void WallControls::show_state() {
  rows_->setCurrentIndex(rows_->findData(int(wall_.rows())));
  order_->setCurrentIndex(order_->findData(int(wall_.order())));
  for (const auto& [mode, button] : modes_) {
    button->setEnabled(wall_.pair().offers(mode));
    button->setChecked(wall_.pair().mode() == mode);
  }
  note_->set_text(wall_.note());
  note_->setVisible(!wall_.note().isEmpty());
  arrange();
}

}  // namespace cortiscope
