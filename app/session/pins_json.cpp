#include "app/session/pins_json.h"

#include <climits>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace cortiscope {
namespace {

Pin pin_in(const JsonField& entry) {
  Pin pin;
  pin.name = entry.at("name").text();
  pin.vertex = vertex_in(entry);
  const auto parts = entry.at("color").list(3);
  if (parts.size() != 3) entry.at("color").fail("three numbers");
  pin.color = {std::uint8_t(parts[0].number(0, 255)), std::uint8_t(parts[1].number(0, 255)),
               std::uint8_t(parts[2].number(0, 255))};
  return pin;
}

}  // namespace

nlohmann::ordered_json to_json(const Pins& pins) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Pin& pin : pins) {
    list.push_back({{"name", pin.name}, {"color", {pin.color.r, pin.color.g, pin.color.b}}});
    list.back().update(to_json(pin.vertex));
  }
  return list;
}

Pins pins_in(const JsonField& list) {
  Pins pins;
  for (const JsonField& entry : list.list(kMostPins)) pins.push_back(pin_in(entry));
  return pins;
}

nlohmann::ordered_json to_json(CortexVertex vertex) {
  return {{"hemisphere", name_of(vertex.hemisphere)}, {"vertex", vertex.vertex}};
}

CortexVertex vertex_in(const JsonField& entry) {
  const JsonField hemisphere = entry.at("hemisphere");
  const std::string name = hemisphere.text();
  if (name != name_of(kLh) && name != name_of(kRh)) hemisphere.fail("lh or rh");
  return {name == name_of(kLh) ? kLh : kRh, entry.at("vertex").number(0, INT_MAX)};
}

}  // namespace cortiscope
