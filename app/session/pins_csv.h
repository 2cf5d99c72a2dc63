#pragma once

#include <string>

#include "app/session/library.h"

namespace cortiscope {

/// The pins of all subjects as comma-separated text, a row each: name, subject, model, hemisphere,
/// vertex (of the mesh, from 0), and what the subject's fit of a model says of it: layer (1..L),
/// x, y (-1..1, x right, y down), scale (0 local to 1 global), r2. Empty fields where nothing is
/// known.
std::string csv_of_pins(const Library& library, ModelId model);

}  // namespace cortiscope
