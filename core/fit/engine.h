#pragma once

#include <vector>

#include "core/data/features.h"
#include "core/data/fit_checkpoint.h"
#include "core/data/fit_result.h"
#include "core/data/recipe.h"
#include "core/data/selectors.h"
#include "core/fit/model.h"

namespace cortiscope {

/// The values that one optimiser step computed, before it changed the parameters.
struct StepReport {
  double smooth_l1 = 0;      ///< mean over images and vertices, beta 0.1
  double regularizer = 0;    ///< R
  double gradient_norm = 0;  ///< over all parameters, before the clip
};

/// What may change from one step to the next.
struct StepRates {
  double lambda = 0;  ///< weight of the regulariser
  LearningRates learning = {};
  /// The weight of the new parameters in their running average, above 0 and to 1; 0: none is kept.
  double average_weight = 0;
};

/// One FactorTopy model and its optimiser: AdamW with betas (0.9, 0.999), eps 1e-8, decoupled
/// weight decay (0.01 but on the read-out, core/data/recipe.h), gradients clipped to a global norm of 0.5. The loss is
/// smooth_L1(beta 0.1, mean) + lambda R. T is float or double.
///
/// The engines are in core/torch; torch_module() makes one. May be used only from the thread that
/// created it.
///
/// Source: Yang, Gee and Shi, "Brain Decodes Deep Nets"
/// (arXiv:2312.01280).
template <class T>
class Engine {
 public:
  virtual ~Engine() = default;

  /// One optimiser step. On a GPU it is only started; its report is kept for take_reports().
  /// @param responses  (B, N)
  virtual void step(const TokensOf<T>& tokens, const Array<T>& responses,
                    const StepRates& rates) = 0;

  /// The reports of the steps since the last call, in order. Waits for a GPU to finish them.
  virtual std::vector<StepReport> take_reports() = 0;

  /// The gradient of the loss by every parameter, without changing any.
  virtual ParametersOf<T> gradients(const TokensOf<T>& tokens, const Array<T>& responses,
                                    double lambda, StepReport* report) = 0;

  /// Predicted responses, (B, N).
  virtual Array<T> predict(const TokensOf<T>& tokens) = 0;

  virtual SelectorsOf<T> selectors() = 0;
  virtual ParametersOf<T> parameters() = 0;
  /// Exchanges the parameters with their running average, where one is kept: predict(),
  /// selectors() and parameters() then give the average's. Exchange them again before the next
  /// step.
  virtual void swap_average() = 0;
  /// Parameters, their average, moments and the count of steps: after restore() the next steps are
  /// the same.
  virtual EngineStateOf<T> state() = 0;
  virtual void restore(const EngineStateOf<T>& state) = 0;
  /// Replaces every parameter; the optimiser's moments stay.
  virtual void set_parameters(const ParametersOf<T>& parameters) = 0;
};

}  // namespace cortiscope
