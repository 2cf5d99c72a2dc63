#pragma once

#include <QString>
#include <map>
#include <vector>

#include "app/gui/wall_widget.h"
#include "app/session/wall.h"

namespace cortiscope {

// The words of a wall.

/// The models, each with the number that orders them, and its layers where not all have as many.
std::vector<WallWidget::Label> column_labels(const Library& library, const Wall& wall,
                                             WallOrder order,
                                             const std::map<ModelId, ModelNumbers>& numbers);

/// The subjects or the maps.
std::vector<WallWidget::Label> row_labels(const Library& library, const Wall& wall, WallRows rows);

/// "aligned · subject 1"; where rows are maps "Layer · aligned · subject 1".
QString title_of(const Library& library, const WallTile& tile, WallRows rows);

}  // namespace cortiscope
