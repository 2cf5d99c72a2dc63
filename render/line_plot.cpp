#include "render/line_plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "render/fitted_text.h"
#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kEdgeMm = 1.5;
constexpr double kTickMm = 1;
constexpr double kBesideMm = 0.8;    // between text and what it names
constexpr double kLabelShare = 0.3;  // of the height, for the names of the places
constexpr double kLegendShare = 0.35;
constexpr double kLineShare =
    0.5;  // of the distance of places, over which lines stand side by side
constexpr double kMostApartMm = 1.6;

double line_mm(const PlotStyle& style) { return 1.25 * style.text_pt * kMmAPoint; }
double swatch_mm(const PlotStyle& style) { return 1.8 * style.text_pt * kMmAPoint; }

std::string tick_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

double tick_value(const LinePlot& plot, int step, int steps) {
  return plot.low + (plot.high - plot.low) * step / steps;
}

double width_of(const std::string& text, const PlotStyle& style) {
  return text_width_mm(text, style.text_pt);
}

/// In as few lines as the width allows, broken after "+"; in too many, the first part and the
/// number of the others.
std::vector<std::string> broken(const std::string& text, double width_mm, std::size_t most_lines,
                                const PlotStyle& style) {
  std::vector<std::string> lines = {""};
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t plus = text.find('+', start);
    const std::size_t end = plus == std::string::npos ? text.size() : plus + 1;
    const std::string part = text.substr(start, end - start);
    if (!lines.back().empty() && width_of(lines.back() + part, style) > width_mm) {
      lines.emplace_back();
    }
    lines.back() += part;
    start = end;
  }
  if (lines.size() > most_lines) {
    const auto others = std::count(text.begin(), text.end(), '+');
    lines = {text.substr(0, text.find('+')) + " +" + std::to_string(others)};
  }
  for (std::string& line : lines) line = fitted_text(line, width_mm, style.text_pt);
  return lines;
}

double place_width(const LinePlot& plot, const Box& box) {
  return box.width / double(plot.places.size());
}

void add_line(Page& page, std::vector<Point> points, Rgb8 color, double width_mm) {
  PathItem item;
  item.points = std::move(points);
  item.stroke = color;
  item.stroke_mm = width_mm;
  page.items.emplace_back(std::move(item));
}

void add_words(Page& page, const std::string& words, Point at, Align align,
               const PlotStyle& style) {
  TextItem item;
  item.text = words;
  item.at = at;
  item.size_pt = style.text_pt;
  item.align = align;
  item.color = style.words;
  page.items.emplace_back(std::move(item));
}

/// A round mark, as many short sides as its size needs.
void add_mark(Page& page, Point at, double radius_mm, Rgb8 fill) {
  constexpr int kSides = 24;
  PathItem item;
  for (int i = 0; i < kSides; ++i) {
    const double angle = 2 * M_PI * i / kSides;
    item.points.push_back({at.x + radius_mm * std::cos(angle), at.y + radius_mm * std::sin(angle)});
  }
  item.is_closed = true;
  item.fill = fill;
  page.items.emplace_back(std::move(item));
}

void add_axes(Page& page, const LinePlot& plot, const PlotLayout& layout, const PlotStyle& style) {
  const Box& box = layout.box;
  for (int step = 0; step <= layout.steps; ++step) {
    const double value = tick_value(plot, step, layout.steps);
    const double y = box.bottom() - box.height * step / layout.steps;
    add_line(page, {{box.x - kTickMm, y}, {box.right(), y}}, style.grid, 0.15);
    add_words(page, tick_text(value),
              {box.x - kTickMm - kBesideMm, y + 0.35 * style.text_pt * kMmAPoint}, Align::kRight,
              style);
  }
  add_line(page, {{box.x, box.y}, {box.x, box.bottom()}, {box.right(), box.bottom()}}, style.words,
           0.2);
  for (std::size_t place = 0; place < plot.places.size(); ++place) {
    const double x = box.x + (double(place) + 0.5) * place_width(plot, box);
    add_line(page, {{x, box.bottom()}, {x, box.bottom() + kTickMm}}, style.words, 0.2);
    double y = box.bottom() + kTickMm + line_mm(style);
    for (const std::string& line : layout.labels[place]) {
      add_words(page, line, {x, y}, Align::kCenter, style);
      y += line_mm(style);
    }
  }
  add_words(page, fitted_text(plot.value_name, page.width_mm - 2 * kEdgeMm, style.text_pt),
            {kEdgeMm, kEdgeMm + 0.8 * style.text_pt * kMmAPoint}, Align::kLeft, style);
}

