#pragma once

#include <QString>
#include <filesystem>
#include <string>

namespace cortiscope {

/// Core's UTF-8 as Qt takes it.
inline QString text_of(const std::string& text) { return QString::fromStdString(text); }
inline QString text_of(const std::filesystem::path& path) { return text_of(path.string()); }

/// A tool tip of text that may come from a file, which Qt would take for HTML where it looks so.
inline QString plain_tool_tip(const QString& text) {
  return QStringLiteral("<qt>") + text.toHtmlEscaped() + QStringLiteral("</qt>");
}

}  // namespace cortiscope
