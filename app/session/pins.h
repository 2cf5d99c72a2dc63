#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/data/image.h"

namespace cortiscope {

/// A picked vertex that was kept, with a name and a colour. A vertex has one pin at most.
struct Pin {
  std::string name;
  Rgb8 color;
  CortexVertex vertex;

  friend bool operator==(const Pin& a, const Pin& b) {
    return a.name == b.name && a.color == b.color && a.vertex == b.vertex;
  }
};

/// Those of one subject, in the order of pinning.
using Pins = std::vector<Pin>;

/// How many a subject may have.
inline constexpr std::size_t kMostPins = 1000;

/// The pin of a vertex, or nullptr.
const Pin* pin_at(const Pins& pins, CortexVertex vertex);

/// With a pin of the vertex, "Pin 1" and so on, in the next colour; without it where there is one.
/// No effect where there are kMostPins.
Pins with_pin_toggled(Pins pins, CortexVertex vertex);

/// With those of others whose vertex is in the cortex and has no pin; kMostPins at most.
Pins with_pins_added(Pins pins, const Pins& others, const Cortex& cortex);

/// With another name of the vertex's pin: blanks around it are removed, and an empty one changes
/// nothing.
Pins with_pin_named(Pins pins, CortexVertex vertex, const std::string& name);

Pins with_pin_colored(Pins pins, CortexVertex vertex, Rgb8 color);

}  // namespace cortiscope
