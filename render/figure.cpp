#include "render/figure.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/base/error.h"
#include "render/figure_cell.h"
#include "render/fitted_text.h"
#include "render/headless_window.h"
#include "render/page_files.h"
#include "render/shared_surface.h"

namespace cortiscope {
namespace {

constexpr double kEdgeMm = 2;  // around all
constexpr double kColumnGapMm = 4;
constexpr double kRowGapMm = 2.5;
constexpr double kTitleMm = 6.5;  // a figure's title with the space under it
constexpr double kTitlePt = 9, kNotePt = 6.5;
constexpr double kNoteGapMm = 3;     // between title and note, where both are on one line
constexpr double kNoteLineMm = 3;    // of a note under the title
constexpr double kHeadMm = 4.2;      // a column's or a row's
constexpr double kNetworkGapMm = 2;  // above it
constexpr double kLegendGapMm = 2.5;
constexpr double kLeastMapMm = 5;
constexpr double kHeadPt = 7, kLeastHeadPt = 5;  // of columns: smaller before it is shortened

TextItem words(const std::string& text, Point at, double size_pt, Align align, bool is_bold) {
  TextItem item;
  item.text = text;
  item.at = at;
  item.size_pt = size_pt;
  item.align = align;
  item.is_bold = is_bold;
  return item;
}

/// Whether the note is written under the title, because both do not fit on one line.
bool is_note_below(const Figure& figure) {
  if (figure.title.empty() || figure.note.empty()) return false;
  return text_width_mm(figure.title, kTitlePt, true) + text_width_mm(figure.note, kNotePt, false) +
             kNoteGapMm >
         figure.width_mm - 2 * kEdgeMm;
}

/// The positions of all parts, from the top down.
struct Plan {
  double title_mm = 0, heads_mm = 0, row_head_mm = 0, legend_mm = 0;
  double note_mm = 0;           // from a legend's top to its note, in all columns alike
  double column_mm = 0;         // a column's width
  double map_mm = 0;            // a map's height
  double network_mm = 0;        // of a network under a map, with the gap above it
  double network_width_mm = 0;  // as wide as the figure, or as a column
  double head_pt = kHeadPt;
  std::size_t rows = 0;

