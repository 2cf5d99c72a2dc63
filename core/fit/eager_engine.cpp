#include <torch/torch.h>

#include <cmath>

#include "core/fit/engine.h"
#include "core/fit/optimizer.h"

namespace cortiscope {
namespace {

using torch::Tensor;

template <class T>
class EagerEngine : public Engine<T> {
 public:
  EagerEngine(ModelSize size, const Array<T>& encoding, const ParametersOf<T>& parameters,
              const std::string& device)
      : size_(std::move(size)), device_(device), encoding_(to_tensor(encoding)) {
    for (const auto& [name, values] : parameters) {
      parameters_[name] = to_tensor(values).requires_grad_(true);
      moment1_[name] = torch::zeros_like(parameters_[name]);
      moment2_[name] = torch::zeros_like(parameters_[name]);
    }
  }

  StepReport step(const TokensOf<T>& tokens, const Array<T>& responses,
                  const StepRates& rates) override {
    const StepReport report = backward(tokens, responses, rates.lambda);
    optimize(clip_scale(report.gradient_norm), rates.learning_rate);
    return report;
  }

  ParametersOf<T> gradients(const TokensOf<T>& tokens, const Array<T>& responses, double lambda,
                            StepReport* report) override {
    const StepReport seen = backward(tokens, responses, lambda);
    if (report) *report = seen;
    ParametersOf<T> result;
    for (const auto& [name, leaf] : parameters_) result[name] = to_array(leaf.grad());
    return result;
  }

  Array<T> predict(const TokensOf<T>& tokens) override {
    const torch::NoGradGuard no_gradient;
    return to_array(forward(select(), tokens));
  }

  SelectorsOf<T> selectors() override {
    const torch::NoGradGuard no_gradient;
    const Selection selection = select();
    return {to_array(selection.layer), to_array(selection.space),
            to_array(selection.scale.flatten())};
  }

  ParametersOf<T> parameters() override { return to_arrays(parameters_); }

  EngineStateOf<T> state() override {
    return {to_arrays(parameters_), to_arrays(moment1_), to_arrays(moment2_), steps_};
  }

  void restore(const EngineStateOf<T>& state) override {
    const torch::NoGradGuard no_gradient;
    set_parameters(state.parameters);
    for (auto& [name, moment] : moment1_) moment.copy_(to_tensor(state.moment1.at(name)));
    for (auto& [name, moment] : moment2_) moment.copy_(to_tensor(state.moment2.at(name)));
    steps_ = state.steps;
  }

  void set_parameters(const ParametersOf<T>& parameters) override {
    const torch::NoGradGuard no_gradient;
    for (auto& [name, leaf] : parameters_) leaf.copy_(to_tensor(parameters.at(name)));
  }

 private:
  using Tensors = std::map<std::string, Tensor>;

  /// u, w and s of every vertex: (N, 2), (N, L), (N, 1).
  struct Selection {
    Tensor space, layer, scale;
  };

  Tensor to_tensor(const Array<T>& array) const {
    const auto type = torch::CppTypeToScalarType<T>::value;
    return torch::from_blob(const_cast<T*>(array.values.data()), array.shape, type)
        .to(device_, type, /*non_blocking=*/false, /*copy=*/true);
  }

  static Array<T> to_array(const Tensor& tensor) {
    const Tensor host = tensor.detach().cpu().contiguous();
    const T* data = host.template data_ptr<T>();
    return Array<T>(host.sizes().vec(), std::vector<T>(data, data + host.numel()));
  }

  static ParametersOf<T> to_arrays(const Tensors& tensors) {
    ParametersOf<T> arrays;
    for (const auto& [name, tensor] : tensors) arrays[name] = to_array(tensor);
    return arrays;
  }

  Tensor perceptron(const std::string& name) const {
    const auto parameter = [&](const char* part) { return parameters_.at(name + part); };
    const Tensor first = torch::gelu(torch::linear(encoding_, parameter("/w0"), parameter("/b0")));
    const Tensor second = torch::gelu(torch::linear(first, parameter("/w1"), parameter("/b1")));
    return torch::linear(second, parameter("/w2"));
  }

  Selection select() const {
    return {torch::tanh(perceptron("space_mlp")), torch::softmax(perceptron("layer_mlp"), 1),
            torch::sigmoid(perceptron("scale_mlp"))};
  }

  /// The weights that bilinear sampling at `coordinate` in [-1, 1] gives to `count` token centres
  /// along one axis: (N, count). Centres outside the grid have no column, so they count as zero.
  static Tensor bilinear_weights(const Tensor& coordinate, int count) {
    const Tensor place = coordinate * (count / 2.0) + (count - 1) / 2.0;
    const Tensor before = place.detach().floor();
    const Tensor part = (place - before).unsqueeze(1);
    const Tensor distance =
        torch::arange(count, place.options()).unsqueeze(0) - before.unsqueeze(1);
    return (distance == 0) * (1 - part) + (distance == 1) * part;
  }

