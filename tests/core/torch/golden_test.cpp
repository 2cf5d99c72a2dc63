// The engines against numbers computed elsewhere, from the method's public definition.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/io/hdf5/h5_file.h"
#include "core/torch/engines.h"

namespace cortiscope {
namespace {

using nlohmann::json;

/// Largest agreement error that is rounding, relative to the largest value of a tensor.
template <class T>
constexpr double kRounding = sizeof(T) == sizeof(double) ? 1e-9 : 1e-4;

/// The same for parameters after 20 steps. Adam divides each gradient by its own size, so where
/// one is almost nothing its rounding moves the parameter by a visible part of the learning rate.
template <class T>
constexpr double kRoundingOfSteps = 2 * kRounding<T>;

template <class T>
void expect_close(const std::vector<T>& found, const std::vector<double>& expected,
                  const std::string& what, double tolerance = kRounding<T>) {
  ASSERT_GE(found.size(), expected.size()) << what;
  double largest = 0, error = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    largest = std::max(largest, std::abs(expected[i]));
    error = std::max(error, std::abs(double(found[i]) - expected[i]));
  }
  EXPECT_LE(error, tolerance * largest) << what;
}

double regularizer_weight(int step) { return 0.1 * std::max(0.0, 1 - step / 2000.0); }

template <class T>
TokensOf<T> tokens_at(const TokensOf<T>& all, int step) {
  const auto part = [&](const Array<T>& stacked) {
    const Shape shape(stacked.shape.begin() + 1, stacked.shape.end());
    return Array<T>(shape, {stacked.row(step), stacked.row(step) + stacked.row_size()});
  };
  TokensOf<T> tokens;
  for (const Array<T>& local : all.local) tokens.local.push_back(part(local));
  for (const Array<T>& global : all.global) tokens.global.push_back(part(global));
  return tokens;
}

template <class T>
Array<T> responses_at(const Array<T>& all, int step) {
  return Array<T>(Shape{all.shape[1], all.shape[2]},
                  {all.row(step), all.row(step) + all.row_size()});
}

/// What an engine is given: everything with a leading axis of steps.
template <class T>
struct GoldenInputs {
  ModelSize size;
  Array<T> positions;
  ParametersOf<T> parameters;
  TokensOf<T> tokens;
  Array<T> responses;
};

enum class Which { kEager, kFast, kGpu };

template <class T>
std::unique_ptr<Engine<T>> make(Which which, const GoldenInputs<T>& inputs) {
  const Array<T> encoding = position_encoding(inputs.positions);
  if (which == Which::kFast) return make_fast_engine(inputs.size, encoding, inputs.parameters);
  if (which == Which::kGpu) {
    return make_gpu_engine(inputs.size, encoding, inputs.parameters, "cpu");
  }
  return make_eager_engine(inputs.size, encoding, inputs.parameters, "cpu");
}

/// The arrays of formula.json: scale * sin(12.9898 k + 78.233 id).
template <class T>
Array<T> from_formula(const json& entry) {
  Array<T> array{entry.at("shape").get<Shape>()};
  const double scale = entry.at("scale"), id = entry.at("id");
  for (std::size_t k = 1; k <= array.values.size(); ++k) {
    array.values[k - 1] = T(scale * std::sin(12.9898 * double(k) + 78.233 * id));
  }
  return array;
}

json formula() { return json::parse(std::ifstream(CORTISCOPE_GOLDEN_FORMULA)); }

template <class T>
GoldenInputs<T> formula_inputs(const json& golden) {
  const json& sizes = golden.at("sizes");
  GoldenInputs<T> inputs;
  inputs.size = {sizes.at("vertices"), sizes.at("channels").get<std::vector<int>>(),
                 sizes.at("rows"), sizes.at("columns"), sizes.at("bottleneck")};
  for (const json& entry : golden.at("parameters")) {
    inputs.parameters[entry.at("name")] = from_formula<T>(entry);
  }
  for (const json& entry : golden.at("inputs")) {
    const std::string name = entry.at("name");
    if (name == "coords") inputs.positions = from_formula<T>(entry);
    if (name == "responses") inputs.responses = from_formula<T>(entry);
    if (name.find("local") != std::string::npos) {
      inputs.tokens.local.push_back(from_formula<T>(entry));
    }
    if (name.find("global") != std::string::npos) {
      inputs.tokens.global.push_back(from_formula<T>(entry));
    }
  }
  return inputs;
}

/// Checks an array against its norm and first entries.
template <class T>
void expect_summary(const ParametersOf<T>& found, const json& expected) {
  for (const auto& [name, summary] : expected.items()) {
    const std::vector<T>& values = found.at(name).values;
    double squares = 0;
    for (const T value : values) squares += double(value) * double(value);
    const double norm = summary.at("l2");
    EXPECT_NEAR(std::sqrt(squares), norm, kRounding<T> * norm) << name;
    const auto first = summary.at("first").template get<std::vector<double>>();
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_NEAR(values[i], first[i], kRounding<T> * norm) << name;
    }
  }
}

