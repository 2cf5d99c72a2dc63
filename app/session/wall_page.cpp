#include "app/session/wall_page.h"

#include <algorithm>

namespace cortiscope {
namespace {

/// The first of the page, of so many, that has a column or row.
int first_with(int place, int most) { return place / most * most; }

/// A page further or back, where there is one.
int turned(int first, int by, int most, int count) {
  const int last = first_with(std::max(0, count - 1), most);
  return std::clamp(first + by * most, 0, last);
}

}  // namespace

WallPlace place_in(const Wall& wall, Choice at, const Map& map) {
  WallPlace place = {-1, -1};
  for (int column = 0; column < wall.columns(); ++column) {
    if (wall.models[std::size_t(column)] == at.model) place.column = column;
  }
  for (int row = 0; row < wall.rows(); ++row) {
    const bool is_it =
        wall.subjects[std::size_t(row)] == at.subject && wall.maps[std::size_t(row)] == map;
    if (is_it) place.row = row;
  }
  return place;
}

void WallPage::follow(const Wall& wall, WallPlace chosen) {
  count_ = {wall.columns(), wall.rows()};
  if (chosen.column >= 0 && chosen.column != chosen_.column) {
    first_.column = first_with(chosen.column, most_.column);
  }
  if (chosen.row >= 0 && chosen.row != chosen_.row) {
    first_.row = first_with(chosen.row, most_.row);
  }
  chosen_ = chosen;
  turn({0, 0});  // the wall may have become smaller
}

void WallPage::turn(WallPlace by) {
  first_.column = turned(first_.column, by.column, most_.column, count_.column);
  first_.row = turned(first_.row, by.row, most_.row, count_.row);
}

WallPlace WallPage::end() const {
  return {std::min(first_.column + most_.column, count_.column),
          std::min(first_.row + most_.row, count_.row)};
}

Wall WallPage::part_of(const Wall& wall) const {
  Wall part;
  const WallPlace past = end();
  for (int c = first_.column; c < past.column; ++c) {
    part.models.push_back(wall.models[std::size_t(c)]);
  }
  for (int r = first_.row; r < past.row; ++r) {
    part.subjects.push_back(wall.subjects[std::size_t(r)]);
    part.maps.push_back(wall.maps[std::size_t(r)]);
    for (int c = first_.column; c < past.column; ++c) {
      part.tiles.push_back(wall.tiles[std::size_t(r * wall.columns() + c)]);
    }
  }
  return part;
}

std::vector<int> meshes_of(const std::vector<WallTile>& tiles) {
  std::vector<int> meshes;
  std::vector<const Cortex*> known;
  for (const WallTile& tile : tiles) {
    if (!tile.source) {
      meshes.push_back(-1);
      continue;
    }
    const Cortex& cortex = tile.source->subject->cortex;
    const auto same = std::find_if(known.begin(), known.end(), [&](const Cortex* other) {
      return other == &cortex || (other->name == cortex.name && is_same_mesh(*other, cortex));
    });
    meshes.push_back(int(same - known.begin()));
    if (same == known.end()) known.push_back(&cortex);
  }
  return meshes;
}

}  // namespace cortiscope
