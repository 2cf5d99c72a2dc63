#include "render/network_plot.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/color/palette.h"
#include "core/color/space_palette.h"
#include "render/fitted_text.h"
#include "render/network_layout.h"
#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kTextPt = 6, kLeastPt = 5;
constexpr double kLineMm = 2.8, kKeyLineMm = 2.4;
constexpr double kBaseline = 0.75;  // of a line's height, from its top
constexpr double kTextGapMm = 0.6;  // between the texts of neighbouring columns
constexpr double kGutterGapMm = 1.5;
constexpr double kFrameMm = 0.12;
constexpr double kLeastRibbonMm = 0.15;
constexpr double kMarkMm = 0.5;       // the width of the mark of the mean scale
constexpr float kRibbonShare = 0.6F;  // of its colour, in white
constexpr int kCellPixels = 4;        // viewers blur pictures of few
constexpr Rgb8 kWords = {50, 50, 50}, kQuietWords = {90, 90, 90}, kFrame = {120, 120, 120};
constexpr Rgb8 kWhite = {255, 255, 255};

/// Whether there is a row of them.
bool has_channels(const NetworkPlot& plot) {
  return std::any_of(plot.layers.begin(), plot.layers.end(),
                     [](const NetworkPlot::Layer& layer) { return !layer.channels.empty(); });
}

std::vector<const char*> row_titles(const NetworkPlot& plot) {
  std::vector<const char*> titles = {"Read by", "Look at", "Scale"};
  if (has_channels(plot)) titles.push_back("Channels");
  return titles;
}

double gutter_mm(const NetworkPlot& plot, double width_mm) {
  double widest = 0;
  for (const char* row : row_titles(plot)) widest = std::max(widest, text_width_mm(row, kTextPt));
  return std::min(widest + kGutterGapMm, width_mm / 4);
}

NetworkSizes sizes_of(const NetworkPlot& plot, double width_mm) {
  NetworkSizes sizes;
  sizes.gutter = gutter_mm(plot, width_mm);
  sizes.line = kLineMm;
  sizes.bar = 1.2;
  sizes.scale = 1.2;
  sizes.channels = has_channels(plot) ? 1.2 : 0;
  sizes.gap = 0.9;
  sizes.most_block = 13;
  sizes.least_free = std::clamp(0.18 * width_mm, 16.0, 32.0);
  return sizes;
}

/// What is written under the blocks, and what is listed below because there is no room.
struct Words {
  std::vector<std::string> names;  ///< or numbers
  std::vector<std::string> shares;
  double name_pt = kLeastPt, share_pt = kLeastPt;
  int step = 1;                  ///< of many numbers only as many as have room
  std::vector<std::string> key;  ///< lines
};

/// The size at which all texts have room side by side; absent where they have none.
std::optional<double> fitting_pt(const std::vector<std::string>& texts, double width_mm) {
  for (const double size_pt : {kTextPt, 5.5, kLeastPt}) {
    const bool all_fit = std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return text_width_mm(text, size_pt) + kTextGapMm <= width_mm;
    });
    if (all_fit) return size_pt;
  }
  return std::nullopt;
}

/// Entries side by side, in as many lines as they need.
std::vector<std::string> wrapped(const std::vector<std::string>& entries, double width_mm) {
  std::vector<std::string> lines;
  for (const std::string& entry : entries) {
    const std::string longer = lines.empty() ? entry : lines.back() + "   " + entry;
    if (!lines.empty() && text_width_mm(longer, kLeastPt) <= width_mm) {
      lines.back() = longer;
    } else {
      lines.push_back(fitted_text(entry, width_mm, kLeastPt));
    }
  }
  return lines;
}

