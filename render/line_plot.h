#pragma once

#include <string>
#include <vector>

#include "core/data/image.h"
#include "render/page.h"

namespace cortiscope {

/// Lines over named places of equal distance, as plain values: what to draw, not how.
struct LinePlot {
  struct Point {
    std::size_t place = 0;
    double value = 0;
    double low = 0, high = 0;  ///< its interval; NaN: none
  };
  /// Joins points of neighbouring places; where one has no point, there is a gap.
  struct Line {
    std::string name;
    Rgb8 color;
    std::vector<Point> points;  ///< by ascending place
    bool is_marked = false;     ///< drawn stronger, and over the others
  };
  std::string title;                ///< for the file's metadata
  std::vector<std::string> places;  ///< "V1", "OFA+EBA": broken after "+" where they are too long,
                                    ///< "OFA +1" where the plot is low
  std::string value_name;           ///< beside the values
  double low = 0, high = 1;         ///< of the values shown; intervals end there
  std::vector<Line> lines;          ///< the legend names them in this order
};

/// The look of a plot: its size, and colours for paper or for a window's theme.
struct PlotStyle {
  double width_mm = 130, height_mm = 80;
  double text_pt = 7;
  bool has_legend = true;  ///< not where something beside it names the lines
  Rgb8 words = {50, 50, 50}, grid = {215, 215, 215}, background = {255, 255, 255};
};

/// Where things of a plot are on its page.
struct PlotLayout {
  Box box;                                       ///< of the values
  Box legend;                                    ///< right of it
  int steps = 4;                                 ///< of the values that are named
  std::vector<std::vector<std::string>> labels;  ///< the lines of text of each place
};

/// @pre at least one place
PlotLayout layout_of(const LinePlot& plot, const PlotStyle& style);

/// Where a value is drawn. The lines stand beside each other at each place, so that intervals do
/// not hide each other.
Point position_of(const LinePlot& plot, const PlotLayout& layout, std::size_t line,
                  std::size_t place, double value);

/// @pre at least one place
Page draw(const LinePlot& plot, const PlotStyle& style = {});

}  // namespace cortiscope