  double height_mm() const { return 2 * kEdgeMm + title_mm + heads_mm + rows_mm() + legend_mm; }
  double rows_mm() const {
    return double(rows) * (row_head_mm + map_mm + network_mm) + double(rows - 1) * kRowGapMm;
  }
};

/// Whether each network is of a row of maps; else of a column.
bool are_networks_of_rows(const Figure& figure) {
  return figure.networks.size() == figure.columns[0].cells.size();
}

/// Room for the networks; none where there is none for the maps, which is refused.
void plan_networks(Plan& plan, const Figure& figure) {
  if (figure.networks.empty() || plan.column_mm < kLeastMapMm) return;
  plan.network_width_mm =
      are_networks_of_rows(figure) ? figure.width_mm - 2 * kEdgeMm : plan.column_mm;
  for (const NetworkPlot& network : figure.networks) {
    const double height = network_height_mm(network, plan.network_width_mm);
    plan.network_mm = std::max(plan.network_mm, kNetworkGapMm + height);
  }
}

Plan plan_of(const Figure& figure, const std::vector<std::vector<SeenCell>>& seen) {
  Plan plan;
  const auto count = double(figure.columns.size());
  const auto any = [&](auto&& is_so) {
    return std::any_of(figure.columns.begin(), figure.columns.end(), is_so);
  };
  plan.rows = figure.columns[0].cells.size();
  if (!figure.title.empty() || !figure.note.empty()) plan.title_mm = kTitleMm;
  if (is_note_below(figure)) plan.title_mm += kNoteLineMm;
  if (any([](const FigureColumn& c) { return !c.title.empty(); })) plan.heads_mm = kHeadMm;
  if (!figure.row_titles.empty()) plan.row_head_mm = kHeadMm;
  plan.column_mm = (figure.width_mm - 2 * kEdgeMm - (count - 1) * kColumnGapMm) / count;
  plan_networks(plan, figure);
  const auto make_room = [&](const Legend& legend, double width_mm) {
    if (is_blank(legend)) return;
    plan.legend_mm = std::max(plan.legend_mm, kLegendGapMm + legend_height_mm(legend, width_mm));
    plan.note_mm = std::max(plan.note_mm, legend_note_mm(legend, width_mm));
  };
  make_room(figure.legend, figure.width_mm - 2 * kEdgeMm);
  for (const FigureColumn& column : figure.columns) make_room(column.legend, plan.column_mm);
  for (const auto& column : seen) {
    for (const SeenCell& cell : column) {
      plan.map_mm = std::max(plan.map_mm, plan.column_mm / cell.aspect());
    }
  }
  if (figure.height_mm) {
    const double spare = *figure.height_mm - plan.height_mm();
    if (spare < 0) plan.map_mm += spare / double(plan.rows);
  }
  if (plan.column_mm < kLeastMapMm || plan.map_mm < kLeastMapMm) {
    throw Error(ErrorKind::kBadValue, "figure size", "too small for the maps with their legends",
                "ask for a larger one or fewer maps");
  }
  for (const FigureColumn& column : figure.columns) {
    const double width = text_width_mm(column.title, kHeadPt, true);
    if (width <= plan.column_mm) continue;
    plan.head_pt = std::min(plan.head_pt, std::max(kLeastHeadPt, kHeadPt * plan.column_mm / width));
  }
  return plan;
}

/// The cell's own proportions, as large as fits, in the middle.
Box fitted(const SeenCell& cell, const Box& box) {
  const double width = std::min(box.width, box.height * cell.aspect());
  const double height = width / cell.aspect();
  return {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height};
}

void add_column(Page& page, const Figure& figure, std::size_t index, std::vector<SeenCell>& seen,
                const Plan& plan, double top) {
  const FigureColumn& column = figure.columns[index];
  const double x = kEdgeMm + double(index) * (plan.column_mm + kColumnGapMm);
  const double middle = x + plan.column_mm / 2;
  double y = top;
  if (plan.heads_mm > 0) {
    const std::string title = fitted_text(column.title, plan.column_mm, plan.head_pt, true);
    page.items.push_back(words(title, {middle, y + 2.6}, plan.head_pt, Align::kCenter, true));
    y += plan.heads_mm;
  }
  for (std::size_t row = 0; row < plan.rows; ++row) {
    if (plan.row_head_mm > 0) {
      if (index == 0) {
        page.items.push_back(
            words(figure.row_titles[row], {kEdgeMm, y + 2.6}, 7, Align::kLeft, false));
      }
      y += plan.row_head_mm;
    }
    const Box box = fitted(seen[row], {x, y, plan.column_mm, plan.map_mm});
    seen[row].add_to(page, figure, box);
    y += plan.map_mm;
    const bool is_under_row = are_networks_of_rows(figure);
    if (plan.network_mm > 0 && (index == 0 || !is_under_row)) {
      add_network(page, figure.networks[is_under_row ? row : index],
                  {x, y + kNetworkGapMm, plan.network_width_mm, plan.network_mm - kNetworkGapMm});
    }
    y += plan.network_mm + kRowGapMm;
  }
  y += kLegendGapMm - kRowGapMm;
  add_legend(page, column.legend, {x, y, plan.column_mm, kLegendHeightMm}, kLegendWords,
             plan.note_mm);
}

}  // namespace

Page lay_out(const Figure& figure) {
  assert(!figure.columns.empty() && !figure.columns[0].cells.empty());
  assert(figure.networks.empty() || are_networks_of_rows(figure) ||
         (figure.columns[0].cells.size() == 1 && figure.networks.size() == figure.columns.size()));
  HeadlessWindow window;  // one for all cells
  const auto surfaces = std::make_shared<SurfacePool>();
  std::vector<std::vector<SeenCell>> seen;
  for (const FigureColumn& column : figure.columns) {
    assert(column.cells.size() == figure.columns[0].cells.size());
    seen.emplace_back();
    const FigureView view =
        column.view.value_or(FigureView{figure.view, cortex_camera_from(figure.side), {}});
    for (const FigureCell& cell : column.cells)
      seen.back().emplace_back(cell, view, window, surfaces);
  }
  const Plan plan = plan_of(figure, seen);

  Page page;
  page.width_mm = figure.width_mm;
  page.height_mm = figure.height_mm.value_or(plan.height_mm());
  page.title = figure.title;
  if (!figure.is_transparent) page.background = Rgb8{255, 255, 255};
  double y = kEdgeMm + std::max(0.0, (page.height_mm - plan.height_mm()) / 2);
  if (plan.title_mm > 0) {
    page.items.push_back(words(figure.title, {kEdgeMm, y + 3.2}, kTitlePt, Align::kLeft, true));
    TextItem note =
        is_note_below(figure)
            ? words(figure.note, {kEdgeMm, y + 3.2 + kNoteLineMm}, kNotePt, Align::kLeft, false)
            : words(figure.note, {page.width_mm - kEdgeMm, y + 3.2}, kNotePt, Align::kRight, false);
    note.color = {90, 90, 90};
    page.items.push_back(note);
    y += plan.title_mm;
  }
  for (std::size_t i = 0; i < figure.columns.size(); ++i) {
    add_column(page, figure, i, seen[i], plan, y);
  }
  add_legend(page, figure.legend,
             {kEdgeMm, y + plan.heads_mm + plan.rows_mm() + kLegendGapMm,
              page.width_mm - 2 * kEdgeMm, kLegendHeightMm});
  return page;
}

}  // namespace cortiscope