Words words_of(const NetworkPlot& plot, double width_mm) {
  std::vector<std::string> numbers;
  Words words;
  for (const NetworkPlot::Layer& layer : plot.layers) {
    words.names.push_back(layer.name);
    words.shares.push_back(layer.share_text);
    numbers.push_back(std::to_string(numbers.size() + 1));
  }
  const double column = (width_mm - gutter_mm(plot, width_mm)) / double(plot.layers.size());
  const auto name_pt = fitting_pt(words.names, column);
  const auto share_pt = fitting_pt(words.shares, column);
  words.share_pt = share_pt.value_or(kLeastPt);
  words.name_pt = name_pt.value_or(kLeastPt);
  if (name_pt && share_pt) return words;
  std::vector<std::string> entries;
  for (std::size_t l = 0; l < plot.layers.size(); ++l) {
    const NetworkPlot::Layer& layer = plot.layers[l];
    std::string entry = name_pt ? layer.name : numbers[l];
    if (!name_pt && layer.name != numbers[l]) entry += " " + layer.name;
    if (!share_pt) entry += " " + layer.share_text;
    entries.push_back(std::move(entry));
  }
  words.key = wrapped(entries, width_mm);
  if (!name_pt) {
    const double widest = text_width_mm(numbers.back(), kLeastPt) + kTextGapMm;
    words.step = std::max(1, int(std::ceil(widest / column)));
    words.names = std::move(numbers);
  }
  if (!share_pt) words.shares.clear();
  return words;
}

void add_words(Page& page, const std::string& text, Point at, Align align, double size_pt,
               Rgb8 color = kWords) {
  TextItem item;
  item.text = text;
  item.at = at;
  item.size_pt = size_pt;
  item.align = align;
  item.color = color;
  page.items.emplace_back(std::move(item));
}

void add_centred(Page& page, const std::string& text, const Box& line, double size_pt, Rgb8 color) {
  add_words(page, text, {line.x + line.width / 2, line.y + kBaseline * line.height}, Align::kCenter,
            size_pt, color);
}

void add_box(Page& page, const Box& box, std::optional<Rgb8> fill, std::optional<Rgb8> stroke) {
  PathItem item;
  item.points = {
      {box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
  item.is_closed = true;
  item.fill = fill;
  item.stroke = stroke;
  item.stroke_mm = kFrameMm;
  page.items.emplace_back(std::move(item));
}

Rgb8 in_white(Rgb8 color, float share) {
  const auto mixed = [share](std::uint8_t part) {
    return std::uint8_t(std::lround(255 - share * (255 - float(part))));
  };
  return {mixed(color.r), mixed(color.g), mixed(color.b)};
}

void add_ribbons(Page& page, const NetworkPlot& plot, const NetworkPlaces& places) {
  std::vector<float> shares;
  for (const NetworkPlot::Layer& layer : plot.layers) shares.push_back(layer.ribbon);
  for (const NetworkRibbon& ribbon : network_ribbons(places, shares, kLeastRibbonMm)) {
    PathItem band;
    band.points = ribbon.outline;
    band.is_closed = true;
    band.fill = in_white(plot.layers[ribbon.layer].color, kRibbonShare);
    page.items.emplace_back(std::move(band));
    add_box(page, ribbon.part, plot.layers[ribbon.layer].color, std::nullopt);
  }
}

/// The colours of the map of scale from local to global, and a mark at the mean.
void add_scale(Page& page, const Box& bar, float mean) {
  if (!std::isfinite(mean)) return;
  Raster colors;
  colors.width = 64;
  colors.height = 1;
  for (int x = 0; x < colors.width; ++x) {
    const Rgb8 c = pu_or((float(x) + 0.5F) / float(colors.width));
    colors.rgba.insert(colors.rgba.end(), {c.r, c.g, c.b, 255});
  }
  page.items.emplace_back(PictureItem{std::move(colors), bar});
  add_box(page, bar, std::nullopt, kFrame);
  const double middle = bar.x + bar.width * double(std::clamp(mean, 0.0F, 1.0F));
  add_box(page, {middle - kMarkMm / 2, bar.y - 0.4, kMarkMm, bar.height + 0.8}, kWords, kWhite);
}

/// The parts side by side, in a frame.
void add_channels(Page& page, const Box& bar, const std::vector<NetworkPlot::Part>& channels) {
  if (channels.empty()) return;
  std::vector<float> shares;
  for (const NetworkPlot::Part& part : channels) shares.push_back(part.share);
  const std::vector<Box> boxes = parts_of(bar, shares);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    add_box(page, boxes[i], channels[i].color, std::nullopt);
  }
  add_box(page, bar, std::nullopt, kFrame);
}

void add_column(Page& page, const NetworkPlot::Layer& layer, const NetworkPlaces::Column& column) {
  add_box(page, column.block, layer.color, times_brightness(layer.color, 0.8F));
  add_box(page, column.looking, kWhite, std::nullopt);
  if (!layer.looking.empty()) {
    page.items.emplace_back(
        PictureItem{picture_of_looking(layer.looking, kCellPixels), column.looking});
  }
  add_box(page, column.looking, std::nullopt, kFrame);
  add_scale(page, column.scale, layer.mean_scale);
  add_channels(page, column.channels, layer.channels);
}

void add_row_titles(Page& page, const NetworkPlot& plot, const NetworkPlaces& places) {
  const NetworkPlaces::Column& first = places.columns.front();
  const Box* beside[] = {&first.share, &first.looking, &first.scale, &first.channels};
  const std::vector<const char*> titles = row_titles(plot);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const double middle = beside[i]->y + beside[i]->height / 2;
    add_words(page, titles[i], {places.gutter.x, middle + (kBaseline - 0.5) * kLineMm},
              Align::kLeft, kTextPt, kQuietWords);
  }
}

}  // namespace

