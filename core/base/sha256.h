#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace cortiscope {

/// A hash for which nobody can make a second input, where a decision about safety rests on it. To
/// notice change, hash_of_file() (core/io/file_hash.h) is many times as fast.
///
/// Source: FIPS 180-4, SHA-256.
class Sha256 {
 public:
  void add(const void* bytes, std::size_t count);

  /// 64 hexadecimal digits of all that was added. Call once, last.
  std::string finish();

 private:
  void digest(const std::uint8_t* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::size_t held_ = 0;     // bytes of the block
  std::uint64_t count_ = 0;  // bytes in all
};

}  // namespace cortiscope