std::vector<double> flat(const json& rows) {
  std::vector<double> values;
  for (const json& row : rows) {
    if (row.is_array()) {
      for (const double value : row) values.push_back(value);
    } else {
      values.push_back(row);
    }
  }
  return values;
}

template <class T>
void expect_formula(Which which) {
  const json golden = formula();
  const GoldenInputs<T> inputs = formula_inputs<T>(golden);
  const auto engine = make(which, inputs);

  const SelectorsOf<T> selectors = engine->selectors();
  expect_close(selectors.space.values, flat(golden.at("selectors").at("space")), "space");
  expect_close(selectors.layer.values, flat(golden.at("selectors").at("layer")), "layer");
  expect_close(selectors.scale.values, flat(golden.at("selectors").at("scale")), "scale");
  expect_close(engine->predict(tokens_at(inputs.tokens, 0)).values, flat(golden.at("prediction")),
               "prediction");

  StepReport report;
  expect_summary(engine->gradients(tokens_at(inputs.tokens, 0), responses_at(inputs.responses, 0),
                                   0.1, &report),
                 golden.at("gradients"));
  const double loss = golden.at("loss_at_lambda_0_1"), penalty = golden.at("regularizer");
  EXPECT_NEAR(report.smooth_l1 + 0.1 * report.regularizer, loss, kRounding<T>);
  EXPECT_NEAR(report.regularizer, penalty, kRounding<T>);

  const json& trajectory = golden.at("trajectory");
  for (int t = 0; t < golden.at("sizes").at("steps").get<int>(); ++t) {
    engine->step(tokens_at(inputs.tokens, t), responses_at(inputs.responses, t),
                 {regularizer_weight(t)});
    const StepReport step = engine->take_reports().at(0);
    EXPECT_NEAR(step.smooth_l1, trajectory.at("smooth_l1")[t].get<double>(), kRounding<T>) << t;
    EXPECT_NEAR(step.regularizer, trajectory.at("regularizer")[t].get<double>(), kRounding<T>) << t;
    EXPECT_NEAR(step.gradient_norm, trajectory.at("gradient_norm")[t].get<double>(),
                2 * kRounding<T>)
        << t;
  }
  expect_summary(engine->parameters(), golden.at("parameters_after"));
}

class Golden : public testing::TestWithParam<Which> {};

TEST_P(Golden, AgreesWithTheFormulaNumbersInDouble) { expect_formula<double>(GetParam()); }
TEST_P(Golden, AgreesWithTheFormulaNumbersInFloat) { expect_formula<float>(GetParam()); }

/// factortopy_small.h5: where CORTISCOPE_GOLDEN says, else beside the checkout.
std::filesystem::path golden_file() {
  if (const char* file = std::getenv("CORTISCOPE_GOLDEN")) return file;
  return std::filesystem::path(CORTISCOPE_SOURCE_DIR) / "../shared/golden/factortopy_small.h5";
}

