#pragma once

#include <string>

#include "render/page.h"

namespace cortiscope {

// A page as the bytes of a file. Each carries `recipe`, a JSON text that says how to draw it again.

/// The page as a raster image: round(mm / 25.4 * dpi) pixels.
/// @throws Error  kNoMemory: too many pixels
Raster picture_of(const Page& page, double dpi);

/// Width and height are round(mm / 25.4 * dpi) pixels; the file records its dots per inch.
/// @throws Error  kNoMemory: too many pixels
std::string png_bytes(const Page& page, double dpi, const std::string& recipe);

/// Text stays text, paths stay paths; images are embedded PNGs.
std::string svg_bytes(const Page& page, const std::string& recipe);
std::string pdf_bytes(const Page& page, const std::string& recipe);

/// Whether page_bytes writes files of this ending.
bool is_page_ending(const std::string& ending);

/// As one of the above, by the ending of the file's name in lower case.
/// @pre is_page_ending
std::string page_bytes(const Page& page, const std::string& ending, double dpi,
                       const std::string& recipe);

/// The width of one line of text as these files draw it.
double text_width_mm(const std::string& text, double size_pt, bool is_bold = false);

}  // namespace cortiscope
