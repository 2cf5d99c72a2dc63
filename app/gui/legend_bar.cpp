#include "app/gui/legend_bar.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPixmap>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/gui/component_controls.h"
#include "app/gui/difference_controls.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/session/vertex_words.h"
#include "render/legend.h"
#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kLegendTopMm = 0.5;
constexpr double kLegendWidthMm = 40;  // more than a legend takes; empty space is cut off
constexpr double kMostNamesMm = 120;   // of names, of which those that fit are shown
constexpr double kLeastNamesMm = 40;
constexpr int kControlsEm = 15;      // beside names, in heights of a line
constexpr int kSliderClusters = 60;  // the field takes more
constexpr double kPointsAMm = 4.1;   // of the screen, for letters of its own size

constexpr int kFieldPad = 26;  // beside a field's text: its border and margins

QDoubleSpinBox* range_box(const QString& tip) {
  auto* box = new QDoubleSpinBox;
  box->setRange(-1e6, 1e6);
  box->setSingleStep(0.05);
  box->setDecimals(2);
  box->setToolTip(tip);
  box->setKeyboardTracking(false);
  box->setFocusPolicy(Qt::StrongFocus);
  box->setAccessibleName(tip);
  return box;
}

/// Where the legend is drawn on its page.
Box legend_box(const Legend& legend, double names_mm) {
  if (legend.kind == Legend::Kind::kNames)
    return {0, kLegendTopMm, names_mm, kLegendHeightMm - kLegendTopMm};
  return {0, kLegendTopMm, kLegendWidthMm, legend_height_mm(legend, kLegendWidthMm)};
}

/// Cropped to what is drawn, for the layout.
/// @param cut  set to how many pixels were cut off at the left
QPixmap trimmed(const Raster& raster, int& cut) {
  int left = raster.width, right = 0, bottom = 0;
  for (int y = 0; y < raster.height; ++y) {
    for (int x = 0; x < raster.width; ++x) {
      if (raster.at(x, y)[3] == 0) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      bottom = y + 1;
    }
  }
  cut = left;
  if (left >= right) return {};
  const QImage image(raster.rgba.data(), raster.width, raster.height, 4 * raster.width,
                     QImage::Format_RGBA8888_Premultiplied);
  return QPixmap::fromImage(image.copy(left, 0, right - left, bottom));
}

}  // namespace

