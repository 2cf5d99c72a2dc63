#pragma once

#include <string>

#include "app/session/figure_request.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Draws a figure and writes it with its recipe; the file's ending says as what.
///
/// @pre   the file's ending is .png, .svg or .pdf
/// @param warnings  as of figure_of
/// @throws Error  as figure_of, lay_out and write_file; kNotFound: an input is missing
void write_figure(const FigureRequest& request, const std::string& file,
                  Warnings* warnings = nullptr);

}  // namespace cortiscope
