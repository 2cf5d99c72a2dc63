#pragma once

#include <filesystem>
#include <optional>

#include "app/session/figure_request.h"

class QWidget;

namespace cortiscope {

/// Asks for the size, the resolution and the background of a figure, then for its file.
/// @param request  gets what was chosen
/// @return  the file; nothing where the user cancelled
std::optional<std::filesystem::path> ask_for_figure(FigureRequest& request, QWidget* window);

}  // namespace cortiscope
