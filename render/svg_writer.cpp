#include <cstdio>

#include "core/base/readable_text.h"
#include "render/page_files.h"
#include "render/png_writer.h"

namespace cortiscope {
namespace {

/// Micrometres are enough.
std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  std::string digits = text;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string attribute(const char* name, double value) {
  return std::string(" ") + name + "=\"" + number(value) + "\"";
}

std::string hex(Rgb8 c) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", c.r, c.g, c.b);
  return text;
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : readable_text(text)) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string base64(const std::string& bytes) {
  static const char* const kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve(bytes.size() * 4 / 3 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned three = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      three = three << 8 | (i + k < bytes.size() ? std::uint8_t(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? kDigits[three >> (18 - 6 * k) & 63] : '=';
    }
  }
  return text;
}

std::string element(const PictureItem& item) {
  return "<image" + attribute("x", item.box.x) + attribute("y", item.box.y) +
         attribute("width", item.box.width) + attribute("height", item.box.height) +
         " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64," +
         base64(png_of(item.raster, 0)) + "\"/>";
}

std::string element(const PathItem& item) {
  std::string path = "<path d=\"";
  for (std::size_t i = 0; i < item.points.size(); ++i) {
    path += (i ? " L" : "M") + number(item.points[i].x) + " " + number(item.points[i].y);
  }
  path += item.is_closed ? " Z\"" : "\"";
  path += " fill=\"" + (item.fill ? hex(*item.fill) : "none") + "\"";
  if (item.stroke) {
    path += " stroke=\"" + hex(*item.stroke) + "\"" + attribute("stroke-width", item.stroke_mm) +
            " stroke-linejoin=\"round\" stroke-linecap=\"round\"";
  }
  return path + "/>";
}

std::string text_element(const TextItem& item, const std::string& look) {
  const char* const anchor = item.align == Align::kLeft     ? "start"
                             : item.align == Align::kCenter ? "middle"
                                                            : "end";
  return "<text" + attribute("x", item.at.x) + attribute("y", item.at.y) +
         attribute("font-size", item.size_pt * kMmAPoint) + " text-anchor=\"" + anchor + "\"" +
         (item.is_bold ? " font-weight=\"bold\"" : "") + look + ">" + escaped(item.text) +
         "</text>";
}

std::string element(const TextItem& item) {
  const std::string text = text_element(item, " fill=\"" + hex(item.color) + "\"");
  if (!item.halo) return text;
  // A separate text element, because not every program supports paint-order.
  const std::string halo = hex(*item.halo);
  return text_element(item, " aria-hidden=\"true\" fill=\"" + halo + "\" stroke=\"" + halo + "\"" +
                                attribute("stroke-width", 0.3 * item.size_pt * kMmAPoint) +
                                " stroke-linejoin=\"round\"") +
         text;
}

}  // namespace

std::string svg_bytes(const Page& page, const std::string& recipe) {
  std::string svg =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
  svg += " width=\"" + number(page.width_mm) + "mm\" height=\"" + number(page.height_mm) +
         "mm\" viewBox=\"0 0 " + number(page.width_mm) + " " + number(page.height_mm) +
         "\" font-family=\"DejaVu Sans, Verdana, sans-serif\">\n";
  svg += "<title>" + escaped(page.title) + "</title>\n";
  svg += "<metadata id=\"cortiscope-recipe\">" + escaped(recipe) + "</metadata>\n";
  if (page.background) {
    svg += "<rect width=\"100%\" height=\"100%\" fill=\"" + hex(*page.background) + "\"/>\n";
  }
  for (const auto& item : page.items) {
    svg += std::visit([](const auto& one) { return element(one); }, item) + "\n";
  }
  return svg + "</svg>\n";
}

}  // namespace cortiscope
