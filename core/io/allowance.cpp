#include "core/io/allowance.h"

#include "core/base/error.h"

namespace cortiscope {

void Allowance::take(std::uint64_t bytes, const std::string& subject) {
  const std::uint64_t most = most_bytes_of(file_size_) + sizeof(float) * raw_size_;
  if (bytes > most - taken_) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected at most " + std::to_string(most) + " bytes of data in a file of " +
                    std::to_string(file_size_ + raw_size_) + ", found " +
                    std::to_string(taken_ + bytes),
                "the file is damaged or made to fill the memory; if it is neither, write it "
                "uncompressed");
  }
  taken_ += bytes;
}

}  // namespace cortiscope
