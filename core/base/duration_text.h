#pragma once

#include <string>

namespace cortiscope {

/// "1 h 05 min", "3 min 20 s", "12 s".
std::string duration_text(double seconds);

}  // namespace cortiscope
