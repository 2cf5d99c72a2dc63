#include "core/io/zip/zip_directory.h"

#include <algorithm>
#include <string_view>

#include "core/base/text_ends.h"
#include "core/io/number_type.h"

namespace cortiscope {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kEnd = "PK\5\6"sv, kLargeEnd = "PK\6\6"sv, kLocator = "PK\6\7"sv;
constexpr std::size_t kEndSize = 22, kLongestComment = 65535;
constexpr std::size_t kLocatorSize = 20, kLargeEndSize = 56;
/// Of names. A network, or the features of a data set, has some ten thousand.
constexpr std::uint64_t kMostDirectory = std::uint64_t(64) << 20;

template <class T>
T number(std::string_view record, std::size_t at) {
  return number_at<T>(record.data() + at, ByteOrder::kLittle);
}

std::string read_bytes(const OpenFile& archive, std::uint64_t first, std::uint64_t count) {
  std::string bytes(std::size_t(count), '\0');
  archive.read(first, bytes.size(), bytes.data());
  return bytes;
}

}  // namespace

std::optional<ZipDirectory> read_zip_directory(const OpenFile& archive) {
  const std::uint64_t file_size = archive.size();
  const std::uint64_t tail_size =
      std::min<std::uint64_t>(file_size, kEndSize + kLongestComment + kLocatorSize);
  const std::string tail = read_bytes(archive, file_size - tail_size, tail_size);
  const std::size_t at = tail.rfind(kEnd);
  if (at == std::string::npos || tail.size() - at < kEndSize) return std::nullopt;
  const std::string_view end = std::string_view(tail).substr(at, kEndSize);
  std::uint64_t first = number<std::uint32_t>(end, 16), size = number<std::uint32_t>(end, 12);
  // Archives above 4 GB have a second end with larger numbers.
  if (at >= kLocatorSize && tail.compare(at - kLocatorSize, kLocator.size(), kLocator) == 0) {
    const auto large_at = number<std::uint64_t>(tail, at - kLocatorSize + 8);
    if (large_at > file_size || file_size - large_at < kLargeEndSize) return std::nullopt;
    const std::string large = read_bytes(archive, large_at, kLargeEndSize);
    if (!starts_with(large, kLargeEnd)) return std::nullopt;
    first = number<std::uint64_t>(large, 48);
    size = number<std::uint64_t>(large, 40);
  }
  const bool is_inside = first <= file_size && size <= file_size - first;
  if (!is_inside || size > kMostDirectory) return std::nullopt;
  return ZipDirectory{first, read_bytes(archive, first, size)};
}

}  // namespace cortiscope
