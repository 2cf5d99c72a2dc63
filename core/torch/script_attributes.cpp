#include "core/torch/script_attributes.h"

#include "core/backbone/input_check.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& attribute,
                         const std::string& expected) {
  throw Error(ErrorKind::kBadFormat, name + ": " + attribute, "expected " + expected,
              "correct the attribute of the module, or leave it out");
}

/// The numbers in a number, a list, a tuple or a tensor; none in anything else.
std::vector<double> numbers_in(const c10::IValue& value) {
  if (value.isInt() || value.isDouble()) return {value.toScalar().toDouble()};
  if (value.isDoubleList()) return value.toDoubleVector();
  if (value.isTensor()) {
    const at::Tensor flat = value.toTensor().to(torch::kCPU, torch::kFloat64).flatten();
    const double* numbers = flat.data_ptr<double>();
    return {numbers, numbers + flat.numel()};
  }
  std::vector<double> numbers;
  if (value.isTuple()) {
    for (const c10::IValue& element : value.toTuple()->elements()) {
      for (const double number : numbers_in(element)) numbers.push_back(number);
    }
  } else if (value.isIntList()) {
    for (const std::int64_t number : value.toIntVector()) numbers.push_back(double(number));
  }
  return numbers;
}

void read_color(const torch::jit::Module& module, const std::string& name,
                const std::string& attribute, std::array<double, 3>& color) {
  if (!module.hasattr(attribute)) return;
  const std::vector<double> numbers = numbers_in(module.attr(attribute));
  if (numbers.size() != 3) refuse(name, attribute, "three numbers, of red, green and blue");
  std::copy(numbers.begin(), numbers.end(), color.begin());
}

double number_or(const torch::jit::Module& module, const std::string& name,
                 const std::string& attribute, double fallback) {
  if (!module.hasattr(attribute)) return fallback;
  const std::vector<double> numbers = numbers_in(module.attr(attribute));
  if (numbers.size() != 1) refuse(name, attribute, "one number");
  return numbers.front();
}

}  // namespace

Preprocessing preprocessing_of(const torch::jit::Module& module, const std::string& name) {
  Preprocessing preprocessing;
  const double side = number_or(module, name, "input_side", 0);
  if (side != 0 && !is_input_side(side)) {
    refuse(name, "input_side",
           "a whole number of pixels, 1 to " + std::to_string(kLargestInputSide));
  }
  preprocessing.side = int(side);
  read_color(module, name, "input_mean", preprocessing.mean);
  read_color(module, name, "input_std", preprocessing.deviation);
  check_colors(preprocessing, name + ": ");
  preprocessing.degrees = number_or(module, name, "visual_degrees", 0);
  if (!(preprocessing.degrees >= 0 && preprocessing.degrees <= 360)) {
    refuse(name, "visual_degrees", "0 to 360 degrees");
  }
  return preprocessing;
}

std::vector<std::string> layer_names_of(const torch::jit::Module& module, const std::string& name) {
  if (!module.hasattr("layer_names")) return {};
  const c10::IValue value = module.attr("layer_names");
  std::vector<std::string> names;
  const auto take = [&](const c10::IValue& element) {
    if (!element.isString()) refuse(name, "layer_names", "a list of strings");
    names.push_back(element.toStringRef());
  };
  if (value.isList()) {
    for (const c10::IValue& element : value.toListRef()) take(element);
  } else if (value.isTuple()) {
    for (const c10::IValue& element : value.toTuple()->elements()) take(element);
  } else {
    refuse(name, "layer_names", "a list of strings");
  }
  return names;
}

std::string objective_of(const torch::jit::Module& module, const std::string& name) {
  if (!module.hasattr("objective")) return "";
  const c10::IValue value = module.attr("objective");
  if (!value.isString()) refuse(name, "objective", "a text");
  return value.toStringRef();
}

}  // namespace cortiscope
