#include "core/io/gifti/xml_document.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>

#include "core/base/error.h"
#include "core/base/readable_text.h"

namespace cortiscope {
namespace {

constexpr const char* kColors[] = {"Red", "Green", "Blue"};

/// Colours are fractions of 1.
std::optional<Rgb8> read_color(const pugi::xml_node& label) {
  std::uint8_t parts[3];
  for (int i = 0; i < 3; ++i) {
    const pugi::xml_attribute part = label.attribute(kColors[i]);
    if (!part) return std::nullopt;
    const double value = part.as_double();
    parts[i] =
        std::uint8_t(std::isfinite(value) ? std::lround(255 * std::clamp(value, 0.0, 1.0)) : 0);
  }
  return Rgb8{parts[0], parts[1], parts[2]};
}

std::string label_text(std::int64_t key, const std::string& name,
                       const std::optional<Rgb8>& color) {
  std::string text = "<Label Key=\"" + std::to_string(key) + "\"";
  if (color) {
    const int parts[] = {color->r, color->g, color->b};
    for (int i = 0; i < 3; ++i) {
      text += std::string(" ") + kColors[i] + "=\"" + std::to_string(parts[i] / 255.0) + "\"";
    }
    text += " Alpha=\"1\"";
  }
  return text + ">" + escaped(name) + "</Label>";
}

}  // namespace

pugi::xml_node parse_xml(std::string& text, const char* root, const std::string& subject,
                         pugi::xml_document& document) {
  // Of elements and of attributes. Far more than in any real file; prevents a malicious one from
  // filling the memory with empty ones.
  constexpr std::ptrdiff_t kMost = 250000;
  for (const char mark : {'<', '='}) {
    if (std::count(text.begin(), text.end(), mark) <= kMost) continue;
    throw Error(ErrorKind::kBadFormat, subject,
                "expected at most " + std::to_string(kMost) + " XML " +
                    (mark == '<' ? "elements" : "attributes") + ", found more",
                "the file is damaged or made to fill the memory");
  }
  // pugixml skips the DOCTYPE and knows no entities but XML's own five: nothing to expand.
  const pugi::xml_parse_result parsed =
      document.load_buffer_inplace(text.data(), text.size(), pugi::parse_default);
  if (!parsed) {
    throw Error(ErrorKind::kBadFormat, subject,
                std::string("expected ") + root + ", found damaged XML: " + parsed.description() +
                    " at byte " + std::to_string(parsed.offset),
                "the file is cut short or damaged; copy it again");
  }
  const pugi::xml_node node = document.child(root);
  if (node) return node;
  throw Error(ErrorKind::kBadFormat, subject,
              std::string("expected ") + root + ", found XML of " +
                  in_quotes(document.document_element().name()),
              "is this the right file?");
}

std::map<std::string, std::string> read_metadata(const pugi::xml_node& parent) {
  std::map<std::string, std::string> metadata;
  for (const pugi::xml_node entry : parent.child("MetaData").children("MD")) {
    metadata[readable_text(entry.child("Name").text().get())] =
        readable_text(entry.child("Value").text().get());
  }
  return metadata;
}

std::vector<NamedLabel> read_label_table(const pugi::xml_node& table, Dropped* dropped) {
  std::vector<NamedLabel> labels;
  std::size_t transparent = 0;
  for (const pugi::xml_node label : table.children("Label")) {
    const pugi::xml_attribute key = label.attribute("Key");
    // GIFTI files written before the final standard call it Index.
    const int number = (key ? key : label.attribute("Index")).as_int();
    std::string name = readable_text(label.text().get());
    if (number == 0 && name == "???") continue;
    if (name.empty()) name = "label " + std::to_string(number);
    labels.push_back({number, std::move(name), read_color(label)});
    transparent += label.attribute("Alpha").as_double(1) != 1;
  }
  if (transparent > 0) {
    note(dropped, "the transparency of " + std::to_string(transparent) + " colours");
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](const NamedLabel& a, const NamedLabel& b) { return a.label < b.label; });
  return labels;
}

std::optional<Region> unnamed_label(std::int32_t key) {
  if (key == 0) return std::nullopt;
  return Region{"label " + std::to_string(key), {}};
}

std::string label_table_text(const std::vector<Region>& parcels) {
  std::string text =
      "<LabelTable><Label Key=\"0\" Red=\"0\" Green=\"0\" Blue=\"0\" Alpha=\"0\">\?\?\?</Label>";
  for (std::size_t i = 0; i < parcels.size(); ++i) {
    text += label_text(std::int64_t(i) + 1, parcels[i].name, parcels[i].color);
  }
  return text + "</LabelTable>\n";
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char letter : readable_text(text)) {
    if (letter == '<') {
      safe += "&lt;";
    } else if (letter == '>') {
      safe += "&gt;";
    } else if (letter == '&') {
      safe += "&amp;";
    } else {
      safe += letter;
    }
  }
  return safe;
}

}  // namespace cortiscope
