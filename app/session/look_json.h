#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/session/look.h"

namespace cortiscope {

/// Every field of a look but the selection, by its name.
nlohmann::ordered_json to_json(const Look& look);

/// The inverse. Fields that are missing are those of a new look; others are ignored.
/// @return  nothing where a field has no value that a look can have
/// @throws Error  kBadValue: there is no such map, form, side or palette
std::optional<Look> look_in(const nlohmann::ordered_json& json);

/// The names of the fields that are stored.
std::vector<std::string> stored_fields();

/// A camera alone: what a recipe from before looks were stored holds for each view.
std::optional<CortexCamera> camera_in(const nlohmann::ordered_json& json);

/// The ranges alone.
std::optional<MapRanges> ranges_in(const nlohmann::ordered_json& json);

/// An overlay's style alone.
nlohmann::ordered_json to_json(const OverlayStyle& style);
std::optional<OverlayStyle> style_in(const nlohmann::ordered_json& json);

}  // namespace cortiscope
