#include "render/legend.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "render/fitted_text.h"
#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kTextPt = 6;
constexpr double kBelowMm = 2.6;      // from a bar to its text's baseline
constexpr double kLineMm = 2.9;       // from a line of text to the next
constexpr double kBelowLineMm = 0.7;  // of a last line's letters below its baseline
constexpr double kGridMm = 6, kSquareMm = 8.5, kBarMm = 3;  // heights without text
constexpr double kSwatchMm = 2, kSwatchGapMm = 0.8;
constexpr double kHatchedMm = 4;   // width of a hatched swatch
constexpr double kHatchMm = 0.75;  // from line to line
constexpr Rgb8 kHatchedColor = {225, 225, 225}, kHatchColor = {95, 95, 95};
constexpr double kNameGapMm = 3;  // between columns of names
// More rows than this make a figure tall: names are then cut to stand in more columns.
constexpr std::size_t kMostRows = 10;
constexpr double kLeastNameMm = 17;  // of such a column
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
                   std::min(22.0, 0.6 * box.width), kGridMm};
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
  const Box square = {box.x + box.width / 2 - kSquareMm / 2, box.y, kSquareMm, kSquareMm};
  add_framed(page, raster_of(128, 128, legend.color), square);
  const double base = square.bottom() + kBelowMm;
  add_words(page, legend.low, {square.x + 0.2, base}, Align::kLeft, words);
  add_words(page, legend.high, {square.right() - 0.2, base}, Align::kRight, words);
}

void add_bar_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  const double width = std::min(26.0, 0.7 * box.width);
  const Box bar = {box.x + box.width / 2 - width / 2, box.y, width, kBarMm};
  add_framed(page, raster_of(256, 1, legend.color), bar);
  const double base = bar.bottom() + kBelowMm;
  add_words(page, legend.low, {bar.x, base}, Align::kLeft, words);
  add_words(page, legend.caption, {bar.x + bar.width / 2, base}, Align::kCenter, words);
  add_words(page, legend.high, {bar.right(), base}, Align::kRight, words);
}

/// The places of names: column by column, as wide as the longest, or narrower where they are many.
struct NamesPlan {
  double column_mm = 1;
  std::size_t columns = 1, rows = 0;
};

NamesPlan plan_of(const Legend& legend, double width_mm) {
  NamesPlan plan;
  const std::size_t count = legend.names.size();
  if (count == 0) return plan;
  for (const Legend::Name& name : legend.names) {
    plan.column_mm = std::max(plan.column_mm, kSwatchMm + kSwatchGapMm + kNameGapMm +
                                                  text_width_mm(name.text, kTextPt, false));
  }
  plan.columns = std::clamp<std::size_t>(std::size_t(width_mm / plan.column_mm), 1, count);
  const auto wanted = (count + kMostRows - 1) / kMostRows;
  const auto possible = std::size_t((width_mm + kNameGapMm) / kLeastNameMm);
  if (const auto more = std::min(wanted, possible); more > plan.columns) {
    plan.columns = more;
    plan.column_mm = (width_mm + kNameGapMm) / double(more);
  }
  plan.rows = (count + plan.columns - 1) / plan.columns;
  plan.columns = (count + plan.rows - 1) / plan.rows;
  return plan;
}

/// The upper left corner of a name's swatch.
Point place_of(std::size_t name, const NamesPlan& plan, const Box& box) {
  const double left =
      box.x + std::max(0.0, box.width - double(plan.columns) * plan.column_mm + kNameGapMm) / 2;
  return {left + double(name / plan.rows) * plan.column_mm,
          box.y + double(name % plan.rows) * kLineMm};
}

void add_names_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words) {
  const NamesPlan plan = plan_of(legend, box.width);
  for (std::size_t i = 0; i < legend.names.size(); ++i) {
    const Legend::Name& name = legend.names[i];
    const auto [x, y] = place_of(i, plan, box);
    if (i + 1 < legend.names.size() || !legend.leaves_out) {
      PathItem swatch;
      swatch.points = {
          {x, y}, {x + kSwatchMm, y}, {x + kSwatchMm, y + kSwatchMm}, {x, y + kSwatchMm}};
      swatch.is_closed = true;
      swatch.fill = name.color;
      page.items.push_back(swatch);
    }
    const double room = std::max(plan.column_mm - kNameGapMm, 1.0) - kSwatchMm - kSwatchGapMm;
    add_words(page, fitted_text(name.text, room + 0.01, kTextPt),
              {x + kSwatchMm + kSwatchGapMm, y + 0.85 * kSwatchMm}, Align::kLeft, words);
  }
}

