#include "app/session/pins.h"

#include <algorithm>
#include <utility>

#include "app/session/drawn_colors.h"
#include "core/base/trimmed.h"

namespace cortiscope {
namespace {

template <class AnyPins>
auto find(AnyPins& pins, CortexVertex vertex) {
  return std::find_if(pins.begin(), pins.end(),
                      [vertex](const Pin& pin) { return pin.vertex == vertex; });
}

/// The first of "Pin 1", "Pin 2", ... that no pin is called.
int free_number(const Pins& pins) {
  int number = 1;
  const auto is_taken = [&](const Pin& pin) { return pin.name == "Pin " + std::to_string(number); };
  while (std::any_of(pins.begin(), pins.end(), is_taken)) ++number;
  return number;
}

}  // namespace

const Pin* pin_at(const Pins& pins, CortexVertex vertex) {
  const auto found = find(pins, vertex);
  return found == pins.end() ? nullptr : &*found;
}

Pins with_pin_toggled(Pins pins, CortexVertex vertex) {
  const auto found = find(pins, vertex);
  if (found != pins.end()) {
    pins.erase(found);
  } else if (pins.size() < kMostPins) {
    const int number = free_number(pins);
    const Rgb8 color = kDrawnColors[std::size_t(number - 1) % kDrawnColors.size()];
    pins.push_back({"Pin " + std::to_string(number), color, vertex});
  }
  return pins;
}

Pins with_pins_added(Pins pins, const Pins& others, const Cortex& cortex) {
  for (const Pin& pin : others) {
    const bool is_there = pin.vertex.vertex < cortex[pin.vertex.hemisphere].vertex_count();
    const bool is_new = !pin_at(pins, pin.vertex) && pins.size() < kMostPins;
    if (is_there && is_new) pins.push_back(pin);
  }
  return pins;
}

Pins with_pin_named(Pins pins, CortexVertex vertex, const std::string& name) {
  const auto found = find(pins, vertex);
  const std::string wanted = trimmed(name);
  if (found != pins.end() && !wanted.empty()) found->name = wanted;
  return pins;
}

Pins with_pin_colored(Pins pins, CortexVertex vertex, Rgb8 color) {
  const auto found = find(pins, vertex);
  if (found != pins.end()) found->color = color;
  return pins;
}

}  // namespace cortiscope
