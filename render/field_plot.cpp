#include "render/field_plot.h"

#include <algorithm>
#include <cstdio>

#include "core/color/palette.h"
#include "render/fitted_text.h"
#include "render/legend.h"

namespace cortiscope {
namespace {

constexpr double kEdgeMm = 2, kGapMm = 2;
constexpr double kTextPt = 7, kNotePt = 6;
constexpr double kLineMm = 4;       // of text
constexpr double kLegendGapMm = 2;  // above the colours
constexpr Rgb8 kWords = {50, 50, 50}, kFrame = {120, 120, 120}, kMeridian = {255, 255, 255};

void add_words(Page& page, const std::string& text, Point at, Align align, double size_pt,
               bool is_bold = false) {
  TextItem item;
  item.text = text;
  item.at = at;
  item.size_pt = size_pt;
  item.align = align;
  item.is_bold = is_bold;
  item.color = kWords;
  page.items.emplace_back(std::move(item));
}

void add_path(Page& page, std::vector<Point> points, bool is_closed, Rgb8 color, double width_mm) {
  PathItem item;
  item.points = std::move(points);
  item.is_closed = is_closed;
  item.stroke = color;
  item.stroke_mm = width_mm;
  page.items.emplace_back(std::move(item));
}

/// Each value a square of several pixels: viewers blur pictures of few.
Raster picture_of_field(const Array<float>& values, double high) {
  constexpr int kPixels = 4;
  const int side = int(values.rows());
  Raster raster;
  raster.width = raster.height = kPixels * side;
  for (int y = 0; y < raster.height; ++y) {
    for (int x = 0; x < raster.width; ++x) {
      const Rgb8 c = viridis(float(double(values.row(y / kPixels)[x / kPixels]) / high));
      raster.rgba.insert(raster.rgba.end(), {c.r, c.g, c.b, 255});
    }
  }
  return raster;
}

void add_panel(Page& page, const FieldPlot::Panel& panel, const Box& box, double high) {
  const Point middle = {box.x + box.width / 2, box.y + box.height / 2};
  if (!panel.values.values.empty()) {
    page.items.emplace_back(PictureItem{picture_of_field(panel.values, high), box});
    add_path(page, {{middle.x, box.y}, {middle.x, box.bottom()}}, false, kMeridian, 0.12);
    add_path(page, {{box.x, middle.y}, {box.right(), middle.y}}, false, kMeridian, 0.12);
  }
  add_path(
      page,
      {{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}},
      true, kFrame, 0.12);
  add_words(page, panel.note, {middle.x, box.bottom() + 0.75 * kLineMm}, Align::kCenter, kNotePt);
}

Legend legend_of(const FieldPlot& plot) {
  Legend legend;
  legend.kind = Legend::Kind::kBar;
  legend.color = [](float x, float) { return viridis(x); };
  char high[32];
  std::snprintf(high, sizeof high, "%.2g", plot.high);
  legend.low = "0";
  legend.high = high;
  legend.note = plot.value_name;
  return legend;
}

}  // namespace

Page draw(const FieldPlot& plot, double width_mm) {
  const auto count = double(plot.columns.size());
  const double side =
      std::min(kMostPanelMm, (width_mm - 2 * kEdgeMm - (count - 1) * kGapMm) / count);
  const Legend legend = legend_of(plot);
  Page page;
  page.width_mm = width_mm;
  page.background = Rgb8{255, 255, 255};
  page.title = plot.title;
  const auto left_of = [&](std::size_t column) {
    return kEdgeMm + double(column) * (side + kGapMm);
  };
  double y = kEdgeMm;
  for (std::size_t c = 0; c < plot.columns.size(); ++c) {
    add_words(page, fitted_text(plot.columns[c], side, kTextPt, true),
              {left_of(c) + side / 2, y + 0.7 * kLineMm}, Align::kCenter, kTextPt, true);
  }
  y += kLineMm;
  for (const FieldPlot::Row& row : plot.rows) {
    if (!row.title.empty()) {
      add_words(page, fitted_text(row.title, width_mm - 2 * kEdgeMm, kTextPt),
                {kEdgeMm, y + 0.7 * kLineMm}, Align::kLeft, kTextPt);
      y += kLineMm;
    }
    for (std::size_t c = 0; c < row.panels.size(); ++c) {
      add_panel(page, row.panels[c], {left_of(c), y, side, side}, plot.high);
    }
    y += side + kLineMm + kGapMm;
  }
  y += kLegendGapMm;
  const Box box = {kEdgeMm, y, width_mm - 2 * kEdgeMm, legend_height_mm(legend, width_mm)};
  add_legend(page, legend, box);
  page.height_mm = box.bottom() + kEdgeMm;
  return page;
}

}  // namespace cortiscope
