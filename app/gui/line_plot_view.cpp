#include "app/gui/line_plot_view.h"

#include <QEvent>
#include <QFontInfo>
#include <QPainter>
#include <utility>

#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kDpi = 96;  // of a screen without scaling: the page's millimetres follow from it

Rgb8 rgb_of(const QColor& color) {
  return {std::uint8_t(color.red()), std::uint8_t(color.green()), std::uint8_t(color.blue())};
}

}  // namespace

LinePlotView::LinePlotView(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("line-plot"));
  setAccessibleName(tr("Expected layer by stage of the ROI order"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void LinePlotView::show_plot(std::optional<LinePlot> plot) {
  plot_ = std::move(plot);
  picture_ = {};
  update();
}

void LinePlotView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  picture_ = {};  // the palette or the font
  update();
}

QImage LinePlotView::drawn() const {
  const qreal ratio = devicePixelRatioF();
  PlotStyle style;
  style.width_mm = width() * 25.4 / kDpi;
  style.height_mm = height() * 25.4 / kDpi;
  style.text_pt = QFontInfo(font()).pixelSize() * 0.9 * 72 / kDpi;
  style.has_legend = false;  // the table has the colours
  style.words = rgb_of(palette().color(QPalette::Text));
  style.grid = rgb_of(palette().color(QPalette::Mid));
  style.background = rgb_of(palette().color(QPalette::Base));
  const Raster raster = picture_of(draw(*plot_, style), kDpi * ratio);
  QImage picture = QImage(raster.rgba.data(), raster.width, raster.height, 4 * raster.width,
                          QImage::Format_RGBA8888_Premultiplied)
                       .copy();  // which the raster does not outlive
  picture.setDevicePixelRatio(ratio);
  return picture;
}

void LinePlotView::paintEvent(QPaintEvent*) {
  if (!plot_ || width() <= 0 || height() <= 0) return;
  const bool is_drawn = !picture_.isNull() && drawn_for_ == size() &&
                        qFuzzyCompare(picture_.devicePixelRatio(), devicePixelRatioF());
  if (!is_drawn) picture_ = drawn();
  drawn_for_ = size();
  QPainter(this).drawImage(0, 0, picture_);
}

}  // namespace cortiscope
