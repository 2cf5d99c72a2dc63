#pragma once

#include <optional>
#include <vector>

#include "app/session/wall.h"

namespace cortiscope {

// A wall that is too large to be seen whole is shown in pages.

/// A column and a row of a wall, or numbers of them.
struct WallPlace {
  int column = 0, row = 0;

  friend bool operator==(const WallPlace& a, const WallPlace& b) {
    return a.column == b.column && a.row == b.row;
  }
};

/// The column of a model and the row of a subject and map; each -1 where the wall has none.
WallPlace place_in(const Wall& wall, Choice at, const Map& map);

/// A part of a wall, of at most `most` columns and rows.
class WallPage {
 public:
  explicit WallPage(WallPlace most) : most_(most) {}

  /// Keeps the page; shows the one with the chosen place where that is another one than before, or
  /// stands elsewhere now.
  void follow(const Wall& wall, WallPlace chosen);
  /// By pages; no further than to the first and the last one. @pre a wall was followed
  void turn(WallPlace by);

  WallPlace first() const { return first_; }
  /// One past the last column and row.
  WallPlace end() const;
  /// Of the whole wall.
  WallPlace count() const { return count_; }

  Wall part_of(const Wall& wall) const;

 private:
  WallPlace most_, first_, count_;
  WallPlace chosen_ = {-1, -1};
};

/// For each tile a number, equal where subjects have the same vertices; -1 where nothing is fitted.
std::vector<int> meshes_of(const std::vector<WallTile>& tiles);

}  // namespace cortiscope