template <class T>
GoldenInputs<T> file_inputs(const H5Reader& file) {
  const auto read = [&](const std::string& name) {
    return file.read<T>(name, Shape(file.shape(name).size(), kAny));
  };
  GoldenInputs<T> inputs;
  inputs.positions = read("/coords");
  inputs.responses = read("/responses");
  for (const std::string& layer : file.children("/tokens/local")) {
    inputs.tokens.local.push_back(read("/tokens/local/" + layer));
    inputs.tokens.global.push_back(read("/tokens/global/" + layer));
    inputs.size.channels.push_back(int(inputs.tokens.global.back().shape[2]));
  }
  inputs.size.vertices = int(inputs.positions.rows());
  inputs.size.rows = int(inputs.tokens.local[0].shape[3]);
  inputs.size.columns = int(inputs.tokens.local[0].shape[4]);
  for (const auto& [name, values] : initial_parameters<T>(inputs.size, 0)) {
    inputs.parameters[name] = read("/params/" + name);
  }
  inputs.size.bottleneck = int(inputs.parameters.at("readout_weight").shape[1]);
  return inputs;
}

template <class T>
void expect_file(const H5Reader& file, Which which) {
  const auto golden = [&](const std::string& name) {
    return file.read<double>(name, Shape(file.shape(name).size(), kAny)).values;
  };
  const GoldenInputs<T> inputs = file_inputs<T>(file);
  expect_close(position_encoding(inputs.positions).values, golden("/position_encoding"),
               "position_encoding");
  const auto engine = make(which, inputs);
  const SelectorsOf<T> selectors = engine->selectors();
  expect_close(selectors.space.values, golden("/selectors/space"), "space");
  expect_close(selectors.layer.values, golden("/selectors/layer"), "layer");
  expect_close(selectors.scale.values, golden("/selectors/scale"), "scale");
  expect_close(engine->predict(tokens_at(inputs.tokens, 0)).values, golden("/forward/prediction"),
               "prediction");

  const ParametersOf<T> gradients = engine->gradients(
      tokens_at(inputs.tokens, 0), responses_at(inputs.responses, 0), 0.1, nullptr);
  for (const auto& [name, values] : gradients) {
    expect_close(values.values, golden("/gradients/" + name), "gradient of " + name);
  }

  std::vector<double> smooth_l1, regularizer, gradient_norm;
  for (int t = 0; t < int(inputs.responses.rows()); ++t) {
    engine->step(tokens_at(inputs.tokens, t), responses_at(inputs.responses, t),
                 {regularizer_weight(t)});
    const StepReport step = engine->take_reports().at(0);
    smooth_l1.push_back(step.smooth_l1);
    regularizer.push_back(step.regularizer);
    gradient_norm.push_back(step.gradient_norm);
  }
  const auto rounded = [](const std::vector<double>& values) {
    return std::vector<T>(values.begin(), values.end());
  };
  expect_close(rounded(smooth_l1), golden("/trajectory/smooth_l1"), "smooth L1");
  expect_close(rounded(regularizer), golden("/trajectory/regularizer"), "regularizer");
  expect_close(rounded(gradient_norm), golden("/trajectory/gradient_norm"), "gradient norm");
  for (const auto& [name, values] : engine->parameters()) {
    expect_close(values.values, golden("/params_after/" + name), name + " after 20 steps",
                 kRoundingOfSteps<T>);
  }
}

TEST_P(Golden, AgreesWithTheGoldenFile) {
  if (!std::filesystem::exists(golden_file())) GTEST_SKIP() << "skipped: no golden file";
  const H5Reader file(golden_file());
  {
    SCOPED_TRACE("double");
    expect_file<double>(file, GetParam());
  }
  SCOPED_TRACE("float");
  expect_file<float>(file, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Engines, Golden, testing::Values(Which::kEager, Which::kFast, Which::kGpu),
                         [](const auto& parameter) {
                           return parameter.param == Which::kEager  ? "Eager"
                                  : parameter.param == Which::kFast ? "Fast"
                                                                    : "Gpu";
                         });

}  // namespace
}  // namespace cortiscope
