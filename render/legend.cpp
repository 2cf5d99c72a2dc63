#include "render/legend.h"

#include <algorithm>

namespace cortiscope {
namespace {

constexpr double kTextPt = 6;
constexpr double kBelowMm = 2.6;  // from a bar to its text's baseline
constexpr Rgb8 kFrame = {120, 120, 120};

Raster raster_of(int width, int height, const std::function<Rgb8(float, float)>& color) {
  Raster raster;
  raster.width = width;
  raster.height = height;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Rgb8 c = color((float(x) + 0.5F) / float(width), (float(y) + 0.5F) / float(height));
      raster.rgba.insert(raster.rgba.end(), {c.r, c.g, c.b, 255});
    }
  }
  return raster;
}

void add_framed(Page& page, Raster raster, const Box& box) {
  page.items.push_back(PictureItem{std::move(raster), box});
  PathItem frame;
  frame.points = {
      {box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
  frame.is_closed = true;
  frame.stroke = kFrame;
  frame.stroke_mm = 0.12;
  page.items.push_back(frame);
}

void add_words(Page& page, const std::string& text, Point at, Align align, Rgb8 color) {
  TextItem item;
  item.text = text;
  item.at = at;
  item.size_pt = kTextPt;
  item.align = align;
  item.color = color;
  page.items.push_back(item);
}

/// Columns across, named below at the first and the last; rows named at the right.
void add_grid_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  const Box bar = {box.x + box.width / 2 - std::min(22.0, 0.6 * box.width) / 2, box.y,
                   std::min(22.0, 0.6 * box.width), 6};
  add_framed(page,
             raster_of(20 * legend.columns, 96,  // many pixels a column: viewers blur few
                       legend.color),
             bar);
  const double base = bar.bottom() + kBelowMm;
  const double half_step = bar.width / legend.columns / 2;
  add_words(page, legend.low, {bar.x + half_step, base}, Align::kCenter, words);
  if (legend.columns > 1) {
    add_words(page, legend.high, {bar.right() - half_step, base}, Align::kCenter, words);
  }
  if (legend.columns > 4) {  // else there is no room between the ends
    add_words(page, legend.caption, {bar.x + bar.width / 2, base}, Align::kCenter, words);
  }
  add_words(page, legend.top, {bar.right() + 0.8, bar.y + 1.9}, Align::kLeft, words);
  add_words(page, legend.bottom, {bar.right() + 0.8, bar.bottom() - 0.3}, Align::kLeft, words);
}

void add_square_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  constexpr double kSide = 8.5;
  const Box square = {box.x + box.width / 2 - kSide / 2, box.y, kSide, kSide};
  add_framed(page, raster_of(128, 128, legend.color), square);
  const double base = square.bottom() + kBelowMm;
  add_words(page, legend.low, {square.x + 0.2, base}, Align::kLeft, words);
  add_words(page, legend.high, {square.right() - 0.2, base}, Align::kRight, words);
}

void add_bar_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  const double width = std::min(26.0, 0.7 * box.width);
  const Box bar = {box.x + box.width / 2 - width / 2, box.y, width, 3};
  add_framed(page, raster_of(256, 1, legend.color), bar);
  const double base = bar.bottom() + kBelowMm;
  add_words(page, legend.low, {bar.x, base}, Align::kLeft, words);
  add_words(page, legend.caption, {bar.x + bar.width / 2, base}, Align::kCenter, words);
  add_words(page, legend.high, {bar.right(), base}, Align::kRight, words);
}

}  // namespace

void add_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  switch (legend.kind) {
    case Legend::Kind::kNone:
      break;
    case Legend::Kind::kBar:
      add_bar_legend(page, legend, box, words);
      break;
    case Legend::Kind::kGrid:
      add_grid_legend(page, legend, box, words);
      break;
    case Legend::Kind::kSquare:
      add_square_legend(page, legend, box, words);
      break;
  }
}

}  // namespace cortiscope
