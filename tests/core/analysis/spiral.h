#pragma once

#include <cmath>

#include "core/analysis/compared_fit.h"

namespace cortiscope {

/// The points and values of tests/peers/variogram_numbers.py.
constexpr int kSpiralPoints = 60;

inline Array<float> spiral_positions() {
  Array<float> positions(Shape{kSpiralPoints, 3});
  for (int i = 0; i < kSpiralPoints; ++i) {
    const double theta = 0.02 + 0.35 * std::sqrt((i + 0.5) / kSpiralPoints), phi = 2.399963 * i;
    positions.row(i)[0] = float(100 * std::sin(theta) * std::cos(phi));
    positions.row(i)[1] = float(100 * std::sin(theta) * std::sin(phi));
    positions.row(i)[2] = float(100 * std::cos(theta));
  }
  return positions;
}

inline std::vector<float> spiral_values() {
  const Array<float> positions = spiral_positions();
  std::vector<float> values;
  for (int i = 0; i < kSpiralPoints; ++i) {
    const double x = positions.row(i)[0], y = positions.row(i)[1];
    values.push_back(float(std::sin(0.13 * x) + 0.5 * std::cos(0.21 * y) + 0.1 * (i * 7 % 5 - 2)));
  }
  return values;
}

/// The points as the left hemisphere of a subject with three areas: V1, V2 and V3 by their x.
inline ComparedSubject spiral_subject() {
  ComparedSubject subject;
  subject.name = "spiral";
  subject.positions = spiral_positions();
  subject.rois = {{"V1", {}}, {"V2", {}}, {"V3", {}}};
  for (int i = 0; i < kSpiralPoints; ++i) {
    subject.vertices[kLh].push_back(i);
    const float x = subject.positions.row(i)[0];
    subject.rois[std::size_t(x > -10) + std::size_t(x > 10)].rows[kLh].push_back(i);
  }
  return subject;
}

}  // namespace cortiscope
