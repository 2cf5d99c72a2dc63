#pragma once

#include <cstdint>
#include <string>

namespace cortiscope {

/// How many bytes a file may sensibly hold once it is read: 16 MiB, and fifty times its own
/// size more. Data that compress so well are rare; a small file that asks for more is damaged, or
/// made to fill the memory.
constexpr std::uint64_t most_bytes_of(std::uint64_t file_size) {
  constexpr std::uint64_t kAnyFile = std::uint64_t(16) << 20;
  constexpr std::uint64_t kLargestRatio = 50;
  return kAnyFile + kLargestRatio * file_size;
}

/// Counts what the parts of one file take in all, so that many small promises do not add up to what
/// one large one is refused for. Asked before the memory is taken.
class Allowance {
 public:
  /// @param file_size  bytes, as it lies on the disk
  explicit Allowance(std::uint64_t file_size) : file_size_(file_size) {}

  /// Another file, of uncompressed numbers that are read once: as 32-bit ones, each of its bytes
  /// takes four at most.
  void add_raw_file(std::uint64_t raw_size) { raw_size_ += raw_size; }

  /// @param subject  what messages call the part
  /// @throws Error  kBadShape: with these bytes it would be more than most_bytes_of(file_size)
  void take(std::uint64_t bytes, const std::string& subject);

 private:
  std::uint64_t file_size_;
  std::uint64_t raw_size_ = 0;
  std::uint64_t taken_ = 0;
};

}  // namespace cortiscope
