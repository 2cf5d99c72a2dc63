#pragma once

#include <string>
#include <vector>

namespace cortiscope {

// The demonstration, in the window and on the command line: small enough to be fitted while one
// watches, networks whose hierarchies differ at a glance.
inline const std::vector<std::string> kDemoNetworks = {"aligned", "truncated", "low-level",
                                                       "scrambled"};
inline constexpr int kDemoImages = 600;

}  // namespace cortiscope
