#include <zlib.h>

#include <cstddef>
#include <cstdint>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

/// Mutates, then corrects the checksum of every chunk: readers stop at a wrong one.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned /*seed*/) {
  constexpr std::size_t kSignature = 8, kLength = 4, kType = 4, kChecksum = 4;
  size = LLVMFuzzerMutate(data, size, most);
  std::size_t at = kSignature;
  while (at + kLength + kType + kChecksum <= size) {
    const std::size_t length = std::size_t(data[at]) << 24 | std::size_t(data[at + 1]) << 16 |
                               std::size_t(data[at + 2]) << 8 | std::size_t(data[at + 3]);
    if (length > size - at - kLength - kType - kChecksum) break;
    const uLong sum = crc32(0, data + at + kLength, uInt(kType + length));
    at += kLength + kType + length;
    for (int byte = 0; byte < 4; ++byte) data[at++] = std::uint8_t(sum >> (24 - 8 * byte));
  }
  return size;
}
