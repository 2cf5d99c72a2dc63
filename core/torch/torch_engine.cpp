// FactorTopy around a read-out, through automatic differentiation.

#include <torch/types.h>

#include <cmath>
#include <optional>

#include "core/torch/engines.h"
#include "core/torch/optimizer.h"
#include "core/torch/parameter_layout.h"
#include "core/torch/readouts.h"

namespace cortiscope {
namespace {

using torch::Tensor;

/// u, w and s of every vertex: (N, 2), (N, L), (N, 1).
struct Selection {
  Tensor space, layer, scale;
  Tensor tokens;  ///< with Ablation::kFactorization the weight of every token, (N, L H W + L)
};

/// The centres of `count` tokens along an axis from -1 to 1.
Tensor centres(int count, const torch::TensorOptions& options) {
  return (torch::arange(count, options) + 0.5) * (2.0 / count) - 1;
}

template <class T>
class TorchEngine : public Engine<T> {
 public:
  TorchEngine(ModelSize size, const Array<T>& encoding, const ParametersOf<T>& parameters,
              const std::string& device, Readout readout)
      : size_(std::move(size)),
        layout_(size_),
        device_(device),
        readout_(readout),
        encoding_(to_device(encoding)) {
    // Products of a GPU with the mantissa of fp16 and the range of a float: as fast as its
    // tensor cores read memory, and no loss has to be scaled.
    if (!device_.is_cpu()) at::globalContext().setFloat32MatmulPrecision("high");
    parameters_ = to_device(layout_.flatten(parameters));
    gradient_ = torch::zeros_like(parameters_);
    moment1_ = torch::zeros_like(parameters_);
    moment2_ = torch::zeros_like(parameters_);
    // Leaves and their gradients are views of one run of numbers each, so that the clip and the
    // optimiser take a few operations for any number of layers.
    for (const auto& [name, values] : parameters) {
      const auto part = [&](const Tensor& all) {
        return all.narrow(0, layout_.offset(name), std::int64_t(values.values.size()))
            .view(values.shape);
      };
      Tensor leaf = part(parameters_).detach().requires_grad_(true);
      leaf.mutable_grad() = part(gradient_);
      leaves_[name] = leaf;
    }
  }

  void step(const TokensOf<T>& tokens, const Array<T>& responses, const StepRates& rates) override {
    const Tensor report = backward(tokens, responses, rates.lambda);
    optimize(report[2], rates.learning);
    average(rates.average_weight);
    reports_.push_back(report);
  }

  std::vector<StepReport> take_reports() override {
    std::vector<StepReport> reports;
    if (reports_.empty()) return reports;
    const Tensor all = torch::stack(reports_).cpu();
    for (std::int64_t i = 0; i < all.size(0); ++i) reports.push_back(report_of(all[i]));
    reports_.clear();
    return reports;
  }

  ParametersOf<T> gradients(const TokensOf<T>& tokens, const Array<T>& responses, double lambda,
                            StepReport* report) override {
    const Tensor seen = backward(tokens, responses, lambda);
    if (report) *report = report_of(seen.cpu());
    return unflatten(gradient_);
  }

  Array<T> predict(const TokensOf<T>& tokens) override {
    const at::NoGradGuard no_gradient;
    return to_array(forward(selection(), tokens));
  }

  SelectorsOf<T> selectors() override {
    const at::NoGradGuard no_gradient;
    const Selection& now = selection();
    return {to_array(now.layer), to_array(now.space), to_array(now.scale.flatten())};
  }

  ParametersOf<T> parameters() override { return unflatten(parameters_); }

  EngineStateOf<T> state() override {
    return {parameters(), unflatten(moment1_), unflatten(moment2_),
            average_.defined() ? unflatten(average_) : ParametersOf<T>(), steps_};
  }

  void restore(const EngineStateOf<T>& state) override {
    set_parameters(state.parameters);
    moment1_ = to_device(layout_.flatten(state.moment1));
    moment2_ = to_device(layout_.flatten(state.moment2));
    average_ = Tensor();
    if (!state.average.empty()) average_ = to_device(layout_.flatten(state.average));
    steps_ = state.steps;
  }

  void set_parameters(const ParametersOf<T>& parameters) override {
    const at::NoGradGuard no_gradient;
    parameters_.copy_(to_device(layout_.flatten(parameters)));
    selection_.reset();
  }

  void swap_average() override {
    if (!average_.defined()) return;
    const at::NoGradGuard no_gradient;
    const Tensor parameters = parameters_.clone();  // the leaves are views of parameters_
    parameters_.copy_(average_);
    average_ = parameters;
    selection_.reset();
  }

