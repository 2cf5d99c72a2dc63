#pragma once

#include <string>

namespace cortiscope {

/// The learning rate of the published run.
constexpr double kPublishedLearningRate = 1e-3;

/// AdamW's weight decay in the published run.
constexpr double kPublishedDecay = 1e-2;

/// AdamW's learning rates of the model's parts, and what keeps the read-out small.
struct LearningRates {
  double selectors = kPublishedLearningRate;
  double alignment = kPublishedLearningRate;  ///< channels of every layer to D
  double readout = kPublishedLearningRate;
  double readout_decay = kPublishedDecay;  ///< weight decay; of the other parts as published
};

/// How a fit moves its parameters.
struct Recipe {
  std::string name;
  LearningRates rates;
  /// The answer is the average of the parameters over the steps, in which those of `steps` ago
  /// weigh averaging^steps; 0: the parameters of one step. Source: Polyak and Juditsky 1992.
  double averaging = 0;

  /// The same with every rate times this.
  Recipe times(double factor) const {
    const LearningRates by = {factor * rates.selectors, factor * rates.alignment,
                              factor * rates.readout, rates.readout_decay};
    return {name, by, averaging};
  }
};

/// One learning rate for all, no average. Source: Yang, Gee and Shi (arXiv:2312.01280).
inline Recipe published_recipe() { return {"published", {}, 0}; }

/// Needs a fifth of the published one's steps (resources/help/engine.md has the measurements).
Recipe averaged_recipe();

/// "published" or "averaged". @pre it is one of them
inline Recipe recipe_named(const std::string& name) {
  return name == "published" ? published_recipe() : averaged_recipe();
}

}  // namespace cortiscope
