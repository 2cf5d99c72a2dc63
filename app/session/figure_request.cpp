#include "app/session/figure_request.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <string_view>

#include "core/base/base64.h"
#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/color/palette.h"
#include "core/io/file_bytes.h"
#include "core/io/file_hash.h"
#include "core/io/image/png_file.h"
#include "core/io/palette_file.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kLeastMm = 10;
constexpr double kMostMm = 2000;
constexpr double kLeastAspect = 0.05;

constexpr std::size_t kLongestRecipe = std::size_t(1) << 20;

[[noreturn]] void fail_without_recipe(const std::string& file) {
  throw Error(ErrorKind::kBadFormat, file, "expected a recipe of a figure, found none",
              "give a PNG or SVG that `cortiscope figure` made");
}

/// Decodes the entities of XML text.
std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kNames[] = {
      {"&quot;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}};
  std::string plain;
  while (!text.empty()) {
    std::size_t taken = 1;
    char letter = text[0];
    for (const auto& [name, meaning] : kNames) {
      if (text.substr(0, name.size()) != name) continue;
      taken = name.size();
      letter = meaning;
    }
    plain += letter;
    text.remove_prefix(taken);
  }
  return plain;
}

/// The recipe in a PNG's text, an SVG's metadata or a JSON file.
std::string recipe_text(const std::string& file) {
  std::string bytes = read_file_bytes(file);
  if (bytes.rfind("\x89PNG", 0) == 0) {
    const auto texts = read_png_texts(file);
    const auto found = texts.find("cortiscope-recipe");
    if (found == texts.end()) fail_without_recipe(file);
    return found->second;
  }
  const std::string opening = "<metadata id=\"cortiscope-recipe\">";
  const std::size_t start = bytes.find(opening);
  if (start == std::string::npos) return bytes;
  const std::size_t from = start + opening.size();
  return unescaped(std::string_view(bytes).substr(from, bytes.find("</metadata>", from) - from));
}

double number_in(const Json& recipe, const char* name, double least, double most,
                 const std::string& file) {
  const double number = recipe.at(name).get<double>();
  if (number >= least && number <= most) return number;
  std::array<char, 120> problem{};
  std::snprintf(problem.data(), problem.size(), "expected a recipe with %s from %g to %g, found %g",
                name, least, most, number);
  throw Error(ErrorKind::kBadValue, file, problem.data(), "draw the figure again without it");
}

/// A file as a recipe stores it. JSON holds UTF-8 only; names may be anything.
Json entry_of(const MapChoice& choice, const std::filesystem::path& folder) {
  Json entry;
  const std::string path = std::filesystem::proximate(choice.file, folder).generic_string();
  entry["path"] = readable_text(path);
  if (entry["path"] != path) entry["path_base64"] = encode_base64(path);
  if (std::filesystem::is_regular_file(choice.file)) entry["hash"] = hash_of_file(choice.file);
  if (!choice.map.empty()) entry["map"] = choice.map;
  return entry;
}

MapChoice choice_in(const Json& entry, const std::filesystem::path& folder) {
  std::string path = entry.at("path").get<std::string>();
  if (entry.contains("path_base64")) {
    path = decode_base64(entry.at("path_base64").get<std::string>()).value_or(path);
  }
  return {folder / path, entry.value("map", "")};
}

void warn_if_changed(const Json& input, const std::string& path) {
  const std::string hash = input.value("hash", "");
  if (hash.empty() || !std::filesystem::is_regular_file(path) || hash_of_file(path) == hash) return;
  std::fprintf(stderr, "cortiscope: %s: has changed since the figure was drawn\n", path.c_str());
}

/// The files that a recipe names. Those that have changed are reported on standard error.
std::vector<std::string> files_of(const Json& entries, const std::filesystem::path& folder) {
  std::vector<std::string> files;
  for (const Json& entry : entries) {
    const MapChoice choice = choice_in(entry, folder);
    warn_if_changed(entry, choice.file.string());
    files.push_back(text_of(choice));
  }
  return files;
}

Json to_json(const FigurePane& pane) {
  const CortexCamera& camera = pane.camera;
  const auto numbers = [](const auto& vector) {
    return std::vector<float>(vector.data(), vector.data() + vector.size());
  };
  return {
      {"form", pane.form},   {"toward_eye", numbers(camera.toward_eye)}, {"up", numbers(camera.up)},
      {"zoom", camera.zoom}, {"shift", numbers(camera.shift)},           {"aspect", pane.aspect}};
}

/// A vector of a recipe's camera.
template <class Vector>
Vector vector_in(const Json& pane, const char* name, const std::string& file) {
  Vector vector;
  const auto numbers = pane.at(name).get<std::vector<float>>();
  if (numbers.size() != std::size_t(vector.size())) fail_without_recipe(file);
  std::copy(numbers.begin(), numbers.end(), vector.data());
  if (!vector.allFinite() || vector.norm() > 1e6F) fail_without_recipe(file);
  return vector;
}

FigurePane pane_in(const Json& json, const std::string& file) {
  FigurePane pane;
  pane.form = json.at("form").get<std::string>();
  pane.camera.toward_eye = vector_in<Eigen::Vector3f>(json, "toward_eye", file);
  pane.camera.up = vector_in<Eigen::Vector3f>(json, "up", file);
  pane.camera.shift = vector_in<Eigen::Vector2f>(json, "shift", file);
  pane.camera.zoom = float(number_in(json, "zoom", 1e-3, 1e3, file));
  pane.aspect = number_in(json, "aspect", kLeastAspect, 1 / kLeastAspect, file);
  const float length = pane.camera.toward_eye.norm() * pane.camera.up.norm();
  if (!(length > 1e-6F)) fail_without_recipe(file);
  return pane;
}

ColorRange range_in(const Json& json, const std::string& file) {
  const auto ends = json.get<std::vector<float>>();
  if (ends.size() != 2 || !(ends[0] < ends[1]) || !std::isfinite(ends[1] - ends[0])) {
    fail_without_recipe(file);
  }
  return {ends[0], ends[1]};
}

Json to_json(const OverlayStyle& style) {
  Json json = Json::object();
  if (!style.palette.empty()) json["palette"] = style.palette;
  for (const Rgb8& color : style.colors) json["colors"].push_back({color.r, color.g, color.b});
  if (style.threshold != 0) json["threshold"] = style.threshold;
  return json;
}

OverlayStyle style_in(const Json& json, const std::string& file) {
  OverlayStyle style;
  style.palette = json.value("palette", "");
  if (!style.palette.empty()) number_palette(style.palette);
  for (const Json& color : json.value("colors", Json::array())) {
    const auto parts = color.get<std::vector<std::uint8_t>>();
    if (parts.size() != 3) fail_without_recipe(file);
    style.colors.push_back({parts[0], parts[1], parts[2]});
  }
  style.threshold = json.value("threshold", 0.0F);
  if (!(style.threshold >= 0) || !std::isfinite(style.threshold)) fail_without_recipe(file);
  return style;
}

}  // namespace