 private:
  static constexpr auto kType = torch::CppTypeToScalarType<T>::value;

  /// A copy on the device. Copies to a GPU from pinned memory, without waiting.
  Tensor to_device(const T* values, const Shape& shape) const {
    const Tensor host = torch::from_blob(const_cast<T*>(values), shape, kType);
    if (device_.is_cpu()) return host.clone();
    return host.pin_memory().to(device_, /*non_blocking=*/true);
  }
  Tensor to_device(const Array<T>& array) const {
    return to_device(array.values.data(), array.shape);
  }
  Tensor to_device(const std::vector<T>& values) const {
    return to_device(values.data(), {std::int64_t(values.size())});
  }

  static Array<T> to_array(const Tensor& tensor) {
    const Tensor host = tensor.detach().cpu().contiguous();
    const T* data = host.template data_ptr<T>();
    return Array<T>(host.sizes().vec(), std::vector<T>(data, data + host.numel()));
  }

  ParametersOf<T> unflatten(const Tensor& all) const {
    return layout_.unflatten(to_array(all).values);
  }

  static StepReport report_of(const Tensor& host) {
    const Tensor numbers = host.to(torch::kDouble);
    const double* values = numbers.data_ptr<double>();
    return {values[0], values[1], values[2]};
  }

  Tensor perceptron(const std::string& name) const {
    const auto parameter = [&](const char* part) { return leaves_.at(name + part); };
    const Tensor first = torch::gelu(torch::linear(encoding_, parameter("/w0"), parameter("/b0")));
    const Tensor second = torch::gelu(torch::linear(first, parameter("/w1"), parameter("/b1")));
    return torch::linear(second, parameter("/w2"));
  }

  Selection select() const {
    switch (size_.ablation) {
      case Ablation::kTopology:
        return selection_of(leaves_.at("space"), leaves_.at("layer"), leaves_.at("scale"));
      case Ablation::kFactorization:
        return selection_of(torch::softmax(perceptron("token_mlp"), 1));
      case Ablation::kSpace:
        return selection_of(torch::zeros({size_.vertices, 2}, encoding_.options()),
                            perceptron("layer_mlp"), perceptron("scale_mlp"));
      case Ablation::kNone:
        break;
    }
    return selection_of(perceptron("space_mlp"), perceptron("layer_mlp"), perceptron("scale_mlp"));
  }

  static Selection selection_of(const Tensor& space, const Tensor& layer, const Tensor& scale) {
    return {torch::tanh(space), torch::softmax(layer, 1), torch::sigmoid(scale), Tensor()};
  }

  /// What weights of single tokens say of layer, place and scale: their sums and their mean place.
  Selection selection_of(const Tensor& tokens) const {
    const std::int64_t layers = size_.layer_count();
    const std::int64_t places = std::int64_t(size_.rows) * size_.columns;
    const Tensor global = tokens.narrow(1, layers * places, layers);
    const Tensor local = tokens.narrow(1, 0, layers * places).reshape({-1, layers, places});
    const Tensor place = local.sum(1).view({-1, size_.rows, size_.columns});
    const Tensor sum = place.sum({1, 2}).clamp_min(1e-12);
    const Tensor x = place.sum(1).matmul(centres(size_.columns, tokens.options())) / sum;
    const Tensor y = place.sum(2).matmul(centres(size_.rows, tokens.options())) / sum;
    return {torch::stack({x, y}, 1), local.sum(2) + global, global.sum(1, /*keepdim=*/true),
            tokens};
  }

  /// The selectors of the parameters as they are, for display: they do not depend on the batch.
  const Selection& selection() {
    if (!selection_) selection_ = select();
    return *selection_;
  }

  /// y of method.md, (B, N).
  Tensor forward(const Selection& selection, const TokensOf<T>& tokens) const {
    std::vector<Tensor> aligned_local, aligned_global;
    for (int l = 0; l < size_.layer_count(); ++l) {
      const std::string layer = "/" + std::to_string(l);
      const Tensor local = to_device(tokens.local[l]).flatten(2).transpose(1, 2);  // (B, HW, C)
      const Tensor global = to_device(tokens.global[l]);                           // (B, C)
      aligned_local.push_back(torch::linear(local, leaves_.at("local_bottleneck" + layer)));
      aligned_global.push_back(torch::linear(global, leaves_.at("global_bottleneck" + layer)));
    }
    const Tensor local = torch::stack(aligned_local, 1), global = torch::stack(aligned_global, 1);
    const Tensor& weight = leaves_.at("readout_weight");
    const Tensor sum = selection.tokens.defined()
                           ? read_by_weights(selection.tokens, local, global, weight)
                           : readout_(size_, {selection.space, selection.layer, selection.scale,
                                              local, global, weight});
    return sum / size_.bottleneck + leaves_.at("readout_bias");
  }

