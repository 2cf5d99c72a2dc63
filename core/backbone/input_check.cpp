#include "core/backbone/input_check.h"

#include <cmath>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr double kLargest = 1e4;

void check(double number, bool is_good, const char* name, const char* expected,
           const std::string& before) {
  if (is_good) return;
  const std::string problem =
      std::string("expected ") + expected + ", found " + std::to_string(number);
  const std::string hint = "images are in 0..1 before it";
  if (before.empty()) throw option_error(ErrorKind::kBadValue, name, problem, hint);
  throw Error(ErrorKind::kBadValue, before + "input_" + name, problem, hint);
}

}  // namespace

bool is_input_side(double side) {
  return side >= 1 && side <= kLargestInputSide && side == std::floor(side);
}

void check_colors(const Preprocessing& preprocessing, const std::string& before) {
  for (const double mean : preprocessing.mean) {
    check(mean, std::abs(mean) <= kLargest, "mean", "-10000 to 10000", before);
  }
  for (const double deviation : preprocessing.deviation) {
    const bool is_good = deviation >= 1 / kLargest && deviation <= kLargest;
    check(deviation, is_good, "std", "0.0001 to 10000", before);
  }
}

}  // namespace cortiscope
