#include "core/fit/batch_memory.h"

#include <gtest/gtest.h>

#include "core/backbone/backbone.h"
#include "core/backbone/script.h"
#include "core/fit/fit.h"
#include "core/fit/forecast.h"
#include "core/fit/torch_module.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// An engine on a device with memory for some steps of a number of images. It learns nothing.
class FullEngine : public Engine<float> {
 public:
  FullEngine(int images, int steps, int vertices = 1, Parameters parameters = {})
      : images_(images), steps_(steps), vertices_(vertices), parameters_(std::move(parameters)) {}

  void step(const TokenBatch& tokens, const Array<float>& responses, const StepRates&) override {
    if (steps_-- > 0) return;
    gradients(tokens, responses, 0, nullptr);
  }
  Parameters gradients(const TokenBatch& tokens, const Array<float>& responses, double,
                       StepReport*) override {
    EXPECT_EQ(tokens.local.front().rows(), responses.rows());
    EXPECT_EQ(tokens.global.back().rows(), responses.rows());
    if (responses.rows() <= images_) return {};
    throw option_error(ErrorKind::kNoMemory, "device", "the device has no memory left");
  }
  std::vector<StepReport> take_reports() override { return {}; }
  Array<float> predict(const TokenBatch& tokens) override {
    return Array<float>({tokens.global.front().rows(), vertices_});
  }
  Selectors selectors() override { return {}; }
  Parameters parameters() override { return parameters_; }
  void swap_average() override {}
  EngineState state() override { return {parameters_, {}, {}, {}, 0}; }
  void restore(const EngineState&) override {}
  void set_parameters(const Parameters&) override {}

 private:
  int images_, steps_, vertices_;
  Parameters parameters_;
};

/// A device "cuda:0" with memory for two images, from the third step on.
class FullModule : public TorchModule {
 public:
  std::string resolve_device(const std::string&) override { return "cuda:0"; }
  double memory_mb(const std::string&) override { return 0; }
  int use_threads(int) override { return 1; }
  std::unique_ptr<Engine<float>> make_engine(const std::string&, const ModelSize& size,
                                             const Array<float>&, const Parameters& parameters,
                                             const std::string&) override {
    return std::make_unique<FullEngine>(2, 2, size.vertices, parameters);
  }
  double sgemm_gflop_per_s(const std::string&, int, int) override { return 1; }
  std::unique_ptr<ScriptBackbone> make_script(const ScriptSource&) override { return nullptr; }
  std::unique_ptr<Backbone> load_script(const std::filesystem::path&,
                                        const BackboneOptions&) override {
    return nullptr;
  }
  std::unique_ptr<Backbone> load_vision_transformer(const VisionTransformer&,
                                                    const SafetensorsFile&,
                                                    const BackboneOptions&) override {
    return nullptr;
  }
};

/// A batch of one layer with one channel and one vertex.
EncodingBatch batch_of(int images) {
  EncodingBatch batch;
  batch.tokens.local.emplace_back(Shape{images, 1, 2, 2});
  batch.tokens.global.emplace_back(Shape{images, 1});
  batch.responses = Array<float>({images, 1});
  return batch;
}

std::string said(int images, int fitting, const std::string& device) {
  FullEngine engine(fitting, 0);
  const Error error = no_memory_for(batch_of(images), engine, device);
  EXPECT_EQ(error.kind(), ErrorKind::kNoMemory);
  EXPECT_EQ(error.option(), "batch");
  return error.what();
}

TEST(NoMemoryFor, NamesTheBatchThatFits) {
  EXPECT_EQ(said(32, 9, "cuda:0"),
            "batch: the device cuda:0 has no memory for 32 images per step (it has for 8; or use "
            "the device cpu)");
  EXPECT_EQ(said(7, 1, "cpu"),
            "batch: the device cpu has no memory for 7 images per step (it has for 1; or end other "
            "programs)");
}

TEST(NoMemoryFor, SaysThatNotOneImageFits) {
  EXPECT_EQ(said(8, 0, "cuda:1"),
            "batch: the device cuda:1 has no memory for 8 images per step (nor for a single one: "
            "use the device cpu)");
}

TEST(NoMemoryFor, IsSaidByAFitThatKeepsItsState) {
  use_torch_module(std::make_unique<FullModule>());
  FitOptions options = tiny_options();
  options.batch = 8;
  int kept_at = 0;
  FitKeeping keeping;
  keeping.save = [&](const FitCheckpoint& checkpoint) { kept_at = checkpoint.step; };
  EXPECT_EQ(
      error_of([&] { fit_factor_topy(plant_study(tiny_study(), 1), options, {}, {}, keeping); }),
      "batch: the device cuda:0 has no memory for 8 images per step (it has for 2; or use the "
      "device cpu)");
  EXPECT_EQ(kept_at, 2);
}

}  // namespace
}  // namespace cortiscope
