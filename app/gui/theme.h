#pragma once

#include <QPalette>
#include <QString>

#include "core/data/image.h"

class QApplication;

namespace cortiscope {

/// Light or dark. Widgets that paint themselves take their colours from their palette: Mid is a
/// border, PlaceholderText is quiet text, Highlight is the accent.
enum class Theme { kLight, kDark };

/// What the desktop's own palette looks like.
Theme desktop_theme();

/// Reads "light" or "dark"; anything else is the desktop's.
Theme parse_theme(const QString& text);

/// Sets the program's appearance: style, palette, style sheet, font.
/// @param text_scale  of the font's usual size, 1 to 2
void apply_theme(QApplication& application, Theme theme, double text_scale = 1);

/// The size of the font alone.
/// @param theme  that was applied
void set_text_scale(QApplication& application, Theme theme, double text_scale);

/// The background of a cortex.
Rgb8 view_background(Theme theme);

}  // namespace cortiscope
