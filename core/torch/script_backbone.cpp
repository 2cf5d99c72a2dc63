#include "core/torch/script_backbone.h"

#include <torch/csrc/jit/passes/tensorexpr_fuser.h>
#include <torch/script.h>

#include "core/backbone/input_check.h"
#include "core/base/error.h"
#include "core/torch/script_attributes.h"
#include "core/torch/tensors.h"
#include "core/torch/torch_errors.h"

namespace cortiscope {
namespace {

class TorchScriptBackbone : public ScriptBackbone {
 public:
  TorchScriptBackbone(std::string name, torch::jit::Module module, const BackboneOptions& options)
      : name_(std::move(name)),
        module_(std::move(module)),
        device_(options.device),
        preprocessing_(preprocessing_of(module_, name_)),
        layer_names_(layer_names_of(module_, name_)),
        objective_(objective_of(module_, name_)) {
    if (options.mean) preprocessing_.mean = *options.mean;
    if (options.deviation) preprocessing_.deviation = *options.deviation;
    check_colors(preprocessing_);
    module_.eval();  // as some are saved while they are trained
    module_.to(device_);
  }

  const std::string& name() const override { return name_; }

  const Preprocessing& preprocessing() const override { return preprocessing_; }
  const std::vector<std::string>& layer_names() const override { return layer_names_; }
  std::string objective() const override { return objective_; }

  bool is_synthetic() const override {
    return module_.hasattr("token_deviation") && module_.find_method("calibrate");
  }

  void shuffle_weights(std::uint64_t seed) override {
    with_errors([&] {
      const at::NoGradGuard no_gradient;
      bool is_any = false;
      for (const auto& weights : module_.named_parameters()) {
        is_any = true;
        shuffle(weights.value, seed, weights.name);
      }
      if (is_any) return;
      throw Error(ErrorKind::kBadFormat, name_, "expected weights to shuffle, found none",
                  "a frozen module holds them as constants: save it before torch.jit.freeze");
    });
  }

  TokenBatch tokens(const std::vector<Image>& images) override {
    return with_errors([&] {
      const at::NoGradGuard no_gradient;
      const c10::IValue returned =
          module_.run_method("get_tokens", to_input(images, preprocessing_).to(device_));
      if (!returned.isTuple() || returned.toTuple()->elements().size() != 2) refuse_tokens();
      const auto& lists = returned.toTuple()->elements();
      TokenBatch batch;
      batch.local = arrays_of(lists[0], 4, images.size());
      batch.global = arrays_of(lists[1], 2, images.size());
      if (batch.local.empty() || batch.local.size() != batch.global.size()) refuse_tokens();
      return batch;
    });
  }

  void run(const std::string& method, const std::vector<Image>& images) override {
    with_errors([&] {
      const at::NoGradGuard no_gradient;
      module_.run_method(method, to_input(images, preprocessing_).to(device_));
    });
  }

  void save(const std::filesystem::path& file) const override {
    try {
      module_.save(file.string());
    } catch (const c10::Error& error) {
      throw Error(ErrorKind::kBadFormat, file.string(), error.what_without_backtrace(),
                  "is the disk full, or the folder gone?");
    }
  }

 private:
  [[noreturn]] void refuse_tokens() const {
    throw Error(ErrorKind::kBadFormat, name_,
                "expected get_tokens to return, for every layer, local tokens (B, C, H, W) and "
                "global tokens (B, C), found something else",
                "return a tuple of two lists of tensors, both of one entry per layer");
  }

  std::vector<Array<float>> arrays_of(const c10::IValue& list, std::int64_t axes,
                                      std::size_t images) const {
    if (!list.isTensorList()) refuse_tokens();
    std::vector<Array<float>> arrays;
    for (const at::Tensor& tensor : list.toTensorVector()) {
      if (tensor.dim() != axes || tensor.size(0) != std::int64_t(images)) refuse_tokens();
      arrays.push_back(to_array(tensor));
    }
    return arrays;
  }

  std::string name_;
  torch::jit::Module module_;
  c10::Device device_;
  Preprocessing preprocessing_;
  std::vector<std::string> layer_names_;
  std::string objective_;
};

/// LibTorch 2 compiles fused operations with an LLVM of its own. Beside software OpenGL, which has
/// loaded another LLVM, that finds no target and throws. The networks are as fast without.
void do_without_fusion() { torch::jit::setTensorExprFuserEnabled(false); }

}  // namespace

std::unique_ptr<ScriptBackbone> make_script(const ScriptSource& source) {
  do_without_fusion();
  torch::jit::Module module("Network");
  for (const auto& [name, values] : source.parameters) {
    module.register_parameter(name, to_tensor(values).requires_grad_(false), false);
  }
  for (const auto& [name, values] : source.buffers) {
    module.register_buffer(name, to_tensor(values));
  }
  module.define(source.methods);
  return std::make_unique<TorchScriptBackbone>(source.name, std::move(module), BackboneOptions());
}

std::unique_ptr<ScriptBackbone> load_script(const std::filesystem::path& file,
                                            const BackboneOptions& options) {
  do_without_fusion();
  torch::jit::Module module;
  bool has_tokens = false;
  try {
    module = torch::jit::load(file.string());
    has_tokens = module.find_method("get_tokens").has_value();
  } catch (const c10::Error&) {
  }
  if (!has_tokens) {
    throw Error(ErrorKind::kBadFormat, file.string(),
                "expected a TorchScript module with a method get_tokens, found none",
                "save the network with torch.jit.script(network).save(file)");
  }
  return std::make_unique<TorchScriptBackbone>(file.stem().string(), std::move(module), options);
}

}  // namespace cortiscope
