#include "core/io/gifti/gifti_hemisphere.h"

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/hemisphere_name.h"
#include "core/io/inflate.h"

namespace cortiscope {
namespace {

constexpr std::size_t kStart = std::size_t(64) << 10;  // bytes

/// The text of the Value element that follows a Name, without CDATA marks and blanks.
std::string_view value_after(std::string_view text) {
  text = text.substr(0, text.find("</MD>"));
  const std::size_t open = text.find("<Value>");
  if (open == std::string_view::npos) return {};
  text.remove_prefix(open + 7);
  text = text.substr(0, text.find("</Value>"));
  constexpr std::string_view kCdata = "<![CDATA[";
  const std::size_t cdata = text.find(kCdata);
  if (cdata != std::string_view::npos) text.remove_prefix(cdata + kCdata.size());
  text = text.substr(0, text.find("]]>"));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

}  // namespace

std::optional<Hemisphere> gifti_hemisphere(const std::filesystem::path& file) {
  std::string start;
  try {
    start = read_file_start(file, kStart);
    if (is_gzip(start)) start = inflate_start(start, kStart / 2, file_name(file));
  } catch (const Error&) {
    return std::nullopt;
  }
  constexpr std::string_view kName = "AnatomicalStructurePrimary";
  std::string_view rest = start;
  for (std::size_t at = rest.find(kName); at != std::string_view::npos; at = rest.find(kName)) {
    rest.remove_prefix(at + kName.size());
    if (const auto hemisphere = hemisphere_of_structure(value_after(rest))) return hemisphere;
  }
  return std::nullopt;
}

}  // namespace cortiscope
