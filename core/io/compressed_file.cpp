#include "core/io/compressed_file.h"

#include <algorithm>

#include "core/io/allowance.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"

namespace cortiscope {

std::string read_as_needed(
    const std::filesystem::path& file, std::size_t header_size,
    const std::function<std::uint64_t(std::string_view start)>& size_needed) {
  const std::string start = read_file_start(file, header_size);
  if (!is_gzip(start)) {
    const std::uint64_t needed = size_needed(start);
    return read_file_start(file, std::size_t(needed));
  }
  const std::string subject = file_name(file);
  const std::string bytes = read_file_bytes(file);
  const std::uint64_t needed = size_needed(inflate_start(bytes, header_size, subject));
  Allowance(bytes.size()).take(needed, subject);
  return inflate_start(bytes, std::size_t(needed), subject);
}

}  // namespace cortiscope
