#pragma once

#include <cstdint>
#include <string>

namespace cortiscope {

/// The most bytes that a file may expand to: 16 MiB plus fifty times its own size. Real data rarely
/// compress better; a small file that needs more is damaged or malicious.
constexpr std::uint64_t most_bytes_of(std::uint64_t file_size) {
  constexpr std::uint64_t kAnyFile = std::uint64_t(16) << 20;
  constexpr std::uint64_t kLargestRatio = 50;
  return kAnyFile + kLargestRatio * file_size;
}

/// Counts the memory of all parts of one file, so that many small parts cannot exceed the limit
/// together. Called before memory is allocated.
class Allowance {
 public:
  /// @param file_size  bytes, as stored on disk
  explicit Allowance(std::uint64_t file_size) : file_size_(file_size) {}

  /// Another file, of uncompressed numbers that are read once: as 32-bit ones, each of its bytes
  /// takes four at most.
  void add_raw_file(std::uint64_t raw_size) { raw_size_ += raw_size; }

  /// @param subject  the name of the part in messages
  /// @throws Error  kBadShape: with these bytes it would be more than most_bytes_of(file_size)
  void take(std::uint64_t bytes, const std::string& subject);

 private:
  std::uint64_t file_size_;
  std::uint64_t raw_size_ = 0;
  std::uint64_t taken_ = 0;
};

}  // namespace cortiscope
