#include "core/backbone/script_archive.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"
#include "core/io/number_type.h"
#include "core/io/safetensors/safetensors.h"

namespace cortiscope {
namespace {

using namespace std::string_view_literals;

// ZIP's records, little-endian.
constexpr std::string_view kFirst = "PK\3\4"sv;
constexpr std::string_view kEnd = "PK\5\6"sv, kLargeEnd = "PK\6\6"sv, kLocator = "PK\6\7"sv;
constexpr std::size_t kEndSize = 22, kLongestComment = 65535;
constexpr std::size_t kLocatorSize = 20, kLargeEndSize = 56;
/// Of names. A network has a few thousand.
constexpr std::uint64_t kMostDirectory = std::uint64_t(64) << 20;

struct Directory {
  std::uint64_t first = 0, size = 0;  ///< bytes of the file
};

template <class T>
T number(std::string_view record, std::size_t at) {
  return number_at<T>(record.data() + at, ByteOrder::kLittle);
}

/// Where a ZIP archive's directory is; absent where the file is none.
std::optional<Directory> directory_of(const std::filesystem::path& file) {
  const std::uint64_t size = size_of_file(file);
  const std::uint64_t tail_size =
      std::min<std::uint64_t>(size, kEndSize + kLongestComment + kLocatorSize);
  const std::string tail = read_file_part(file, size - tail_size, std::size_t(tail_size));
  const std::size_t at = tail.rfind(kEnd);
  if (at == std::string::npos || tail.size() - at < kEndSize) return std::nullopt;
  const std::string_view end = std::string_view(tail).substr(at, kEndSize);
  Directory directory{number<std::uint32_t>(end, 16), number<std::uint32_t>(end, 12)};
  // Archives above 4 GB have a second end with larger numbers.
  if (at >= kLocatorSize && tail.compare(at - kLocatorSize, kLocator.size(), kLocator) == 0) {
    const auto large_at = number<std::uint64_t>(tail, at - kLocatorSize + 8);
    if (large_at > size || size - large_at < kLargeEndSize) return std::nullopt;
    const std::string large = read_file_part(file, large_at, kLargeEndSize);
    if (!starts_with(large, kLargeEnd)) return std::nullopt;
    directory = {number<std::uint64_t>(large, 48), number<std::uint64_t>(large, 40)};
  }
  const bool is_inside = directory.first <= size && directory.size <= size - directory.first;
  if (!is_inside || directory.size > kMostDirectory) return std::nullopt;
  return directory;
}

}  // namespace

bool is_script_archive(const std::filesystem::path& file) {
  if (read_file_start(file, kFirst.size()) != kFirst) return false;
  const std::optional<Directory> directory = directory_of(file);
  if (!directory) return false;
  const std::string names = read_file_part(file, directory->first, std::size_t(directory->size));
  return names.find("/constants.pkl") != std::string::npos;
}

std::string network_name(const std::filesystem::path& file) {
  const std::string stem = file.stem().string();
  const std::string folder = std::filesystem::absolute(file).parent_path().filename().string();
  const bool is_usual = stem == "model" || stem == "open_clip_model" || stem == "pytorch_model";
  return is_usual && !folder.empty() && is_safetensors(file) ? folder : stem;
}

}  // namespace cortiscope