  /// y of method.md, (B, N).
  Tensor forward(const Selection& selection, const TokensOf<T>& tokens) const {
    std::vector<Tensor> aligned_local, aligned_global;
    for (int l = 0; l < size_.layer_count(); ++l) {
      const std::string layer = "/" + std::to_string(l);
      const Tensor local = to_tensor(tokens.local[l]).flatten(2).transpose(1, 2);  // (B, HW, C)
      const Tensor global = to_tensor(tokens.global[l]);                           // (B, C)
      aligned_local.push_back(torch::linear(local, parameters_.at("local_bottleneck" + layer)));
      aligned_global.push_back(torch::linear(global, parameters_.at("global_bottleneck" + layer)));
    }
    const Tensor all_tokens = torch::cat(
        {torch::stack(aligned_local, 1).flatten(1, 2), torch::stack(aligned_global, 1)}, 1);

    const Tensor across = bilinear_weights(selection.space.select(1, 0), size_.columns);
    const Tensor down = bilinear_weights(selection.space.select(1, 1), size_.rows);
    const Tensor place = (down.unsqueeze(2) * across.unsqueeze(1)).flatten(1);  // (N, HW)
    const Tensor local_weight = (1 - selection.scale) * selection.layer;        // (N, L)
    const Tensor weights = torch::cat({(local_weight.unsqueeze(2) * place.unsqueeze(1)).flatten(1),
                                       selection.scale * selection.layer},
                                      1);  // (N, L HW + L)

    const Tensor read = torch::matmul(weights, all_tokens);  // v of every image: (B, N, D)
    return (read * parameters_.at("readout_weight")).sum(2) / size_.bottleneck +
           parameters_.at("readout_bias");
  }

  Tensor regularizer(const Selection& selection) const {
    const Tensor scale_term = (selection.scale - 0.5).square().mean();
    if (size_.layer_count() == 1) return scale_term;
    const Tensor entropy = -(selection.layer * (selection.layer + 1e-8).log()).sum(1).mean();
    return scale_term - entropy / std::log(double(size_.layer_count()));
  }

  void optimize(double gradient_scale, double learning_rate) {
    const torch::NoGradGuard no_gradient;
    ++steps_;
    const double correction1 = 1 - std::pow(kBeta1, steps_);
    const double correction2 = std::sqrt(1 - std::pow(kBeta2, steps_));
    for (auto& [name, parameter] : parameters_) {
      const Tensor gradient = parameter.grad() * gradient_scale;
      Tensor& moment1 = moment1_[name];
      Tensor& moment2 = moment2_[name];
      moment1.mul_(kBeta1).add_(gradient, 1 - kBeta1);
      moment2.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
      parameter.mul_(1 - learning_rate * kWeightDecay);
      parameter.addcdiv_(moment1, moment2.sqrt().div_(correction2).add_(kEpsilon),
                         -learning_rate / correction1);
    }
  }

  StepReport backward(const TokensOf<T>& tokens, const Array<T>& responses, double lambda) {
    for (auto& [name, leaf] : parameters_) leaf.mutable_grad() = Tensor();
    const Selection selection = select();
    const Tensor smooth_l1 = torch::smooth_l1_loss(forward(selection, tokens), to_tensor(responses),
                                                   torch::Reduction::Mean, 0.1);
    const Tensor penalty = regularizer(selection);
    (smooth_l1 + lambda * penalty).backward();
    Tensor squares = torch::zeros({}, encoding_.options());
    for (const auto& [name, leaf] : parameters_) squares += leaf.grad().square().sum();
    return {smooth_l1.template item<double>(), penalty.template item<double>(),
            std::sqrt(squares.template item<double>())};
  }

  ModelSize size_;
  torch::Device device_;
  Tensor encoding_;
  Tensors parameters_, moment1_, moment2_;
  int steps_ = 0;
};

}  // namespace

template <class T>
std::unique_ptr<Engine<T>> make_eager_engine(const ModelSize& size, const Array<T>& encoding,
                                             const ParametersOf<T>& parameters,
                                             const std::string& device) {
  return std::make_unique<EagerEngine<T>>(size, encoding, parameters, device);
}

template std::unique_ptr<Engine<float>> make_eager_engine(const ModelSize&, const Array<float>&,
                                                          const ParametersOf<float>&,
                                                          const std::string&);
template std::unique_ptr<Engine<double>> make_eager_engine(const ModelSize&, const Array<double>&,
                                                           const ParametersOf<double>&,
                                                           const std::string&);

}  // namespace cortiscope
