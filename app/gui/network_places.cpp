#include "app/gui/network_places.h"

#include <QFontMetrics>
#include <algorithm>

namespace cortiscope {
namespace {

constexpr double kBar = 6, kScale = 6, kGap = 4;
constexpr double kMostBlock = 72;  // width of a block, and side of an image
constexpr double kLeastFree = 96;  // height of ribbons, blocks and images together

double fixed_height(const QFontMetrics& metrics) {
  return 3 * metrics.height() + kBar + kScale + 4 * kGap;
}

}  // namespace

int least_network_height(const QFontMetrics& metrics) {
  return int(fixed_height(metrics) + kLeastFree);
}

NetworkPlaces network_places(const QRectF& within, double gutter, const QFontMetrics& metrics,
                             const std::vector<LayerBlock>& blocks) {
  NetworkPlaces places;
  const double line = metrics.height();
  places.gutter = QRectF(within.topLeft(), QSizeF(gutter, within.height()));
  const QRectF plot = within.adjusted(gutter, 0, 0, 0);
  places.title = QRectF(plot.topLeft(), QSizeF(plot.width(), line));
  places.bar =
      QRectF(plot.left() + plot.width() / 5, plot.top() + line + kGap, plot.width() * 3 / 5, kBar);
  if (blocks.empty()) return places;
  const double column = plot.width() / double(blocks.size());
  const double width = std::min(0.8 * column, kMostBlock);
  const double free = std::max(kLeastFree, within.height() - fixed_height(metrics));
  const double side = std::min(width, 0.36 * free);
  const double tallest = 0.55 * (free - side);
  const double ground = places.bar.bottom() + free - side;  // on which the blocks stand
  float most = 0;
  for (const LayerBlock& block : blocks) most = std::max(most, block.share);
  for (std::size_t l = 0; l < blocks.size(); ++l) {
    const double left = plot.left() + double(l) * column, middle = left + column / 2;
    const double height = most > 0 ? tallest * double(blocks[l].share / most) : 0;
    NetworkPlaces::Column one;
    one.block = QRectF(middle - width / 2, ground - height, width, height);
    one.name = QRectF(left, ground + kGap / 2, column, line);
    one.share = one.name.translated(0, line);
    one.looking = QRectF(middle - side / 2, one.share.bottom() + kGap / 2, side, side);
    one.scale = QRectF(middle - side / 2, one.looking.bottom() + kGap, side, kScale);
    one.all = QRectF(QPointF(left, places.bar.bottom()),
                     QPointF(left + column, one.scale.bottom() + kGap));
    places.columns.push_back(one);
  }
  return places;
}

int layer_at(const NetworkPlaces& places, QPointF position) {
  for (std::size_t l = 0; l < places.columns.size(); ++l) {
    if (places.columns[l].all.contains(position)) return int(l) + 1;
  }
  return 0;
}

}  // namespace cortiscope
