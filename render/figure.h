#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "render/camera.h"
#include "render/color_steps.h"
#include "render/cortex_camera.h"
#include "render/cortex_layout.h"
#include "render/legend.h"
#include "render/network_plot.h"
#include "render/page.h"

namespace cortiscope {

/// A vertex that is marked with a ring of its colour, and named.
struct FigurePin {
  CortexVertex vertex;  ///< of the cell's cortex
  Rgb8 color;
  std::string name;
};

/// One painted cortex of a figure.
struct FigureCell {
  std::shared_ptr<const Cortex> cortex;
  std::array<std::vector<Rgb8>, 2> colors;  ///< for each hemisphere (V)
  std::array<std::vector<int>, 2> focus;    ///< vertices that a flatmap is cropped to; all if empty
  ColorSteps steps = ColorSteps::kBlended;
  std::array<std::vector<bool>, 2> hatched = {};  ///< for each hemisphere (V), or empty: none
  std::vector<FigurePin> pins = {};               ///< those in front of the cortex are marked
};

/// The view of a cortex in an image.
struct FigureView {
  SurfaceKind kind = SurfaceKind::kFlat;
  CortexCamera camera;
  /// Width over height of the image: if set, the camera shows the same as in a window of that
  /// shape. Absent: the image is cropped to the cortex, a flatmap to its focus.
  std::optional<double> aspect;
  /// Instead of the form, how far the cortex is unfolded (unfolding.h); with an aspect.
  std::optional<float> unfolding = {};
  Placing placing = Placing::kApart;  ///< of the hemispheres
};

/// Cells below one another with one title and one legend: a map.
struct FigureColumn {
  std::string title;
  Legend legend;
  std::vector<FigureCell> cells;   ///< one per row; all columns have as many
  std::optional<FigureView> view;  ///< instead of the figure's
};

/// A figure as plain values: what to draw, and how.
struct Figure {
  std::string title;                    ///< above all; may be empty
  std::string note;                     ///< smaller, right of it: "synthetic subject", a mask, ...
  std::vector<std::string> row_titles;  ///< one per row, or empty
  std::vector<FigureColumn> columns;    ///< lh is drawn left of rh in every cell
  Legend legend;                        ///< of all columns, under their middle
  /// Under the maps: of each row, as wide as the figure; or of a single row of several columns of
  /// each column. Or empty.
  std::vector<NetworkPlot> networks;

  SurfaceKind view = SurfaceKind::kFlat;
  Side side = Side::kLateral;  ///< of all views but flat
  /// Outlines, in the regions' own colours where they have them, and names of the ROIs; of the
  /// parcels without ROIs.
  bool shows_regions = false;
  bool names_regions = true;  ///< where they are outlined
  double width_mm = 180;
  std::optional<double> height_mm;  ///< absent: as high as the maps need
  double dpi = 300;                 ///< of the maps, whatever the file
  bool is_transparent = false;
};

/// Lays out and draws it.
///
/// @pre there is a column, and each has the same number of cells, at least one; as many networks as
/// the figure says
/// @throws Error  kNotFound: the cortex lacks the view asked for, or a form to unfold through;
///                kBadValue: the page is too small for its maps; kInternal: no usable OpenGL
Page lay_out(const Figure& figure);

}  // namespace cortiscope
