#pragma once

#include <string>
#include <vector>

namespace cortiscope {

// The demonstration, in the window and on the command line: small enough to be fitted while one
// watches, networks whose hierarchies differ at a glance.
inline const std::vector<std::string> kDemoNetworks = {"aligned", "truncated", "low-level",
                                                       "scrambled"};
inline constexpr int kDemoImages = 600;

// Its responses are clear: thrice the published learning rate finds its answer in 1000 steps.
inline constexpr int kDemoSteps = 1000;
inline constexpr double kDemoLearningRate = 3e-3;

}  // namespace cortiscope
