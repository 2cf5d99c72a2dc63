#include "render/network_layout.h"

#include <algorithm>

namespace cortiscope {
namespace {

constexpr int kCurveSteps = 24;

double fixed_height(const NetworkSizes& sizes) {
  const double channels = sizes.channels > 0 ? sizes.channels + sizes.gap : 0;
  return 3 * sizes.line + sizes.bar + sizes.scale + channels + 4 * sizes.gap;
}

/// A curve that leaves and arrives vertically, `share` of the way.
Point on_curve(Point from, Point to, double share) {
  const double rest = 1 - share, middle = (from.y + to.y) / 2;
  const double of_from = rest * rest * rest, of_to = share * share * share;
  const double leaving = 3 * rest * rest * share, arriving = 3 * rest * share * share;
  return {(of_from + leaving) * from.x + (of_to + arriving) * to.x,
          of_from * from.y + (leaving + arriving) * middle + of_to * to.y};
}

/// @param width  at the top of the block
std::vector<Point> ribbon_outline(const Box& part, const Box& block, double width) {
  const double left = block.x + (block.width - width) / 2;
  std::vector<Point> outline;
  for (int i = 0; i <= kCurveSteps; ++i) {
    outline.push_back(on_curve({part.x, part.bottom()}, {left, block.y}, double(i) / kCurveSteps));
  }
  for (int i = kCurveSteps; i >= 0; --i) {
    outline.push_back(
        on_curve({part.right(), part.bottom()}, {left + width, block.y}, double(i) / kCurveSteps));
  }
  return outline;
}

float largest(const std::vector<float>& shares) {
  return shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
}

}  // namespace

double least_network_height(const NetworkSizes& sizes) {
  return fixed_height(sizes) + sizes.least_free;
}

NetworkPlaces network_places(const Box& within, const NetworkSizes& sizes,
                             const std::vector<float>& shares) {
  NetworkPlaces places;
  places.gutter = {within.x, within.y, sizes.gutter, within.height};
  const double plot_left = within.x + sizes.gutter, plot_width = within.width - sizes.gutter;
  places.title = {plot_left, within.y, plot_width, sizes.line};
  places.bar = {plot_left + plot_width / 5, within.y + sizes.line + sizes.gap, plot_width * 3 / 5,
                sizes.bar};
  if (shares.empty()) return places;
  const double column = plot_width / double(shares.size());
  const double width = std::min(0.8 * column, sizes.most_block);
  const double free = std::max(sizes.least_free, within.height - fixed_height(sizes));
  const double side = std::min(width, 0.36 * free);
  const double tallest = 0.55 * (free - side);
  const double ground = places.bar.bottom() + free - side;  // on which the blocks stand
  const float most = largest(shares);
  for (std::size_t l = 0; l < shares.size(); ++l) {
    const double left = plot_left + double(l) * column, middle = left + column / 2;
    const double height = most > 0 ? tallest * double(shares[l] / most) : 0;
    NetworkPlaces::Column one;
    one.block = {middle - width / 2, ground - height, width, height};
    one.name = {left, ground + sizes.gap / 2, column, sizes.line};
    one.share = {left, one.name.bottom(), column, sizes.line};
    one.looking = {middle - side / 2, one.share.bottom() + sizes.gap / 2, side, side};
    one.scale = {middle - side / 2, one.looking.bottom() + sizes.gap, side, sizes.scale};
    const double channels_top = one.scale.bottom() + (sizes.channels > 0 ? sizes.gap : 0);
    one.channels = {one.block.x, channels_top, width, sizes.channels};
    one.all = {left, places.bar.bottom(), column,
               one.channels.bottom() + sizes.gap - places.bar.bottom()};
    places.columns.push_back(one);
  }
  return places;
}

std::vector<Box> parts_of(const Box& bar, const std::vector<float>& shares) {
  std::vector<Box> parts;
  double left = bar.x;
  for (const float share : shares) {
    parts.push_back({left, bar.y, bar.width * double(share), bar.height});
    left = parts.back().right();
  }
  return parts;
}

int layer_at(const NetworkPlaces& places, Point position) {
  for (std::size_t l = 0; l < places.columns.size(); ++l) {
    if (places.columns[l].all.contains(position)) return int(l) + 1;
  }
  return 0;
}

std::vector<NetworkRibbon> network_ribbons(const NetworkPlaces& places,
                                           const std::vector<float>& shares, double least_width) {
  std::vector<NetworkRibbon> ribbons;
  const float most = largest(shares);
  double left = places.bar.x;
  for (std::size_t l = 0; l < shares.size(); ++l) {
    if (!(shares[l] > 0)) continue;
    const Box part = {left, places.bar.y, places.bar.width * double(shares[l]), places.bar.height};
    left = part.right();
    const Box& block = places.columns[l].block;
    const double width = std::max(least_width, block.width * double(shares[l] / most));
    ribbons.push_back({l, part, ribbon_outline(part, block, width)});
  }
  return ribbons;
}

}  // namespace cortiscope
