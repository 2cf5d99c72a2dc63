#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/base/error.h"

namespace cortiscope::fuzz {

/// The input as text.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A file in memory that holds these bytes until the next call: most readers take a path.
std::filesystem::path file_of(const std::uint8_t* data, std::size_t size);

/// Aborts unless a person can read the message: it is short, and no byte of it is a control
/// character that the input has put there.
void require_readable(std::string_view message);

/// Runs what reads the input. It may refuse it with an Error, and do nothing else.
template <class Read>
void read_or_refuse(Read&& read) {
  try {
    read();
  } catch (const Error& error) {
    require_readable(error.what());
  }
}

}  // namespace cortiscope::fuzz

/// What every fuzz target defines; the name and the type are libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
