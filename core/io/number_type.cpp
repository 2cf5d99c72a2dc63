#include "core/io/number_type.h"

#include <cmath>
#include <string>

namespace cortiscope {
namespace {

template <class From>
std::size_t convert(std::string_view bytes, ByteOrder order, double slope, double intercept,
                    std::vector<float>& values) {
  const bool is_scaled = slope != 1 || intercept != 0;
  std::size_t rounded = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const From stored = number_at<From>(bytes.data() + i * sizeof(From), order);
    if (is_scaled) {
      const double scaled = slope * double(stored) + intercept;
      values[i] = float(scaled);
      rounded += double(values[i]) != scaled && !std::isnan(scaled);
    } else {
      values[i] = float(stored);
      using Exact = long double;  // holds every 64-bit integer
      rounded += Exact(values[i]) != Exact(stored) && !std::isnan(values[i]);
    }
  }
  return rounded;
}

}  // namespace

std::vector<float> to_floats(std::string_view bytes, NumberType type, ByteOrder order,
                             Dropped* dropped, double slope, double intercept) {
  std::vector<float> values(bytes.size() / size_of(type));
  const std::size_t rounded = visit_type(type, [&](auto zero) {
    return convert<decltype(zero)>(bytes, order, slope, intercept, values);
  });
  if (rounded > 0) {
    note(dropped, "precision: " + std::to_string(rounded) + " of " + std::to_string(values.size()) +
                      " values are rounded to 32-bit floats");
  }
  return values;
}

}  // namespace cortiscope
