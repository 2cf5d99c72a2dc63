#pragma once

#include <string>
#include <vector>

namespace cortiscope {

// The demonstration, in the window and on the command line: small enough to fit while the user
// watches, with networks whose hierarchies clearly differ.
inline const std::vector<std::string> kDemoNetworks = {"aligned", "truncated", "low-level",
                                                       "scrambled"};
inline constexpr int kDemoImages = 600;

// Its responses have little noise: three times the published learning rate converges in 1000 steps.
inline constexpr int kDemoSteps = 1000;
inline constexpr double kDemoLearningRate = 3e-3;

}  // namespace cortiscope
