#pragma once

#include <filesystem>
#include <functional>

class QWidget;

namespace cortiscope {

/// Asks, without blocking, whether a TorchScript module may run: it is a program.
/// @param window   of which the question is
/// @param trusted  called where the user says so
void ask_for_trust(QWidget& window, const std::filesystem::path& file,
                   std::function<void()> trusted);

}  // namespace cortiscope