/// A hatched swatch with its meaning, centred at a point of the baseline.
void add_hatch_line(Page& page, const std::string& text, Point middle, Rgb8 words) {
  const double width = kHatchedMm + kSwatchGapMm + text_width_mm(text, kTextPt, false);
  const Box box = {middle.x - width / 2, middle.y - 0.85 * kSwatchMm, kHatchedMm, kSwatchMm};
  PathItem ground;
  ground.points = {
      {box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
  ground.is_closed = true;
  ground.fill = kHatchedColor;
  page.items.push_back(ground);
  const double step = kHatchMm * M_SQRT2;  // along an edge
  for (double sum = step / 2; sum < box.width + box.height; sum += step) {
    PathItem line;  // where x + y is this sum, from the lower left to the upper right
    line.points = {{box.x + std::max(0.0, sum - box.height), box.y + std::min(sum, box.height)},
                   {box.x + std::min(sum, box.width), box.y + std::max(0.0, sum - box.width)}};
    line.stroke = kHatchColor;
    line.stroke_mm = 0.15;
    page.items.push_back(line);
  }
  add_words(page, text, {box.right() + kSwatchGapMm, middle.y}, Align::kLeft, words);
}

/// Where the next line under a legend has its baseline, below the legend's top.
double next_line_mm(const Legend& legend, double width_mm) {
  switch (legend.kind) {
    case Legend::Kind::kNone:
      return kLineMm - kBelowLineMm;
    case Legend::Kind::kBar:
      return kBarMm + kBelowMm + kLineMm;
    case Legend::Kind::kGrid:
      return kGridMm + kBelowMm + kLineMm;
    case Legend::Kind::kSquare:
      return kSquareMm + kBelowMm + kLineMm;
    case Legend::Kind::kNames:
      return double(plan_of(legend, width_mm).rows + 1) * kLineMm - kBelowLineMm;
  }
  return 0;
}

}  // namespace

double legend_note_mm(const Legend& legend, double width_mm) {
  const bool has_lines = !legend.note.empty() || !legend.hatch.empty();
  return has_lines ? next_line_mm(legend, width_mm) : 0;
}

double legend_height_mm(const Legend& legend, double width_mm) {
  double height = kLegendHeightMm;
  if (legend.kind == Legend::Kind::kNames) {
    height = std::max(height, double(plan_of(legend, width_mm).rows) * kLineMm);
  }
  const double second = legend.note.empty() || legend.hatch.empty() ? 0 : kLineMm;
  return std::max(height, legend_note_mm(legend, width_mm) + second + kBelowLineMm);
}

Legend shortened(Legend legend, double width_mm, double height_mm) {
  const std::size_t all = legend.names.size();
  const auto rows = std::size_t(height_mm / kLineMm);
  while (legend.names.size() > 1 && plan_of(legend, width_mm).rows > rows) {
    if (legend.leaves_out) legend.names.pop_back();
    legend.names.pop_back();
    legend.names.push_back({{}, std::to_string(all - legend.names.size()) + " more"});
    legend.leaves_out = true;
  }
  return legend;
}

std::optional<std::size_t> name_at(const Legend& legend, const Box& box, Point at) {
  if (legend.kind != Legend::Kind::kNames) return std::nullopt;
  const NamesPlan plan = plan_of(legend, box.width);
  const std::size_t names = legend.names.size() - (legend.leaves_out ? 1 : 0);
  for (std::size_t i = 0; i < names; ++i) {
    const Point corner = place_of(i, plan, box);
    const double x = at.x - corner.x, y = at.y - corner.y;
    if (x >= 0 && x < plan.column_mm - kNameGapMm / 2 && y >= 0 && y < kLineMm) return i;
  }
  return std::nullopt;
}

void add_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words, double note_mm) {
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
    case Legend::Kind::kNames:
      add_names_legend(page, legend, box, words);
      break;
  }
  Point line = {box.x + box.width / 2,
                box.y + std::max(note_mm, legend_note_mm(legend, box.width))};
  if (!legend.note.empty()) {
    add_words(page, legend.note, line, Align::kCenter, words);
    line.y += kLineMm;
  }
  if (!legend.hatch.empty()) add_hatch_line(page, legend.hatch, line, words);
}

}  // namespace cortiscope