LegendBar::LegendBar(SessionController& session, QWidget* parent)
    : QFrame(parent), session_(session) {
  setObjectName(QStringLiteral("legend-bar"));
  setAttribute(Qt::WA_StyledBackground);
  title_ = new QLabel;
  title_->setObjectName(QStringLiteral("subheading"));
  title_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  title_->setTextFormat(Qt::PlainText);  // names come from files
  legend_ = new QLabel;
  legend_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  legend_->setMinimumWidth(1);  // names give way, see names_mm()
  legend_->installEventFilter(this);
  hover_ = new TextLine(Qt::AlignLeft);
  hover_->setObjectName(QStringLiteral("quiet"));
  range_ = new QWidget;
  low_ = range_box(tr("The value at the legend's left end"));
  low_->setObjectName(QStringLiteral("range-low"));
  high_ = range_box(tr("The value at its right end"));
  high_->setObjectName(QStringLiteral("range-high"));
  reset_ = new QToolButton;
  reset_->setText(QStringLiteral("↺"));
  reset_->setToolTip(tr("The usual range and colours again"));
  reset_->setAccessibleName(tr("Reset"));
  reset_->setObjectName(QStringLiteral("range-reset"));
  reset_->setFocusPolicy(Qt::TabFocus);
  auto* range = new QHBoxLayout(range_);
  range->setContentsMargins(0, 0, 0, 0);
  range->setSpacing(4);
  range_word_ = new QLabel(tr("Range"));
  range_word_->setObjectName(QStringLiteral("quiet"));
  range->addWidget(range_word_);
  range->addWidget(low_);
  range->addWidget(new QLabel(QStringLiteral("–")));
  range->addWidget(high_);
  range->addWidget(reset_);

  style_ = new QWidget;
  palette_ = new QComboBox;
  palette_->setObjectName(QStringLiteral("palette"));
  palette_->setToolTip(
      tr("The colours of the overlay; automatic: diverging where both signs matter, else viridis"));
  palette_->setFocusPolicy(Qt::TabFocus);
  palette_->setAccessibleName(tr("Palette"));
  palette_->addItem(tr("automatic"), QString());
  for (const NumberPalette& each : number_palettes()) {
    palette_->addItem(text_of(each.name), text_of(each.name));
  }
  threshold_ = range_box(tr("Only values at least this far from 0 are painted; 0 paints all"));
  threshold_->setObjectName(QStringLiteral("threshold"));
  threshold_->setRange(0, 1e6);
  threshold_->setDecimals(3);
  threshold_->setPrefix(QStringLiteral("|x| ≥ "));
  auto* style = new QHBoxLayout(style_);
  style->setContentsMargins(0, 0, 0, 0);
  style->setSpacing(4);
  style->addWidget(palette_);
  style->addWidget(threshold_);

  clusters_ = new QWidget;
  cluster_slider_ = new QSlider(Qt::Horizontal);
  cluster_slider_->setObjectName(QStringLiteral("cluster-slider"));
  cluster_slider_->setFocusPolicy(Qt::TabFocus);
  cluster_count_ = new QSpinBox;
  cluster_count_->setObjectName(QStringLiteral("cluster-count"));
  cluster_count_->setKeyboardTracking(false);
  cluster_count_->setFocusPolicy(Qt::StrongFocus);
  for (QWidget* each :
       {static_cast<QWidget*>(cluster_slider_), static_cast<QWidget*>(cluster_count_)}) {
    each->setToolTip(tr("The number of clusters; one more splits one of them"));
  }
  auto* clusters = new QHBoxLayout(clusters_);
  clusters->setContentsMargins(0, 0, 0, 0);
  clusters->addWidget(cluster_slider_);
  clusters->addWidget(cluster_count_);

  differences_ = new DifferenceControls(session_);

  auto* controls = new QHBoxLayout;
  controls->setSpacing(12);
  for (QWidget* each : {clusters_, static_cast<QWidget*>(differences_),
                        static_cast<QWidget*>(new ComponentControls(session_)), style_, range_}) {
    controls->addWidget(each);
  }
  controls->addStretch();
  auto* words = new QHBoxLayout;
  words->setSpacing(12);
  words->addWidget(title_);
  words->addWidget(hover_, 1);
  auto* beside = new QVBoxLayout;
  beside->setSpacing(2);
  beside->addStretch();
  beside->addLayout(words);
  beside->addLayout(controls);
  beside->addStretch();
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 4, 16, 4);
  layout->setSpacing(16);
  layout->addWidget(legend_);
  layout->addLayout(beside, 1);

  QWidget* const in_order[] = {palette_, threshold_, low_, high_, reset_};
  for (std::size_t i = 1; i < std::size(in_order); ++i) {
    setTabOrder(in_order[i - 1], in_order[i]);  // as they are seen
  }
  for (QDoubleSpinBox* box : {low_, high_}) {
    connect(box, &QDoubleSpinBox::valueChanged, this, &LegendBar::take_range);
  }
  connect(palette_, &QComboBox::activated, this, &LegendBar::take_style);
  connect(threshold_, &QDoubleSpinBox::valueChanged, this, &LegendBar::take_style);
  connect(cluster_slider_, &QSlider::valueChanged, &session_, &SessionController::set_clusters);
  connect(cluster_count_, &QSpinBox::valueChanged, &session_, &SessionController::set_clusters);
  connect(reset_, &QToolButton::clicked, this, [this] { session_.reset_range(); });
  using S = SessionController;
  for (const auto signal : {&S::map_changed, &S::range_changed, &S::source_changed,
                            &S::looked_at_changed, &S::highlighted_layer_changed}) {
    connect(&session_, signal, this, &LegendBar::show_legend);
  }
  for (const auto signal : {&S::source_renewed, &S::snapshot_changed}) {
    connect(&session_, signal, this, [this] { painting_ = session_.painting(); });
  }
  connect(&session_, &S::hovered_changed, this, [this](std::optional<CortexVertex> vertex) {
    const auto card = vertex ? session_.card_at(*vertex) : std::nullopt;
    hover_->set_text(card ? text_of(hover_text(*card, painting_.value_text(*vertex)))
                          : mask_text());
  });
  set_sizes();
  show_legend();
}

void LegendBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  const bool is_resized =
      event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
  if (is_resized) set_sizes();
  if (event->type() == QEvent::PaletteChange) show_legend();
}

bool LegendBar::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) set_sizes();  // Qt 6.8 knows the boxes' only now
  return QFrame::event(event);
}

/// For the text at hand; the same for every map.
void LegendBar::set_sizes() {
  const QFontMetrics metrics = fontMetrics();
  const auto set_width = [&](QWidget* field, const char* widest) {
    field->setFixedWidth(metrics.horizontalAdvance(QString::fromUtf8(widest)) + kFieldPad);
  };
  set_width(low_, "-0.000");
  set_width(high_, "-0.000");
  set_width(threshold_, "|x| ≥ 0.000");
  set_width(palette_, "cividis auto");
  cluster_slider_->setFixedWidth(7 * metrics.height());
  // The picture or two lines, whichever is higher: the views must not move with another map.
  const int picture = int(std::ceil(kLegendHeightMm * kPointsAMm));
  const int box = std::max(low_->sizeHint().height(), low_->minimumSizeHint().height());
  for (QDoubleSpinBox* each : {low_, high_}) each->setMinimumHeight(box);  // Qt 6.8 gives it less
  const int field = std::max(box, reset_->sizeHint().height());
  const int lines = field + metrics.height() + 7;
  setFixedHeight(std::max(picture, lines) + 9);
}

