#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/session/compared_models.h"
#include "app/session/library.h"
#include "app/session/look.h"

namespace cortiscope {

// The wall: many fits side by side. Its columns are models.

/// What its rows are.
enum class WallRows {
  kSubjects,  ///< each with the map that is chosen
  kMaps       ///< of the chosen subject
};

/// What its columns are ordered by, the largest first.
enum class WallOrder { kLibrary, kSlope, kB0, kB1, kR2 };

/// The numbers of one model that columns are ordered by; NaN where unknown.
struct ModelNumbers {
  double slope = std::numeric_limits<double>::quiet_NaN();  ///< of both hemispheres, as b0 and b1
  double b0 = slope, b1 = slope;
  double r2 = slope;  ///< mean over all vertices
};

/// Of the order's number. NaN of the library's order.
double number_of(const ModelNumbers& numbers, WallOrder order);

/// @param models  those compared, in the report's order
std::map<ModelId, ModelNumbers> numbers_of(const ComparisonReport& report,
                                           const std::vector<ComparedModel>& models);

/// In an order; those whose number is unknown follow the others, as they were.
std::vector<ModelId> ordered_models(std::vector<ModelId> models, WallOrder order,
                                    const std::map<ModelId, ModelNumbers>& numbers);

/// One map of one model in one subject.
struct WallTile {
  Choice at;
  Map map;
  std::shared_ptr<const MapSource> source;  ///< null: not fitted, nothing to paint

  /// Whether its map, or what is painted instead of one, can be painted.
  bool is_painted(const PaintRequest& request) const;
};

/// Whether both are the same part of a wall, whatever has been fitted meanwhile.
inline bool is_same_tile(const WallTile& a, const WallTile& b) {
  return a.at == b.at && a.map == b.map;
}

/// The rows and columns that have something to paint, and their tiles.
struct Wall {
  std::vector<ModelId> models;      ///< the columns
  std::vector<SubjectId> subjects;  ///< of each row
  std::vector<Map> maps;            ///< of each row
  std::vector<WallTile> tiles;      ///< row by row

  int rows() const { return int(subjects.size()); }
  int columns() const { return int(models.size()); }
  /// The tile of a cell and map; absent where the wall has none.
  std::optional<std::size_t> find(Choice at, const Map& map) const;
};

/// Rows of maps are those of a usual figure, and the chosen one.
/// @param shown   what is painted at the look's choice: perhaps a running fit; may be null
Wall wall_of(const Library& library, const Look& look,
             const std::shared_ptr<const MapSource>& shown, WallRows rows, WallOrder order,
             const std::map<ModelId, ModelNumbers>& numbers);

/// Two tiles of one row.
struct TilePair {
  WallTile first, second;
};

/// Of the row of a subject and map, the tiles of the first two models with fits, finished or
/// stopped: known answers and running fits are passed over. Absent where there is no such pair.
std::optional<TilePair> first_pair(const Wall& wall, SubjectId subject, const Map& map);

/// What is painted in a tile: the look's ranges in every one, so that equal colours are equal
/// numbers. Layers are coloured by their depth, (l - 1) / (L - 1), whatever the number of layers.
PaintRequest request_of(const WallTile& tile, const Look& look);

/// Whether the difference between two tiles can be painted, `second` minus `first`: of two fits of
/// one subject, in the same map.
bool can_subtract(const Library& library, const WallTile& first, const WallTile& second);

/// What their difference is of: the quantity of their map, or of a map without one the layer's.
MapQuantity difference_of(const Map& map);

}  // namespace cortiscope