void add_values(Page& page, const LinePlot& plot, const PlotLayout& layout, std::size_t index) {
  const LinePlot::Line& line = plot.lines[index];
  const double stroke_mm = line.is_marked ? 0.6 : 0.3;
  const auto at = [&](const LinePlot::Point& point, double value) {
    return position_of(plot, layout, index, point.place, value);
  };
  std::vector<Point> joined;
  const auto end_line = [&] {
    if (joined.size() > 1) add_line(page, joined, line.color, stroke_mm);
    joined.clear();
  };
  for (std::size_t i = 0; i < line.points.size(); ++i) {
    const LinePlot::Point& point = line.points[i];
    if (i > 0 && point.place != line.points[i - 1].place + 1) end_line();
    joined.push_back(at(point, point.value));
  }
  end_line();
  for (const LinePlot::Point& point : line.points) {
    if (!std::isnan(point.low) && !std::isnan(point.high)) {
      const Point low = at(point, point.low), high = at(point, point.high);
      constexpr double kCapMm = 0.5;
      add_line(page, {low, high}, line.color, stroke_mm);
      for (const Point end : {low, high}) {
        add_line(page, {{end.x - kCapMm, end.y}, {end.x + kCapMm, end.y}}, line.color, stroke_mm);
      }
    }
    add_mark(page, at(point, point.value), line.is_marked ? 1.0 : 0.7, line.color);
  }
}

/// As many names as there is room for; the last line says how many are left out.
void add_legend(Page& page, const LinePlot& plot, const PlotLayout& layout,
                const PlotStyle& style) {
  const Box& box = layout.legend;
  const double swatch = swatch_mm(style);
  const auto rows = std::size_t(std::max(1.0, std::floor(box.height / line_mm(style))));
  const std::size_t all = plot.lines.size();
  const std::size_t shown = all <= rows ? all : rows - 1;
  for (std::size_t i = 0; i < shown; ++i) {
    const LinePlot::Line& line = plot.lines[i];
    const double base = box.y + (double(i) + 0.8) * line_mm(style);
    const double middle = base - 0.35 * style.text_pt * kMmAPoint;
    add_line(page, {{box.x, middle}, {box.x + swatch, middle}}, line.color,
             line.is_marked ? 0.6 : 0.3);
    add_mark(page, {box.x + swatch / 2, middle}, line.is_marked ? 1.0 : 0.7, line.color);
    add_words(page, fitted_text(line.name, box.width - swatch - kBesideMm, style.text_pt),
              {box.x + swatch + kBesideMm, base}, Align::kLeft, style);
  }
  if (shown == all) return;
  add_words(page, std::to_string(all - shown) + " more",
            {box.x + swatch + kBesideMm, box.y + (double(shown) + 0.8) * line_mm(style)},
            Align::kLeft, style);
}

}  // namespace

PlotLayout layout_of(const LinePlot& plot, const PlotStyle& style) {
  PlotLayout layout;
  double names = 0, ticks = 0;
  for (const LinePlot::Line& line : plot.lines) names = std::max(names, width_of(line.name, style));
  for (int step = 0; step <= layout.steps; ++step) {
    ticks = std::max(ticks, width_of(tick_text(tick_value(plot, step, layout.steps)), style));
  }
  const double legend =
      plot.lines.empty() || !style.has_legend
          ? 0
          : std::min(names + swatch_mm(style) + kBesideMm + 0.1, kLegendShare * style.width_mm);
  layout.box.x = kEdgeMm + ticks + kBesideMm + kTickMm;
  layout.box.y = kEdgeMm + 1.9 * line_mm(style);  // under the name of the values
  const double right = style.width_mm - kEdgeMm - (legend > 0 ? legend + 2 * kBesideMm : 0);
  layout.box.width = std::max(1.0, right - layout.box.x);
  std::size_t lines = 1;
  const auto most_lines =
      std::size_t(std::max(1.0, std::floor(kLabelShare * style.height_mm / line_mm(style))));
  for (const std::string& place : plot.places) {
    layout.labels.push_back(
        broken(place, place_width(plot, layout.box) - kBesideMm, most_lines, style));
    lines = std::max(lines, layout.labels.back().size());
  }
  const double below = kTickMm + (double(lines) + 0.4) * line_mm(style) + kEdgeMm;
  layout.box.height = std::max(1.0, style.height_mm - below - layout.box.y);
  while (layout.steps > 1 && layout.box.height < layout.steps * line_mm(style)) layout.steps /= 2;
  layout.legend = {style.width_mm - kEdgeMm - legend, layout.box.y, legend,
                   std::max(1.0, style.height_mm - kEdgeMm - layout.box.y)};
  return layout;
}

Point position_of(const LinePlot& plot, const PlotLayout& layout, std::size_t line,
                  std::size_t place, double value) {
  const Box& box = layout.box;
  const double width = place_width(plot, box);
  const double count = double(plot.lines.size());
  const double apart = std::min(kMostApartMm, kLineShare * width / std::max(1.0, count));
  const double share = std::clamp((value - plot.low) / (plot.high - plot.low), 0.0, 1.0);
  return {box.x + (double(place) + 0.5) * width + (double(line) - (count - 1) / 2) * apart,
          box.bottom() - share * box.height};
}

Page draw(const LinePlot& plot, const PlotStyle& style) {
  Page page;
  page.width_mm = style.width_mm;
  page.height_mm = style.height_mm;
  page.background = style.background;
  page.title = plot.title;
  const PlotLayout layout = layout_of(plot, style);
  add_axes(page, plot, layout, style);
  for (const bool is_marked : {false, true}) {
    for (std::size_t i = 0; i < plot.lines.size(); ++i) {
      if (plot.lines[i].is_marked == is_marked) add_values(page, plot, layout, i);
    }
  }
  if (style.has_legend) add_legend(page, plot, layout, style);
  return page;
}

}  // namespace cortiscope
