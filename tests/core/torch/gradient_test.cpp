// Analytic gradients against central differences, of every parameter tensor.
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/torch/engines.h"

namespace cortiscope {
namespace {

Array<double> random_array(const Shape& shape, double scale, Random& random) {
  Array<double> array{Shape(shape)};
  for (double& value : array.values) value = scale * random.normal();
  return array;
}

class GradientWithout : public testing::TestWithParam<Ablation> {};

TEST_P(GradientWithout, IsThatOfTheLoss) {
  Random random(5);
  const ModelSize size{7, {3, 2}, 4, 3, 5, GetParam()};
  const Array<double> encoding = random_array({7, 192}, 0.3, random);
  ParametersOf<double> parameters = initial_parameters<double>(size, 1);
  for (const SelectorPart& part : selector_parts(size)) {
    const bool is_free = GetParam() == Ablation::kTopology;
    Array<double>& last = parameters[is_free ? part.name : part.name + "/w2"];
    last = random_array(last.shape, 0.5, random);  // off the centre
  }
  TokensOf<double> tokens;
  for (const int channels : size.channels) {
    tokens.local.push_back(random_array({2, channels, 4, 3}, 2, random));
    tokens.global.push_back(random_array({2, channels}, 2, random));
  }
  const Array<double> responses = random_array({2, 7}, 1, random);
  const auto engine = make_eager_engine(size, encoding, parameters, "cpu");
  const ParametersOf<double> gradients = engine->gradients(tokens, responses, 0.1, nullptr);

  const auto loss = [&](const ParametersOf<double>& at) {
    StepReport report;
    engine->set_parameters(at);
    engine->gradients(tokens, responses, 0.1, &report);
    return report.smooth_l1 + 0.1 * report.regularizer;
  };
  constexpr double kStep = 1e-6;
  for (const auto& [name, gradient] : gradients) {
    for (int sample = 0; sample < 3; ++sample) {
      const int i = random.below(int(gradient.values.size()));
      ParametersOf<double> above = parameters, below = parameters;
      above[name].values[i] += kStep;
      below[name].values[i] -= kStep;
      const double difference = (loss(above) - loss(below)) / (2 * kStep);
      EXPECT_NEAR(gradient.values[i], difference, 1e-7 + 1e-5 * std::abs(difference))
          << name << " [" << i << "]";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Parts, GradientWithout,
                         testing::Values(Ablation::kNone, Ablation::kTopology,
                                         Ablation::kFactorization, Ablation::kSpace),
                         [](const auto& part) { return name_of(part.param); });

}  // namespace
}  // namespace cortiscope
