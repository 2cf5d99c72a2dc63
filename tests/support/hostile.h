#pragma once

#include <cstdint>
#include <string>

#include "core/io/allowance.h"

namespace cortiscope {

/// What Allowance says of a file of `file_size` bytes that asks for `found`.
inline std::string too_much(std::uint64_t file_size, std::uint64_t found) {
  return "expected at most " + std::to_string(most_bytes_of(file_size)) +
         " bytes of data in a file of " + std::to_string(file_size) + ", found " +
         std::to_string(found) +
         " (the file is damaged or made to fill the memory; if it is neither, write it "
         "uncompressed)";
}

}  // namespace cortiscope