Raster picture_of_looking(const std::vector<int>& counts, int pixels) {
  const int cells = int(std::lround(std::sqrt(double(counts.size()))));
  const int most =
      counts.empty() ? 1 : std::max(1, *std::max_element(counts.begin(), counts.end()));
  const auto position = [cells](int cell) { return 2 * (float(cell) + 0.5F) / float(cells) - 1; };
  Raster picture;
  picture.width = picture.height = cells * pixels;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const int column = x / pixels, row = y / pixels;
      const double alpha = std::sqrt(double(counts[std::size_t(row * cells + column)]) / most);
      const Rgb8 color = space_color(position(column), position(row));
      const auto part = [alpha](int full) { return std::uint8_t(std::lround(alpha * full)); };
      picture.rgba.insert(picture.rgba.end(),
                          {part(color.r), part(color.g), part(color.b), part(255)});
    }
  }
  return picture;
}

double network_height_mm(const NetworkPlot& plot, double width_mm) {
  if (plot.layers.empty()) return 0;
  return least_network_height(sizes_of(plot, width_mm)) +
         double(words_of(plot, width_mm).key.size()) * kKeyLineMm;
}

void add_network(Page& page, const NetworkPlot& plot, const Box& box) {
  if (plot.layers.empty()) return;
  const NetworkSizes sizes = sizes_of(plot, box.width);
  const Words words = words_of(plot, box.width);
  std::vector<float> shares;
  for (const NetworkPlot::Layer& layer : plot.layers) shares.push_back(layer.share);
  const double height = least_network_height(sizes);
  const NetworkPlaces places = network_places({box.x, box.y, box.width, height}, sizes, shares);
  add_centred(page, fitted_text(plot.title, places.title.width, kTextPt), places.title, kTextPt,
              kWords);
  add_ribbons(page, plot, places);
  for (std::size_t l = 0; l < plot.layers.size(); ++l) {
    const NetworkPlaces::Column& column = places.columns[l];
    add_column(page, plot.layers[l], column);
    if (l % std::size_t(words.step) == 0) {
      add_centred(page, words.names[l], column.name, words.name_pt, kWords);
    }
    if (!words.shares.empty()) {
      add_centred(page, words.shares[l], column.share, words.share_pt, kQuietWords);
    }
  }
  add_row_titles(page, plot, places);
  for (std::size_t i = 0; i < words.key.size(); ++i) {
    add_words(page, words.key[i], {box.x, box.y + height + (double(i) + kBaseline) * kKeyLineMm},
              Align::kLeft, kLeastPt, kQuietWords);
  }
}

}  // namespace cortiscope
