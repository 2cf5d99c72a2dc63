#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cortiscope {

/// Decodes base64 text. Skips blanks and line ends.
/// @return  nothing where the text is not base64
std::optional<std::string> decode_base64(std::string_view text);

/// Bytes as base64 text, on one line.
std::string encode_base64(std::string_view bytes);

}  // namespace cortiscope
