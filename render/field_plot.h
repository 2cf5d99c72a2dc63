#pragma once

#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/data/image.h"
#include "render/page.h"

namespace cortiscope {

/// Pictures of the visual field, as plain values: what to draw, not how.
struct FieldPlot {
  struct Panel {
    Array<float> values;  ///< (S, S) in [0, high], from the top; empty: nothing is known
    std::string note;     ///< below it: "212 vertices"
  };
  struct Row {
    std::string title;          ///< above its panels
    std::vector<Panel> panels;  ///< one for each column
  };
  std::string title;                 ///< for the file's metadata
  std::vector<std::string> columns;  ///< "V1", "OFA+EBA"
  std::vector<Row> rows;
  double high = 1;         ///< the value of the last colour
  std::string value_name;  ///< under the colours: "maximum over vertices"
};

/// The size of its panels: as wide as the page allows, at most so wide.
inline constexpr double kMostPanelMm = 32;

/// Squares side by side on white, in viridis, with the meridians and the image's edge; right is
/// right, and up is up. A panel of which nothing is known is empty.
///
/// @pre at least one column
Page draw(const FieldPlot& plot, double width_mm = 180);

}  // namespace cortiscope