std::string figure_extension(const std::string& file) {
  std::string extension = std::filesystem::path(file).extension().string();
  for (char& c : extension) c = char(std::tolower(static_cast<unsigned char>(c)));
  return extension;
}

bool has_recipe(const std::string& file) {
  const std::string extension = figure_extension(file);
  if (extension != ".png" && extension != ".svg" && extension != ".json") return false;
  try {
    return Json::parse(recipe_text(file), nullptr, /*allow_exceptions=*/false).is_object();
  } catch (const Error&) {
    return false;
  }
}

void set_size(FigureRequest& request, const std::string& text) {
  static const std::regex kSize("([0-9]+(?:\\.[0-9]+)?)(?:x([0-9]+(?:\\.[0-9]+)?))?(?: ?mm)?");
  std::smatch parts;
  const bool is_size = std::regex_match(text, parts, kSize);
  const auto in_range = [](double mm) { return mm >= kLeastMm && mm <= kMostMm; };
  const double width = is_size ? std::stod(parts[1]) : 0;
  const double height = is_size && parts[2].matched ? std::stod(parts[2]) : kLeastMm;
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
  throw option_error(ErrorKind::kBadValue, "range",
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

std::string recipe_of(const FigureRequest& request, const std::string& figure_file) {
  const std::filesystem::path folder = std::filesystem::absolute(figure_file).parent_path();
  Json recipe;
  recipe["program"] = "cortiscope " CORTISCOPE_VERSION;
  recipe["command"] = "figure";
  for (const std::string& input : request.inputs) {
    recipe["inputs"].push_back(entry_of({input, ""}, folder));
  }
  recipe["maps"] = request.maps;
  if (request.overlay) recipe["overlay"] = entry_of(*request.overlay, folder);
  if (request.style != OverlayStyle{}) recipe["style"] = to_json(request.style);
  recipe["view"] = request.view;
  recipe["side"] = request.side;
  recipe["rois"] = request.shows_regions;
  for (const std::string& file : request.regions) {
    recipe["regions"].push_back(entry_of(split_map_choice(file), folder));
  }
  if (request.colors_regions) recipe["region_colors"] = true;
  recipe["width_mm"] = request.width_mm;
  if (request.height_mm) recipe["height_mm"] = *request.height_mm;
  recipe["dpi"] = request.dpi;
  recipe["transparent"] = request.is_transparent;
  recipe["least_ceiling"] = request.least_ceiling;
  recipe["title"] = request.title;
  for (const FigurePane& pane : request.panes) recipe["panes"].push_back(to_json(pane));
  for (const auto& [map, range] : request.ranges) recipe["ranges"][map] = {range.low, range.high};
  if (request.shows_known_answer) recipe["known_answer"] = true;
  // Only ASCII, so that any format can carry it; text that is not UTF-8 is replaced.
  return recipe.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
}

FigureRequest read_recipe(const std::string& file) {
  const std::string text = recipe_text(file);
  if (text.size() > kLongestRecipe) {
    throw Error(ErrorKind::kBadFormat, file,
                "expected a recipe of at most " + std::to_string(kLongestRecipe) +
                    " bytes, found " + std::to_string(text.size()),
                "is this the right file?");
  }
  const Json recipe = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  FigureRequest request;
  try {
    if (!recipe.is_object() || recipe.value("command", "") != "figure") fail_without_recipe(file);
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    request.inputs = files_of(recipe.at("inputs"), folder);
    request.regions = files_of(recipe.value("regions", Json::array()), folder);
    request.colors_regions = recipe.value("region_colors", false);
    request.maps = recipe.at("maps").get<std::vector<std::string>>();
    if (recipe.contains("overlay")) {
      request.overlay = choice_in(recipe.at("overlay"), folder);
      warn_if_changed(recipe.at("overlay"), request.overlay->file.string());
    }
    if (recipe.contains("style")) request.style = style_in(recipe.at("style"), file);
    request.view = recipe.at("view");
    request.side = recipe.at("side");
    request.shows_regions = recipe.at("rois");
    request.width_mm = number_in(recipe, "width_mm", kLeastMm, kMostMm, file);
    if (recipe.contains("height_mm")) {
      request.height_mm = number_in(recipe, "height_mm", kLeastMm, kMostMm, file);
    }
    request.dpi = number_in(recipe, "dpi", kLeastDpi, kMostDpi, file);
    request.is_transparent = recipe.at("transparent");
    request.least_ceiling = number_in(recipe, "least_ceiling", -100, 100, file);
    request.title = recipe.at("title");
    for (const Json& pane : recipe.value("panes", Json::array())) {
      request.panes.push_back(pane_in(pane, file));
    }
    const Json ranges = recipe.value("ranges", Json::object());
    for (const auto& [map, range] : ranges.items()) {
      request.ranges[map] = range_in(range, file);
    }
    request.shows_known_answer = recipe.value("known_answer", false);
  } catch (const Json::exception&) {
    fail_without_recipe(file);
  }
  return request;
}

}  // namespace cortiscope
