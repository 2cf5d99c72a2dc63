#pragma once

#include <map>
#include <optional>
#include <vector>

#include "app/gui/matrix_layout.h"

class QPainter;
class QWidget;

namespace cortiscope {

/// The activity of a cell.
struct CellActivity {
  bool is_waiting = false;
  std::optional<double> progress;  ///< 0 to 1, of the one being fitted
};

/// What the library's matrix shows. Borrows all of it.
struct MatrixPicture {
  const Library& library;
  const std::vector<LibraryModel>& columns;
  const MatrixLayout& layout;
  const std::map<Choice, CellActivity>& activities;
  Choice choice, hovered;
};

/// Draws names, groups and cells in the font and the colours of a widget.
void draw(QPainter& painter, const QWidget& widget, const MatrixPicture& picture);

}  // namespace cortiscope
