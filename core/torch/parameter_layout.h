#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fit/model.h"

namespace cortiscope {

/// All parameters of a model in one array, so that clip, optimiser and checkpoint treat them as
/// one: the selectors', the channel alignment's, the read-out's. Parameters multiplied together are
/// contiguous: the three perceptrons' first layers form one (384, 192) matrix.
class ParameterLayout {
 public:
  explicit ParameterLayout(const ModelSize& size);

  std::int64_t count() const { return count_; }
  /// The number of leading parameters that are the selectors'.
  std::int64_t selector_count() const { return selector_count_; }
  /// The offset of the first of the read-out's, which are the last.
  std::int64_t readout_offset() const { return offset("readout_weight"); }
  /// The offset of a parameter. @pre the model has one of this name
  std::int64_t offset(const std::string& name) const;

  template <class T>
  std::vector<T> flatten(const ParametersOf<T>& parameters) const;
  template <class T>
  ParametersOf<T> unflatten(const std::vector<T>& values) const;

 private:
  struct Part {
    std::string name;
    Shape shape;
    std::int64_t offset;
  };
  void add(const std::string& name, const Shape& shape);

  std::vector<Part> parts_;
  std::int64_t count_ = 0, selector_count_ = 0;
};

}  // namespace cortiscope
