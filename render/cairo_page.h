#pragma once

#include "render/page.h"

struct _cairo;  // Cairo's cairo_t

namespace cortiscope {

/// Draws a page with Cairo and Pango. @pre one unit of `cairo` is a millimetre
void draw_page(_cairo* cairo, const Page& page);

}  // namespace cortiscope
