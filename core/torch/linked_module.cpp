#include "core/torch/linked_module.h"

#include "core/torch/devices.h"
#include "core/torch/engines.h"
#include "core/torch/script_backbone.h"
#include "core/torch/torch_errors.h"
#include "core/torch/vision_transformer_backbone.h"

namespace cortiscope {
namespace {

class LinkedModule : public TorchModule {
 public:
  std::string resolve_device(const std::string& device) override {
    return with_errors([&] { return cortiscope::resolve_device(device); });
  }
  double memory_mb(const std::string& device) override {
    return with_errors([&] { return cortiscope::memory_mb(device); });
  }
  int use_threads(int threads) override { return cortiscope::use_threads(threads); }
  std::unique_ptr<Engine<float>> make_engine(const std::string& name, const ModelSize& size,
                                             const Array<float>& encoding,
                                             const Parameters& parameters,
                                             const std::string& device) override {
    return cortiscope::make_engine(name, size, encoding, parameters, device);
  }
  double sgemm_gflop_per_s(const std::string& device, int side, int runs) override {
    return with_errors([&] { return cortiscope::sgemm_gflop_per_s(device, side, runs); });
  }
  std::unique_ptr<ScriptBackbone> make_script(const ScriptSource& source) override {
    return with_errors([&] { return cortiscope::make_script(source); });
  }
  std::unique_ptr<Backbone> load_script(const std::filesystem::path& file,
                                        const BackboneOptions& options) override {
    return with_errors([&] { return cortiscope::load_script(file, options); });
  }
  std::unique_ptr<Backbone> load_vision_transformer(const VisionTransformer& network,
                                                    const SafetensorsFile& weights,
                                                    const BackboneOptions& options) override {
    return with_errors(
        [&] { return cortiscope::load_vision_transformer(network, weights, options); });
  }
};

}  // namespace

std::unique_ptr<TorchModule> make_torch_module() { return std::make_unique<LinkedModule>(); }

}  // namespace cortiscope
