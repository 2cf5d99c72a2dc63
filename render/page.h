#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/data/image.h"
#include "render/raster.h"

namespace cortiscope {

// A page as plain values, in millimetres from its top left corner, y down. Drawing code fills a
// page once; page_files.h writes it as PNG, SVG or PDF.

struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  bool overlaps(const Box& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
};

/// An image stretched over a box.
struct PictureItem {
  Raster raster;
  Box box;
};

/// A line through points, or a filled outline.
struct PathItem {
  std::vector<Point> points;
  bool is_closed = false;
  std::optional<Rgb8> fill;
  std::optional<Rgb8> stroke;
  double stroke_mm = 0.2;
};

enum class Align { kLeft, kCenter, kRight };

/// One line of text. Sizes are in points, as in the journals' instructions.
struct TextItem {
  std::string text;  ///< UTF-8
  Point at;          ///< on the baseline, at the side that `align` says
  double size_pt = 7;
  Align align = Align::kLeft;
  bool is_bold = false;
  Rgb8 color = {30, 30, 30};
  std::optional<Rgb8> halo;  ///< drawn around the letters, for contrast with any map
};

struct Page {
  double width_mm = 0;
  double height_mm = 0;
  std::optional<Rgb8> background;                                    ///< transparent without
  std::string title;                                                 ///< for the file's metadata
  std::vector<std::variant<PictureItem, PathItem, TextItem>> items;  ///< back to front
};

inline constexpr double kMmAPoint = 25.4 / 72;

}  // namespace cortiscope
