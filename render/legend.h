#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/data/image.h"
#include "render/page.h"

namespace cortiscope {

/// The meaning of a map's colours. Drawn next to views and under maps; independent of the map.
struct Legend {
  enum class Kind {
    kNone,
    kBar,     ///< one number, from left to right
    kGrid,    ///< steps across, shades of each of them down
    kSquare,  ///< a position in the image
    kNames    ///< a colour for each name
  };
  Kind kind = Kind::kNone;
  /// x from 0 at the left to 1, y from 0 at the top to 1. A bar ignores y.
  std::function<Rgb8(float x, float y)> color;
  int columns = 0;                 ///< the steps of a grid, at least one
  std::string low, high, caption;  ///< below: at the left end, at the right end, between them
  std::string top, bottom;         ///< right of a grid: the meaning of its first and last row
  std::string note;                ///< a line under all other text
  std::string hatch;               ///< what a hatch over the colours means; under the note
  struct Name {
    Rgb8 color;
    std::string text;
  };
  std::vector<Name> names;  ///< of kNames
  bool leaves_out = false;  ///< the last name says how many are left out, and has no colour
};

/// Whether nothing is drawn of it.
inline bool is_blank(const Legend& legend) {
  return legend.kind == Legend::Kind::kNone && legend.note.empty() && legend.hatch.empty();
}

/// The height of every legend, with its text; names and notes may need more.
inline constexpr double kLegendHeightMm = 12.5;

/// The height that a legend takes in a width.
double legend_height_mm(const Legend& legend, double width_mm);

/// The names that fit into a box; where some do not, the last says how many are left out: "23
/// more".
Legend shortened(Legend legend, double width_mm, double height_mm);

/// Which of the names is at a point of a box that a legend is drawn in; absent where none is, or
/// the one that says how many are left out.
std::optional<std::size_t> name_at(const Legend& legend, const Box& box, Point at);

/// The colour of a legend's text on white paper.
inline constexpr Rgb8 kLegendWords = {70, 70, 70};

/// Where the first line of a legend's note and hatch has its baseline, below the legend's top; 0
/// without either.
double legend_note_mm(const Legend& legend, double width_mm);

/// Draws it centred at the top of a box at least legend_height_mm high.
/// @param note_mm  puts the note at least so low, in line with that of a legend beside it
void add_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words = kLegendWords,
                double note_mm = 0);

}  // namespace cortiscope
