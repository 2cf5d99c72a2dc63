#include "render/legend.h"

#include <algorithm>
#include <cstdio>

#include "core/color/palette.h"
#include "core/color/space_palette.h"

namespace cortiscope {
namespace {

constexpr double kTextPt = 6;
constexpr double kBelowMm = 2.6;  // from a bar to its words' baseline
constexpr Rgb8 kFrame = {120, 120, 120};

template <class Color>
Raster raster_of(int width, int height, Color&& color) {
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

std::string number_text(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", double(value));
  return text;
}

/// Layers across, confidence down; layers' ends named below, confidence's at the right.
void add_layer_legend(Page& page, int layer_count, const Box& box, Rgb8 words) {
  const Box bar = {box.x + box.width / 2 - std::min(22.0, 0.6 * box.width) / 2, box.y,
                   std::min(22.0, 0.6 * box.width), 6};
  add_framed(page,
             raster_of(20 * layer_count, 96,  // many pixels a layer: viewers blur few
                       [&](float x, float y) {
                         return layer_color(1 + int(x * float(layer_count)), layer_count, 1 - y);
                       }),
             bar);
  const double base = bar.bottom() + kBelowMm;
  const double half_step = bar.width / layer_count / 2;
  add_words(page, "1", {bar.x + half_step, base}, Align::kCenter, words);
  if (layer_count > 1) {
    add_words(page, std::to_string(layer_count), {bar.right() - half_step, base}, Align::kCenter,
              words);
  }
  if (layer_count > 4)
    add_words(page, "layer", {bar.x + bar.width / 2, base}, Align::kCenter, words);
  add_words(page, "sure", {bar.right() + 0.8, bar.y + 1.9}, Align::kLeft, words);
  add_words(page, "unsure", {bar.right() + 0.8, bar.bottom() - 0.3}, Align::kLeft, words);
}

void add_space_legend(Page& page, const Box& box, Rgb8 words) {
  constexpr double kSide = 8.5;
  const Box square = {box.x + box.width / 2 - kSide / 2, box.y, kSide, kSide};
  add_framed(
      page, raster_of(128, 128, [](float x, float y) { return space_color(2 * x - 1, 2 * y - 1); }),
      square);
  const double base = square.bottom() + kBelowMm;
  add_words(page, "L", {square.x + 0.2, base}, Align::kLeft, words);
  add_words(page, "R", {square.right() - 0.2, base}, Align::kRight, words);
}

void add_bar_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  const double width = std::min(26.0, 0.7 * box.width);
  const Box bar = {box.x + box.width / 2 - width / 2, box.y, width, 3};
  add_framed(page, raster_of(256, 1, [&](float x, float) { return legend.palette(x); }), bar);
  const double base = bar.bottom() + kBelowMm;
  add_words(page, legend.low, {bar.x, base}, Align::kLeft, words);
  add_words(page, legend.caption, {bar.x + bar.width / 2, base}, Align::kCenter, words);
  add_words(page, legend.high, {bar.right(), base}, Align::kRight, words);
}

}  // namespace

Legend legend_of(Map map, int layer_count, ColorRange range) {
  const std::string low = number_text(range.low), high = number_text(range.high);
  Legend legend;
  switch (map.kind) {
    case MapKind::kLayer:
      legend.kind = Legend::Kind::kLayer;
      legend.layer_count = layer_count;
      break;
    case MapKind::kSpace:
      legend.kind = Legend::Kind::kSpace;
      break;
    case MapKind::kScale:
      legend = {Legend::Kind::kBar, 0, &pu_or, "local", "global", ""};
      if (!(range == ColorRange{})) {
        legend.low += " " + low;
        legend.high = high + " " + legend.high;
      }
      break;
    case MapKind::kScore:
      legend = {Legend::Kind::kBar, 0, &reds, low, high, "R²"};
      break;
    case MapKind::kWeight:
      legend = {Legend::Kind::kBar, 0, &inferno, low, high, "weight"};
      break;
    case MapKind::kCurvature:
      break;
  }
  return legend;
}

Legend legend_of(const OverlayScale& scale) {
  if (scale.is_empty) return {};
  const ColorRange range = scale.range;
  const bool has_zero_amid = scale.is_diverging && range.low == -range.high;
  return {Legend::Kind::kBar,      0,
          scale.palette(),         number_text(range.low),
          number_text(range.high), has_zero_amid ? "0" : ""};
}

void add_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  switch (legend.kind) {
    case Legend::Kind::kNone:
      break;
    case Legend::Kind::kLayer:
      add_layer_legend(page, legend.layer_count, box, words);
      break;
    case Legend::Kind::kSpace:
      add_space_legend(page, box, words);
      break;
    case Legend::Kind::kBar:
      add_bar_legend(page, legend, box, words);
      break;
  }
}

}  // namespace cortiscope
