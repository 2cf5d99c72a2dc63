#include "core/torch/engines.h"

#include "core/base/error.h"
#include "core/torch/torch_errors.h"

namespace cortiscope {
namespace {

/// Calls another engine and turns torch's exceptions into Errors.
class GuardedEngine : public Engine<float> {
 public:
  explicit GuardedEngine(std::unique_ptr<Engine<float>> engine) : engine_(std::move(engine)) {}

  void step(const TokenBatch& tokens, const Array<float>& responses,
            const StepRates& rates) override {
    with_errors([&] { engine_->step(tokens, responses, rates); });
  }
  std::vector<StepReport> take_reports() override {
    return with_errors([&] { return engine_->take_reports(); });
  }
  Parameters gradients(const TokenBatch& tokens, const Array<float>& responses, double lambda,
                       StepReport* report) override {
    return with_errors([&] { return engine_->gradients(tokens, responses, lambda, report); });
  }
  Array<float> predict(const TokenBatch& tokens) override {
    return with_errors([&] { return engine_->predict(tokens); });
  }
  Selectors selectors() override {
    return with_errors([&] { return engine_->selectors(); });
  }
  Parameters parameters() override {
    return with_errors([&] { return engine_->parameters(); });
  }
  void swap_average() override {
    with_errors([&] { engine_->swap_average(); });
  }
  EngineState state() override {
    return with_errors([&] { return engine_->state(); });
  }
  void restore(const EngineState& state) override {
    with_errors([&] { engine_->restore(state); });
  }
  void set_parameters(const Parameters& parameters) override {
    with_errors([&] { engine_->set_parameters(parameters); });
  }

 private:
  std::unique_ptr<Engine<float>> engine_;
};

std::unique_ptr<Engine<float>> make_plain_engine(const std::string& name, const ModelSize& size,
                                                 const Array<float>& encoding,
                                                 const Parameters& parameters,
                                                 const std::string& device) {
  const bool is_whole = size.ablation == Ablation::kNone;
  if (name == "fast" && device == "cpu" && is_whole) {
    return make_fast_engine(size, encoding, parameters);
  }
  if (name == "fast") return make_gpu_engine(size, encoding, parameters, device);
  return make_eager_engine(size, encoding, parameters, device);
}

}  // namespace

std::unique_ptr<Engine<float>> make_engine(const std::string& name, const ModelSize& size,
                                           const Array<float>& encoding,
                                           const Parameters& parameters,
                                           const std::string& device) {
  if (name != "fast" && name != "eager") {
    throw option_error(ErrorKind::kBadValue, "engine",
                       "expected fast or eager, found \"" + name + "\"");
  }
  return std::make_unique<GuardedEngine>(
      with_errors([&] { return make_plain_engine(name, size, encoding, parameters, device); }));
}

}  // namespace cortiscope