/// The width that there is for names.
double LegendBar::names_mm() const {
  const double room = (width() - kControlsEm * fontMetrics().height()) / kPointsAMm;
  return std::clamp(room, kLeastNamesMm, kMostNamesMm);
}

void LegendBar::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  if (painting_.legend.kind == Legend::Kind::kNames) show_legend();
}

/// Why vertices with data are unpainted, shown where no vertex is pointed at.
QString LegendBar::mask_text() const {
  return painting_.mask.empty() ? QString()
                                : tr("Painted where the %1").arg(text_of(painting_.mask));
}

void LegendBar::show_legend() {
  painting_ = session_.painting();
  title_->setText(text_of(painting_.title));
  hover_->set_text(mask_text());
  const cortiscope::Box place = legend_box(painting_.legend, names_mm());  // QFrame has a Box, too
  Page page;
  page.width_mm = place.width;
  page.height_mm = place.bottom();
  const QColor words = palette().color(QPalette::PlaceholderText);
  add_legend(page, shortened(painting_.legend, place.width, place.height), place,
             {std::uint8_t(words.red()), std::uint8_t(words.green()), std::uint8_t(words.blue())});
  const double ratio = devicePixelRatioF();
  int cut = 0;
  QPixmap picture = trimmed(picture_of(page, 25.4 * kPointsAMm * ratio), cut);
  legend_left_ = cut / ratio;
  picture.setDevicePixelRatio(ratio);
  legend_->setPixmap(picture);
  QStringList names;
  for (const Legend::Name& name : painting_.legend.names) {
    names << text_of(name.text).toHtmlEscaped();
  }
  legend_->setToolTip(names.join(QStringLiteral("<br>")));
  range_->setVisible(painting_.range.has_value());
  const ColorRange range = painting_.range.value_or(ColorRange{});
  const QSignalBlocker quiet_low(low_), quiet_high(high_);
  for (QDoubleSpinBox* box : {low_, high_}) {
    box->setDecimals(painting_.range_decimals);
    box->setSingleStep(double(painting_.range_step));
  }
  low_->setValue(double(range.low));
  high_->setValue(double(range.high));
  show_clusters();
  style_->setVisible(painting_.style.has_value());
  const bool is_crowded = painting_.style || differences_->isVisibleTo(this);
  range_word_->setVisible(!is_crowded);
  const OverlayStyle style = painting_.style.value_or(OverlayStyle{});
  const QSignalBlocker quiet_palette(palette_), quiet_threshold(threshold_);
  palette_->setCurrentIndex(std::max(0, palette_->findData(text_of(style.palette))));
  threshold_->setSingleStep(double(painting_.range_step));
  threshold_->setValue(double(style.threshold));
  reset_->setEnabled(range != painting_.full_range || style != OverlayStyle{});
}

/// A cluster's name in the legend can be clicked.
bool LegendBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched != legend_ || event->type() != QEvent::MouseButtonPress || painting_.clusters == 0) {
    return QFrame::eventFilter(watched, event);
  }
  const QRect inside = legend_->contentsRect();
  const QSizeF size = legend_->pixmap().deviceIndependentSize();
  const double top = inside.top() + (inside.height() - size.height()) / 2;  // centred
  const QPointF at = static_cast<QMouseEvent*>(event)->position();
  const cortiscope::Box place = legend_box(painting_.legend, names_mm());
  const auto name =
      name_at(shortened(painting_.legend, place.width, place.height), place,
              {(at.x() - inside.left() + legend_left_) / kPointsAMm, (at.y() - top) / kPointsAMm});
  if (name) session_.isolate_cluster(int(*name));
  return true;
}

void LegendBar::show_clusters() {
  clusters_->setVisible(painting_.clusters > 0);
  if (painting_.clusters == 0) return;
  const QSignalBlocker quiet_slider(cluster_slider_), quiet_count(cluster_count_);
  cluster_slider_->setRange(1, std::min(kSliderClusters, painting_.most_clusters));
  cluster_count_->setRange(1, painting_.most_clusters);
  cluster_slider_->setValue(painting_.clusters);
  cluster_count_->setValue(painting_.clusters);
}

void LegendBar::take_style() {
  OverlayStyle style = painting_.style.value_or(OverlayStyle{});
  const std::string palette = palette_->currentData().toString().toStdString();
  if (palette != style.palette) style.colors.clear();
  style.palette = palette;
  style.threshold = float(threshold_->value());
  session_.set_style(style);
}

void LegendBar::take_range() { session_.set_range({float(low_->value()), float(high_->value())}); }

}  // namespace cortiscope
