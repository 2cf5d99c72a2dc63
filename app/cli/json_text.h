#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace cortiscope {

/// JSON as commands print it. File names may hold any bytes, JSON only UTF-8: others become U+FFFD.
inline std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace cortiscope
