#pragma once

#include <string>
#include <vector>

namespace cortiscope {

// The demonstration, in the window and on the command line: small enough to fit while the user
// watches, with networks whose hierarchies clearly differ.
inline const std::vector<std::string> kDemoNetworks = {"aligned", "aligned-finetuned", "truncated",
                                                       "low-level", "scrambled"};
inline constexpr int kDemoSubjects = 3;
inline constexpr int kDemoImages = 600;
inline constexpr int kDemoSteps = 600;

}  // namespace cortiscope
