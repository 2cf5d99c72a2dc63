#include "core/base/duration_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cortiscope {

std::string duration_text(double seconds) {
  const long total = std::lround(std::max(0.0, seconds));
  char text[64];
  if (total >= 3600) {
    std::snprintf(text, sizeof text, "%ld h %02ld min", total / 3600, total % 3600 / 60);
  } else if (total >= 60) {
    std::snprintf(text, sizeof text, "%ld min %02ld s", total / 60, total % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld s", total);
  }
  return text;
}

}  // namespace cortiscope
