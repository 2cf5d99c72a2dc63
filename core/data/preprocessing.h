#pragma once

#include <array>

namespace cortiscope {

/// How an image becomes the input of a network.
struct Preprocessing {
  int side = 0;                            ///< resized to this many pixels squared; 0: as it is
  std::array<double, 3> mean = {0, 0, 0};  ///< subtracted from red, green and blue, 0 to 1
  std::array<double, 3> deviation = {1, 1, 1};  ///< what the difference is divided by; above 0
  double degrees = 0;  ///< visual angle that the image's side spans, in degrees; 0: not known

  friend bool operator==(const Preprocessing& a, const Preprocessing& b) {
    return a.side == b.side && a.mean == b.mean && a.deviation == b.deviation &&
           a.degrees == b.degrees;
  }
};

}  // namespace cortiscope