  Tensor regularizer(const Selection& selection) const {
    const Tensor scale_term = (selection.scale - 0.5).square().mean();
    if (size_.layer_count() == 1) return scale_term;
    const Tensor entropy = -(selection.layer * (selection.layer + 1e-8).log()).sum(1).mean();
    return scale_term - entropy / std::log(double(size_.layer_count()));
  }

  /// Fills gradient_; returns a StepReport's three numbers, on the device.
  Tensor backward(const TokensOf<T>& tokens, const Array<T>& responses, double lambda) {
    gradient_.zero_();
    const Selection selection = select();
    const Tensor smooth_l1 = torch::smooth_l1_loss(forward(selection, tokens), to_device(responses),
                                                   at::Reduction::Mean, 0.1);
    const Tensor penalty = regularizer(selection);
    (smooth_l1 + lambda * penalty).backward();
    return torch::stack({smooth_l1.detach(), penalty.detach(), gradient_.norm()});
  }

  void optimize(const Tensor& gradient_norm, const LearningRates& learning) {
    const at::NoGradGuard no_gradient;
    ++steps_;
    const double correction1 = 1 - std::pow(kBeta1, steps_);
    const double correction2 = std::sqrt(1 - std::pow(kBeta2, steps_));
    const Tensor gradient = gradient_ * clip_scale(gradient_norm);
    moment1_.mul_(kBeta1).add_(gradient, 1 - kBeta1);
    moment2_.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
    const Tensor scale = moment2_.sqrt().div_(correction2).add_(kEpsilon);
    const auto move = [&](double rate, double decay, std::int64_t from, std::int64_t to) {
      const auto part = [&](const Tensor& all) { return all.narrow(0, from, to - from); };
      part(parameters_)
          .mul_(1 - rate * decay)
          .addcdiv_(part(moment1_), part(scale), -rate / correction1);
    };
    move(learning.selectors, kWeightDecay, 0, layout_.selector_count());
    move(learning.alignment, kWeightDecay, layout_.selector_count(), layout_.readout_offset());
    move(learning.readout, learning.readout_decay, layout_.readout_offset(), layout_.count());
    selection_.reset();
  }

  void average(double weight) {
    if (weight == 0) return;
    const at::NoGradGuard no_gradient;
    if (!average_.defined()) average_ = parameters_.detach().clone();
    average_.lerp_(parameters_, weight);
  }

  /// As optimizer.h's, of a norm that stays on the device.
  static Tensor clip_scale(const Tensor& gradient_norm) {
    return (kClipNorm / (gradient_norm + kClipRoom)).clamp_max(1);
  }

  ModelSize size_;
  ParameterLayout layout_;
  torch::Device device_;
  Readout readout_;
  Tensor encoding_;
  Tensor parameters_, gradient_, moment1_, moment2_;  // (parameters)
  Tensor average_;                                    // (parameters); undefined where none is kept
  std::map<std::string, Tensor> leaves_;              // views of parameters_, with their gradients
  int steps_ = 0;
  std::vector<Tensor> reports_;  // of steps whose reports were not taken
  std::optional<Selection> selection_;
};

}  // namespace

template <class T>
std::unique_ptr<Engine<T>> make_eager_engine(const ModelSize& size, const Array<T>& encoding,
                                             const ParametersOf<T>& parameters,
                                             const std::string& device) {
  return std::make_unique<TorchEngine<T>>(size, encoding, parameters, device, read_densely);
}

template <class T>
std::unique_ptr<Engine<T>> make_gpu_engine(const ModelSize& size, const Array<T>& encoding,
                                           const ParametersOf<T>& parameters,
                                           const std::string& device) {
  return std::make_unique<TorchEngine<T>>(size, encoding, parameters, device, read_by_cells);
}

template std::unique_ptr<Engine<float>> make_eager_engine(const ModelSize&, const Array<float>&,
                                                          const Parameters&, const std::string&);
template std::unique_ptr<Engine<double>> make_eager_engine(const ModelSize&, const Array<double>&,
                                                           const ParametersOf<double>&,
                                                           const std::string&);
template std::unique_ptr<Engine<float>> make_gpu_engine(const ModelSize&, const Array<float>&,
                                                        const Parameters&, const std::string&);
template std::unique_ptr<Engine<double>> make_gpu_engine(const ModelSize&, const Array<double>&,
                                                         const ParametersOf<double>&,
                                                         const std::string&);

}  // namespace cortiscope
