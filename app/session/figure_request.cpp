#include "app/session/figure_request.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/session/figure_content.h"
#include "app/session/look_json.h"
#include "app/session/map_table.h"
#include "app/session/pins_json.h"
#include "app/session/recipe_text.h"
#include "core/base/base64.h"
#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/base/readable_text.h"
#include "core/io/recorded_file.h"
#include "render/unfolding.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kLeastAspect = 0.05;

constexpr std::size_t kLongestRecipe = std::size_t(1) << 20;
constexpr std::size_t kLongestText = 4096;  // of a path or a title
constexpr std::size_t kMostInputs = 200;
constexpr std::size_t kMostMaps = 50;
constexpr std::size_t kMostRegions = 50;
constexpr std::size_t kMostPanes = 8;
constexpr double kMostClusters = 1000;
constexpr double kMostStep = 1e9;
constexpr std::array<const char*, 4> kReaders = {"all", "vertex", "region", "cluster"};
constexpr const char* kOfSubjects = "subjects";  // of a recipe's group

[[noreturn]] void fail_without_recipe(const std::string& file) {
  throw Error(ErrorKind::kBadFormat, file, "expected a recipe of a figure, found none",
              "give a PNG, SVG or PDF figure of ours");
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

/// A list of a recipe.
const Json& list_in(const Json& recipe, const char* name, std::size_t least, std::size_t most,
                    const std::string& file) {
  const Json& list = recipe.at(name);
  if (list.is_array() && list.size() >= least && list.size() <= most) return list;
  throw Error(ErrorKind::kBadFormat, file,
              "expected a recipe with a list of " + std::to_string(least) + " to " +
                  std::to_string(most) + " " + name + ", found " +
                  (list.is_array() ? std::to_string(list.size()) : std::string(list.type_name())),
              "draw the figure again without it");
}

std::string text_in(const Json& recipe, const char* name, const std::string& file) {
  std::string text = recipe.at(name).get<std::string>();
  if (text.size() <= kLongestText) return text;
  throw Error(ErrorKind::kBadFormat, file,
              std::string("expected a recipe with a ") + name + " of at most " +
                  std::to_string(kLongestText) + " bytes, found " + std::to_string(text.size()),
              "draw the figure again without it");
}

/// A file as a recipe stores it.
/// JSON holds UTF-8 only, names of files may be anything.
Json entry_of(const MapChoice& choice, const std::filesystem::path& folder, RecipePaths paths) {
  Json entry;
  const std::string hash = hash_of_place(choice.file);
  const std::string path = paths == RecipePaths::kWhole
                               ? std::filesystem::absolute(choice.file).string()
                               : recorded_path(choice.file, folder);
  entry["path"] = readable_text(path);
  if (entry["path"] != path) entry["path_base64"] = encode_base64(path);
  if (!hash.empty()) entry["hash"] = hash;
  if (!choice.map.empty()) entry["map"] = choice.map;
  remember_place(choice.file, hash);
  return entry;
}

/// The file that a recipe names, and the map of it. One that has changed is reported on standard
/// error.
MapChoice choice_in(const Json& entry, const std::string& recipe_file) {
  const std::filesystem::path folder = std::filesystem::path(recipe_file).parent_path();
  std::string path = text_in(entry, "path", recipe_file);
  if (entry.contains("path_base64")) {
    path = decode_base64(text_in(entry, "path_base64", recipe_file)).value_or(path);
  }
  const std::string map = entry.contains("map") ? text_in(entry, "map", recipe_file) : "";
  const auto found = find_recorded(path, entry.value("hash", ""), folder);
  if (!found) return {folder / path, map};
  if (found->has_changed) {
    std::fprintf(stderr, "cortiscope: %s: has changed since the figure was drawn\n",
                 readable_text(found->file.string()).c_str());
  }
  return {found->file, map};
}

std::vector<std::string> files_of(const Json& entries, const std::string& recipe_file) {
  std::vector<std::string> files;
  for (const Json& entry : entries) files.push_back(text_of(choice_in(entry, recipe_file)));
  return files;
}

Json to_json(const ReaderChoice& readers) {
  Json json = {{"readers", kReaders[std::size_t(readers.kind)]}};
  if (readers.kind == ReaderChoice::Kind::kRegion) json["region"] = readers.region;
  return json;
}

/// The maps of a recipe, as typed.
std::vector<std::string> maps_in(const Json& recipe, const std::string& file) {
  return list_in(recipe, "maps", 0, kMostMaps, file).get<std::vector<std::string>>();
}

ReaderChoice readers_in(const Json& json, const std::string& file) {
  const std::string kind = text_in(json, "readers", file);
  const auto found = std::find(kReaders.begin(), kReaders.end(), kind);
  if (found == kReaders.end()) fail_without_recipe(file);
  ReaderChoice choice;
  choice.kind = ReaderChoice::Kind(found - kReaders.begin());
  if (choice.kind == ReaderChoice::Kind::kRegion) choice.region = text_in(json, "region", file);
  return choice;
}

FigurePane pane_in(const Json& json, const std::string& file) {
  FigurePane pane;
  pane.form = json.at("form").get<std::string>();
  pane.aspect = number_in(json, "aspect", kLeastAspect, 1 / kLeastAspect, file);
  if (json.contains("unfolding")) {
    pane.unfolding = float(number_in(json, "unfolding", kAtFolded, kAtFlat, file));
  }
  return pane;
}

/// The look of a window's figure from before recipes held looks.
Look older_look(const Json& recipe, const std::string& file) {
  Look look;
  const auto maps = maps_in(recipe, file);
  if (maps.size() != 1) fail_without_recipe(file);
  look.map = parse_map(maps.front());
  look.shows_regions = recipe.at("rois");
  look.shows_region_colors = recipe.value("region_colors", false);
  look.shows_folds = look.shows_flat = false;
  const auto ranges = ranges_in(recipe.value("ranges", Json::object()));
  if (!ranges) fail_without_recipe(file);
  look.ranges = *ranges;
  for (const Json& pane : recipe.at("panes")) {
    const auto camera = camera_in(pane);
    if (!camera) fail_without_recipe(file);
    const SurfaceKind form = parse_view(pane.at("form").get<std::string>());
    const bool is_flat = form == SurfaceKind::kFlat;
    (is_flat ? look.shows_flat : look.shows_folds) = true;
    (is_flat ? look.flat_camera : look.folds_camera) = *camera;
    if (!is_flat) look.folded = form;
  }
  return look;
}

void read_regions(const Json& recipe, const std::string& file, FigureRequest& request) {
  if (recipe.contains("regions")) {
    request.regions = files_of(list_in(recipe, "regions", 0, kMostRegions, file), file);
  }
}

/// A window's look, views and regions.
void read_look(const Json& recipe, const std::string& file, FigureRequest& request) {
  for (const Json& pane : list_in(recipe, "panes", 1, kMostPanes, file)) {
    request.panes.push_back(pane_in(pane, file));
  }
  request.look = recipe.contains("look") ? look_in(recipe.at("look")) : older_look(recipe, file);
  if (!request.look) fail_without_recipe(file);
  if (recipe.contains("step")) request.step = int(number_in(recipe, "step", 0, kMostStep, file));
  read_regions(recipe, file, request);
  if (recipe.contains("pins")) request.pins = pins_in(JsonField(recipe, file).at("pins"));
  if (!recipe.contains("outlined")) return;
  request.outlined = outlined_regions_in(recipe.at("outlined"));
  if (!request.outlined) fail_without_recipe(file);
}

/// Maps as typed on the command line.
void read_maps(const Json& recipe, const std::string& file, FigureRequest& request) {
  read_regions(recipe, file, request);
  request.colors_regions = recipe.value("region_colors", false);
  request.maps = maps_in(recipe, file);
  request.view = text_in(recipe, "view", file);
  request.side = text_in(recipe, "side", file);
  request.shows_regions = recipe.at("rois");
  const auto ranges = ranges_in(recipe.value("ranges", Json::object()));
  if (!ranges) fail_without_recipe(file);
  request.ranges = *ranges;
  const auto style = style_in(recipe.value("style", Json::object()));
  if (!style) fail_without_recipe(file);
  request.style = *style;
  if (recipe.contains("clusters")) {
    request.clusters = int(number_in(recipe, "clusters", 1, kMostClusters, file));
  }
  request.has_safe_colors = recipe.value("safe_colors", false);
  request.averages_subjects = recipe.value("group", "") == kOfSubjects;
  if (recipe.contains("onto")) request.onto = choice_in(recipe.at("onto"), file).file.string();
  if (!recipe.contains("of")) return;
  const auto quantity = find_quantity(text_in(recipe, "of", file));
  if (!quantity) fail_without_recipe(file);
  request.quantity = *quantity;
}

FigureRequest request_in(const Json& recipe, const std::string& file) {
  FigureRequest request;
  try {
    if (!recipe.is_object() || recipe.value("command", "") != "figure") fail_without_recipe(file);
    request.inputs = files_of(list_in(recipe, "inputs", 1, kMostInputs, file), file);
    if (recipe.contains("cortex")) {
      request.cortex = choice_in(recipe.at("cortex"), file).file.string();
    }
    if (recipe.contains("overlay")) request.overlay = choice_in(recipe.at("overlay"), file);
    if (recipe.contains("response")) request.response = choice_in(recipe.at("response"), file);
    if (recipe.contains("panes")) {
      read_look(recipe, file, request);
    } else {
      read_maps(recipe, file, request);
    }
    if (recipe.contains("network")) {
      request.network = readers_in(recipe.at("network"), file);
      const bool has_vertex = recipe.at("network").contains("vertex");
      if (request.look && has_vertex) {
        request.look->picked = vertex_in(JsonField(recipe, file).at("network"));
      }
    }
    request.width_mm = number_in(recipe, "width_mm", kLeastFigureMm, kMostFigureMm, file);
    if (recipe.contains("height_mm")) {
      request.height_mm = number_in(recipe, "height_mm", kLeastFigureMm, kMostFigureMm, file);
    }
    request.dpi = number_in(recipe, "dpi", kLeastDpi, kMostDpi, file);
    request.is_transparent = recipe.at("transparent");
    request.shows_all = recipe.value("shows_all", false);
    request.least_ceiling = number_in(recipe, "least_ceiling", -100, 100, file);
    request.title = text_in(recipe, "title", file);
    request.shows_known_answer = recipe.value("known_answer", false);
  } catch (const Json::exception&) {
    fail_without_recipe(file);
  }
  return request;
}

Json parsed(const std::string& text, const std::string& file) {
  if (text.size() > kLongestRecipe) {
    throw Error(ErrorKind::kBadFormat, file,
                "expected a recipe of at most " + std::to_string(kLongestRecipe) +
                    " bytes, found " + std::to_string(text.size()),
                "is this the right file?");
  }
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

/// The recipe in a file that may be a figure or a recipe.
std::optional<std::string> text_of_figure(const std::string& file) {
  const std::string extension = file_ending(file);
  const auto endings = {".png", ".svg", ".pdf", ".json"};
  if (std::find(endings.begin(), endings.end(), extension) == endings.end()) return std::nullopt;
  try {
    return recipe_text(file);
  } catch (const Error&) {  // which opening it as an image reports
    return std::nullopt;
  }
}

}  // namespace

std::string recipe_of(const FigureRequest& request, const std::string& figure_file,
                      RecipePaths paths) {
  const std::filesystem::path folder = std::filesystem::absolute(figure_file).parent_path();
  Json recipe;
  recipe["program"] = "cortiscope " CORTISCOPE_VERSION;
  recipe["command"] = "figure";
  for (const std::string& input : request.inputs) {
    recipe["inputs"].push_back(entry_of({input, ""}, folder, paths));
  }
  if (!request.cortex.empty()) recipe["cortex"] = entry_of({request.cortex, ""}, folder, paths);
  if (request.overlay) recipe["overlay"] = entry_of(*request.overlay, folder, paths);
  if (request.response) recipe["response"] = entry_of(*request.response, folder, paths);
  for (const std::string& file : request.regions) {
    recipe["regions"].push_back(entry_of(split_map_choice(file), folder, paths));
  }
  if (request.look) {
    recipe["look"] = to_json(*request.look);
    if (request.step) recipe["step"] = *request.step;
    if (request.outlined) recipe["outlined"] = to_json(*request.outlined);
    if (!request.pins.empty()) recipe["pins"] = to_json(request.pins);
    for (const FigurePane& pane : request.panes) {
      Json json = {{"form", pane.form}, {"aspect", pane.aspect}};
      if (pane.unfolding) json["unfolding"] = *pane.unfolding;
      recipe["panes"].push_back(std::move(json));
    }
  } else {
    recipe["maps"] = request.maps;
    recipe["view"] = request.view;
    recipe["side"] = request.side;
    recipe["rois"] = request.shows_regions;
    if (request.colors_regions) recipe["region_colors"] = true;
    for (const auto& [map, range] : request.ranges) recipe["ranges"][map] = {range.low, range.high};
    if (request.style != OverlayStyle{}) recipe["style"] = to_json(request.style);
    if (request.clusters != kUsualClusters) recipe["clusters"] = request.clusters;
    if (request.has_safe_colors) recipe["safe_colors"] = true;
    if (request.quantity != MapQuantity::kLayer) recipe["of"] = name_of(request.quantity);
    if (request.averages_subjects) recipe["group"] = kOfSubjects;
    if (!request.onto.empty()) recipe["onto"] = entry_of({request.onto, ""}, folder, paths);
  }
  if (request.network) {
    recipe["network"] = to_json(*request.network);
    const bool is_of_vertex = request.network->kind == ReaderChoice::Kind::kVertex;
    if (is_of_vertex && request.look && request.look->picked) {  // a look without its selection
      recipe["network"].update(to_json(*request.look->picked));
    }
  }
  recipe["width_mm"] = request.width_mm;
  if (request.height_mm) recipe["height_mm"] = *request.height_mm;
  recipe["dpi"] = request.dpi;
  recipe["transparent"] = request.is_transparent;
  recipe["least_ceiling"] = request.least_ceiling;
  if (request.shows_all) recipe["shows_all"] = true;
  recipe["title"] = request.title;
  if (request.shows_known_answer) recipe["known_answer"] = true;
  // Only ASCII, so that any format can carry it; text that is not UTF-8 is replaced.
  return recipe.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
}

bool has_recipe(const std::string& file) {
  try {
    const std::optional<std::string> text = text_of_figure(file);
    return text && parsed(*text, file).is_object();
  } catch (const Error&) {
    return false;
  }
}

std::optional<FigureRequest> find_recipe(const std::string& file) {
  const std::optional<std::string> text = text_of_figure(file);
  if (!text) return std::nullopt;
  const Json recipe = parsed(*text, file);
  return recipe.is_object() ? std::optional(request_in(recipe, file)) : std::nullopt;
}

FigureRequest read_recipe(const std::string& file) {
  const std::optional<std::string> text = recipe_text(file);
  if (!text) fail_without_recipe(file);
  return request_in(parsed(*text, file), file);
}

}  // namespace cortiscope
