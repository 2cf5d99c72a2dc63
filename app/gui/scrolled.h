#pragma once

class QScrollArea;
class QWidget;

namespace cortiscope {

/// An area that scrolls a content and shows what is behind it.
QScrollArea* scrolled(QWidget* content);

/// The same, never narrower than its content: it scrolls down only.
QScrollArea* scrolled_down(QWidget* content);

/// Fills a panel with a content that scrolls down where the panel is lower.
void fill_scrolled(QWidget& panel, QWidget* content);

}  // namespace cortiscope
