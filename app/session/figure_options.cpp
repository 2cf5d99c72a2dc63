#include "app/session/figure_options.h"

#include <cmath>
#include <filesystem>
#include <regex>
#include <string_view>

#include "core/base/error.h"
#include "core/color/palette.h"
#include "core/io/palette_file.h"
#include "core/io/text_lines.h"

namespace cortiscope {

void set_size(FigureRequest& request, const std::string& text) {
  static const std::regex kSize("([0-9]+(?:\\.[0-9]+)?)(?:x([0-9]+(?:\\.[0-9]+)?))?(?: ?mm)?");
  std::smatch parts;
  const bool is_size = std::regex_match(text, parts, kSize);
  const auto in_range = [](double mm) { return mm >= kLeastFigureMm && mm <= kMostFigureMm; };
  const double width = is_size ? std::stod(parts[1]) : 0;
  const double height = is_size && parts[2].matched ? std::stod(parts[2]) : kLeastFigureMm;
  if (!in_range(width) || !in_range(height)) {
    throw Error(ErrorKind::kBadValue, "--size \"" + text + "\"",
                "expected WIDTHxHEIGHT or WIDTH in millimetres, each 10 to 2000",
                "for example 180x60");
  }
  request.width_mm = width;
  request.height_mm = parts[2].matched ? std::optional(height) : std::nullopt;
}

ColorRange parse_range(const std::string& text) {
  std::string_view rest = text;
  double low = 0, high = 0;
  const bool has_low = take_number(rest, low) && !rest.empty() && rest.front() == ',';
  if (has_low) rest.remove_prefix(1);
  const bool is_range = has_low && take_number(rest, high) && rest.empty() && low < high &&
                        std::isfinite(low) && std::isfinite(high);
  if (is_range && float(low) < float(high)) return {float(low), float(high)};
  throw option_error(
      ErrorKind::kBadValue, "range",
      "expected LOW,HIGH, two numbers, the first one lower, found " + in_quotes(text),
      "for example -2.5,2.5");
}

void set_palette(OverlayStyle& style, const std::string& text) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(text, ignored)) {
    style.colors = read_palette(text);
  } else {
    style.palette = number_palette(text).name;
  }
}

}  // namespace cortiscope
