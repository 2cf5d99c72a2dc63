#pragma once

#include <string>
#include <string_view>

namespace cortiscope {

/// Whether every byte belongs to a well-formed UTF-8 sequence.
bool is_utf8(std::string_view text);

/// Text of a file, or its name, as it can be shown in a terminal and a window and written into XML
/// and JSON: UTF-8, with "?" for control characters, which could otherwise move the cursor, colour
/// the terminal or turn the direction of writing, and for what XML cannot hold. Text that is not
/// UTF-8 is taken for Latin-1, which the programs of its time wrote.
std::string readable_text(std::string_view text);

}  // namespace cortiscope
