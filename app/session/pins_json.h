#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/session/json_field.h"
#include "app/session/pins.h"

namespace cortiscope {

/// Pins as recipes and session files hold them: a list of `name`, `color`, `hemisphere`, `vertex`.
nlohmann::ordered_json to_json(const Pins& pins);
/// @throws Error  kBadFormat: none, or more than kMostPins
Pins pins_in(const JsonField& list);

/// `hemisphere` (lh or rh) and `vertex`, of a mesh that is not known here.
nlohmann::ordered_json to_json(CortexVertex vertex);
/// @throws Error  kBadFormat: none
CortexVertex vertex_in(const JsonField& entry);

}  // namespace cortiscope
