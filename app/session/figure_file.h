#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/session/figure_request.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Draws a figure and writes it with its recipe; the file's ending says as what.
///
/// Replaces what is there, but never what the figure is drawn from.
///
/// @pre   the file's ending is .png, .svg or .pdf
/// @param warnings  as of figure_of
/// @throws Error  as require_output_file, figure_of, lay_out and write_file; kNotFound: an input is
///                missing
void write_figure(const FigureRequest& request, const std::string& file,
                  Warnings* warnings = nullptr);

/// The files that a figure is drawn from.
std::vector<std::filesystem::path> files_of(const FigureRequest& request);

}  // namespace cortiscope
