#include "core/io/palette_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

using Parts = std::array<double, 3>;

std::optional<Parts> hexadecimal(std::string_view line) {
  if (line.size() != 7 || line[0] != '#') return std::nullopt;
  Parts parts{};
  for (std::size_t i = 0; i < 6; ++i) {
    const char c = line[i + 1];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    parts[i / 2] = 16 * parts[i / 2] + digit;
  }
  return parts;
}

/// Numbers between blanks or commas.
std::optional<Parts> numbers(std::string line) {
  std::replace(line.begin(), line.end(), ',', ' ');
  Parts parts{};
  const char* at = line.c_str();
  for (double& part : parts) {
    char* end = nullptr;
    part = std::strtod(at, &end);
    if (end == at || !std::isfinite(part)) return std::nullopt;
    at = end;
  }
  return std::string_view(at).find_first_not_of(" \t") == std::string_view::npos
             ? std::optional(parts)
             : std::nullopt;
}

}  // namespace

std::vector<Rgb8> read_palette(const std::filesystem::path& file) {
  constexpr std::uintmax_t kLargest = std::uintmax_t(1) << 20;  // bytes
  const std::string text = read_file_bytes(file, kLargest);
  const std::string subject = file_name(file);
  std::vector<Parts> lines;
  double largest = 0;
  bool has_hexadecimal = false;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string line = text.substr(start, end - start);
    start = end + 1;
    line.erase(0, line.find_first_not_of(" \t\r"));
    line.erase(line.find_last_not_of(" \t\r") + 1);
    if (line.empty() || line.rfind("//", 0) == 0) continue;
    const std::optional<Parts> hex = hexadecimal(line);
    const std::optional<Parts> parts = hex ? hex : numbers(line);
    if (!parts) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected a palette, lines of #rrggbb or of red, green and blue, found " +
                      in_quotes(line),
                  "or choose a palette by name");
    }
    has_hexadecimal = has_hexadecimal || hex;
    lines.push_back(*parts);
    for (const double part : *parts) {
      if (part < 0 || part > 255) {
        throw Error(
            ErrorKind::kBadValue, subject,
            "expected parts of a colour from 0 to 1, or from 0 to 255, found " + in_quotes(line));
      }
      largest = std::max(largest, part);
    }
  }
  if (lines.size() < 2) {
    throw Error(
        ErrorKind::kBadValue, subject,
        "expected a palette of at least two colours, found " + std::to_string(lines.size()));
  }
  const double scale = largest > 1 || has_hexadecimal ? 1 : 255;
  std::vector<Rgb8> colors;
  for (const Parts& parts : lines) {
    const auto byte = [&](std::size_t i) { return std::uint8_t(std::lround(scale * parts[i])); };
    colors.push_back({byte(0), byte(1), byte(2)});
  }
  return colors;
}

}  // namespace cortiscope
