#include "core/torch/parameter_layout.h"

#include <algorithm>
#include <cassert>

namespace cortiscope {

ParameterLayout::ParameterLayout(const ModelSize& size) {
  const std::vector<SelectorPart> parts = selector_parts(size);
  if (size.ablation == Ablation::kTopology) {
    for (const SelectorPart& part : parts) add(part.name, {size.vertices, part.outputs});
  } else {
    for (const SelectorPart& part : parts) add(part.name + "/w0", {kHidden, kEncoding});
    for (const SelectorPart& part : parts) add(part.name + "/b0", {kHidden});
    for (const SelectorPart& part : parts) add(part.name + "/w1", {kHidden, kHidden});
    for (const SelectorPart& part : parts) add(part.name + "/b1", {kHidden});
    for (const SelectorPart& part : parts) add(part.name + "/w2", {part.outputs, kHidden});
  }
  selector_count_ = count_;
  for (const char* kind : {"local_bottleneck/", "global_bottleneck/"}) {
    for (int l = 0; l < size.layer_count(); ++l) {
      add(kind + std::to_string(l), {size.bottleneck, size.channels[l]});
    }
  }
  add("readout_weight", {size.vertices, size.bottleneck});
  add("readout_bias", {size.vertices});
}

void ParameterLayout::add(const std::string& name, const Shape& shape) {
  parts_.push_back({name, shape, count_});
  count_ += element_count(shape);
}

std::int64_t ParameterLayout::offset(const std::string& name) const {
  const auto part = std::find_if(parts_.begin(), parts_.end(),
                                 [&](const Part& known) { return known.name == name; });
  assert(part != parts_.end());
  return part->offset;
}

template <class T>
std::vector<T> ParameterLayout::flatten(const ParametersOf<T>& parameters) const {
  std::vector<T> values(std::size_t(count_), T(0));
  for (const Part& part : parts_) {
    const Array<T>& array = parameters.at(part.name);
    assert(array.shape == part.shape);
    std::copy(array.values.begin(), array.values.end(), values.begin() + part.offset);
  }
  return values;
}

template <class T>
ParametersOf<T> ParameterLayout::unflatten(const std::vector<T>& values) const {
  ParametersOf<T> parameters;
  for (const Part& part : parts_) {
    const auto first = values.begin() + part.offset;
    parameters[part.name] =
        Array<T>(part.shape, std::vector<T>(first, first + element_count(part.shape)));
  }
  return parameters;
}

template std::vector<float> ParameterLayout::flatten(const ParametersOf<float>&) const;
template std::vector<double> ParameterLayout::flatten(const ParametersOf<double>&) const;
template ParametersOf<float> ParameterLayout::unflatten(const std::vector<float>&) const;
template ParametersOf<double> ParameterLayout::unflatten(const std::vector<double>&) const;

}  // namespace cortiscope
