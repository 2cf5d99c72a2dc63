// The fast and the GPU engine against the eager one, on cases that the golden numbers do not hold.
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/torch/engines.h"

namespace cortiscope {
namespace {

struct ParityCase {
  const char* name;
  ModelSize size;
  int images;
  double selector_scale;  ///< of the last selector layers: the larger, the farther out they look
};

void PrintTo(const ParityCase& parity, std::ostream* out) { *out << parity.name; }

template <class T>
Array<T> random_array(const Shape& shape, double scale, Random& random) {
  Array<T> array{Shape(shape)};
  for (T& value : array.values) value = T(scale * random.normal());
  return array;
}

template <class T>
struct ParityInputs {
  Array<T> encoding;
  ParametersOf<T> parameters;
  TokensOf<T> tokens;
  Array<T> responses;
};

template <class T>
ParityInputs<T> inputs_of(const ParityCase& parity) {
  Random random(11);
  const ModelSize& size = parity.size;
  ParityInputs<T> inputs;
  inputs.encoding = random_array<T>({size.vertices, kEncoding}, 0.5, random);
  inputs.parameters = initial_parameters<T>(size, 3);
  for (const char* name : {"space_mlp/w2", "layer_mlp/w2", "scale_mlp/w2"}) {
    inputs.parameters[name] =
        random_array<T>(inputs.parameters[name].shape, parity.selector_scale, random);
  }
  for (const int channels : size.channels) {
    inputs.tokens.local.push_back(
        random_array<T>({parity.images, channels, size.rows, size.columns}, 2, random));
    inputs.tokens.global.push_back(random_array<T>({parity.images, channels}, 2, random));
  }
  inputs.responses = random_array<T>({parity.images, size.vertices}, 1, random);
  return inputs;
}

template <class T>
void expect_close(const Array<T>& found, const Array<T>& expected, double tolerance,
                  const std::string& what) {
  ASSERT_EQ(found.shape, expected.shape) << what;
  double largest = 0, error = 0;
  for (std::size_t i = 0; i < expected.values.size(); ++i) {
    largest = std::max(largest, std::abs(double(expected.values[i])));
    error = std::max(error, std::abs(double(found.values[i]) - double(expected.values[i])));
  }
  EXPECT_LE(error, tolerance * largest) << what;
}

template <class T>
void expect_parity(const ParityCase& parity, bool is_gpu, double tolerance) {
  const ParityInputs<T> inputs = inputs_of<T>(parity);
  const auto eager = make_eager_engine(parity.size, inputs.encoding, inputs.parameters, "cpu");
  const auto fast = is_gpu ? make_gpu_engine(parity.size, inputs.encoding, inputs.parameters, "cpu")
                           : make_fast_engine(parity.size, inputs.encoding, inputs.parameters);
  expect_close(fast->predict(inputs.tokens), eager->predict(inputs.tokens), tolerance,
               "prediction");
  StepReport eager_report, fast_report;
  const ParametersOf<T> expected =
      eager->gradients(inputs.tokens, inputs.responses, 0.1, &eager_report);
  for (const auto& [name, gradient] :
       fast->gradients(inputs.tokens, inputs.responses, 0.1, &fast_report)) {
    expect_close(gradient, expected.at(name), tolerance, "gradient of " + name);
  }
  EXPECT_NEAR(fast_report.smooth_l1, eager_report.smooth_l1, tolerance);
  EXPECT_NEAR(fast_report.regularizer, eager_report.regularizer, tolerance);
  for (int step = 0; step < 5; ++step) {
    const double rate = step % 2 ? 1e-3 : 5e-4;
    // In float a larger decay leads one case to where rounding decides the sign of AdamW's step.
    const StepRates rates{0.05, {rate, 2 * rate, 3 * rate, 20 * rate}, 1.0 / (step + 2)};
    eager->step(inputs.tokens, inputs.responses, rates);
    fast->step(inputs.tokens, inputs.responses, rates);
  }
  const SelectorsOf<T> found = fast->selectors(), known = eager->selectors();
  expect_close(found.space, known.space, tolerance, "space after 5 steps");
  expect_close(found.layer, known.layer, tolerance, "layer after 5 steps");
  expect_close(found.scale, known.scale, tolerance, "scale after 5 steps");
  const Array<T> last = fast->predict(inputs.tokens);
  expect_close(last, eager->predict(inputs.tokens), 3 * tolerance, "prediction after 5 steps");
  for (const auto& engine : {eager.get(), fast.get()}) engine->swap_average();
  const Array<T> averaged = fast->predict(inputs.tokens);
  expect_close(averaged, eager->predict(inputs.tokens), 3 * tolerance, "averaged prediction");
  EXPECT_NE(averaged.values, last.values);
  for (const auto& engine : {eager.get(), fast.get()}) engine->swap_average();
  EXPECT_EQ(fast->predict(inputs.tokens).values, last.values);
}

class AverageOf : public testing::TestWithParam<bool> {};

TEST_P(AverageOf, IsTheRunningAverageOfTheParameters) {
  const ParityCase small{"small", {20, {4, 4}, 4, 4, 8}, 3, 0.5};
  const ParityInputs<double> inputs = inputs_of<double>(small);
  const auto engine =
      GetParam() ? make_fast_engine(small.size, inputs.encoding, inputs.parameters)
                 : make_eager_engine(small.size, inputs.encoding, inputs.parameters, "cpu");
  EXPECT_TRUE(engine->state().average.empty());
  const auto readout = [&] { return engine->parameters().at("readout_weight").values; };
  std::vector<double> expected = readout();
  for (const double weight : {0.5, 0.25}) {
    engine->step(inputs.tokens, inputs.responses, {0.05, {}, weight});
    const std::vector<double> now = readout();
    for (std::size_t i = 0; i < now.size(); ++i) {
      const double before = weight == 0.5 ? now[i] : expected[i];  // the first step starts it
      expected[i] = before + weight * (now[i] - before);
    }
  }
  const EngineStateOf<double> state = engine->state();
  EXPECT_EQ(state.average.at("readout_weight").values.size(), expected.size());
  engine->step(inputs.tokens, inputs.responses, {0.05, {}, 0.25});
  engine->restore(state);
  engine->swap_average();
  const std::vector<double> average = readout();
  for (std::size_t i = 0; i < average.size(); ++i) EXPECT_NEAR(average[i], expected[i], 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Engines, AverageOf, testing::Bool(),
                         [](const auto& parameter) { return parameter.param ? "fast" : "eager"; });

class EngineParity : public testing::TestWithParam<ParityCase> {};

TEST_P(EngineParity, FastIsEagerInDouble) { expect_parity<double>(GetParam(), false, 1e-9); }
TEST_P(EngineParity, FastIsEagerInFloat) { expect_parity<float>(GetParam(), false, 3e-4); }
TEST_P(EngineParity, GpuIsEagerInDouble) { expect_parity<double>(GetParam(), true, 1e-9); }
TEST_P(EngineParity, GpuIsEagerInFloat) { expect_parity<float>(GetParam(), true, 3e-4); }

INSTANTIATE_TEST_SUITE_P(
    Cases, EngineParity,
    testing::Values(ParityCase{"Plain", {300, {6, 6, 6}, 8, 8, 16}, 4, 0.3},
                    ParityCase{"CellsAtTheBorder", {700, {4, 5}, 8, 8, 8}, 3, 3},
                    ParityCase{"OneCellOverSeveralBlocks", {900, {4, 4}, 2, 2, 8}, 2, 0.01},
                    ParityCase{"OneLayer", {60, {7}, 8, 8, 8}, 2, 1},
                    ParityCase{"WideGrid", {80, {3, 4}, 5, 7, 6}, 3, 2},
                    ParityCase{"OneToken", {30, {3, 4}, 1, 1, 6}, 2, 2},
                    ParityCase{"OneVertexOneImage", {1, {3, 4}, 4, 4, 6}, 1, 1}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(FastEngine, PredictsTheSameInAnyBatch) {
  const ParityCase parity{"", {300, {6, 6}, 8, 8, 16}, 5, 0.5};
  const ParityInputs<float> inputs = inputs_of<float>(parity);
  const auto engine = make_fast_engine(parity.size, inputs.encoding, inputs.parameters);
  const Array<float> together = engine->predict(inputs.tokens);
  TokensOf<float> last;
  for (int l = 0; l < 2; ++l) {
    const Array<float>&local = inputs.tokens.local[l], &global = inputs.tokens.global[l];
    last.local.emplace_back(Shape{1, 6, 8, 8},
                            std::vector<float>(local.row(4), local.row(4) + local.row_size()));
    last.global.emplace_back(Shape{1, 6}, std::vector<float>(global.row(4), global.row(4) + 6));
  }
  const Array<float> alone = engine->predict(last);
  for (int i = 0; i < 300; ++i) EXPECT_NEAR(alone.values[i], together.row(4)[i], 1e-5F);
}

}  // namespace
}  // namespace cortiscope
