#pragma once

#include <QString>
#include <filesystem>
#include <string>

namespace cortiscope {

/// Core's UTF-8 as Qt takes it.
inline QString text_of(const std::string& text) { return QString::fromStdString(text); }
inline QString text_of(const std::filesystem::path& path) { return text_of(path.string()); }

}  // namespace cortiscope
