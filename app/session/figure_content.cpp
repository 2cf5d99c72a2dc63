#include "app/session/figure_content.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

#include "app/session/grouped_fits.h"
#include "app/session/joined_fits.h"
#include "app/session/map_table.h"
#include "app/session/painting.h"
#include "app/session/view_state.h"
#include "core/base/error.h"
#include "core/data/synthetic_note.h"
#include "core/io/file_bytes.h"
#include "core/open/map_choice.h"
#include "core/open/overlay_pair.h"
#include "core/open/read_any.h"
#include "core/open/regions_pair.h"
#include "core/open/study_cortex.h"
#include "core/open/surface_pair.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

/// The requested view; else the flatmap, or the best form of a cortex without one.
SurfaceKind view_of(const FigureRequest& request, const Cortex& cortex) {
  if (!request.view.empty()) return parse_view(request.view);
  for (const SurfaceKind kind :
       {SurfaceKind::kFlat, SurfaceKind::kInflated, SurfaceKind::kPial, SurfaceKind::kWhite}) {
    if (has_form(cortex, kind)) return kind;
  }
  return SurfaceKind::kSphere;
}

std::string joined(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + " · " + b;
}

void remove_named(std::vector<Region>& regions, const std::vector<std::string>& names) {
  const auto is_named = [&](const Region& region) {
    return std::find(names.begin(), names.end(), region.name) != names.end();
  };
  regions.erase(std::remove_if(regions.begin(), regions.end(), is_named), regions.end());
}

void add_regions(Cortex& cortex, const RegionsPair& pair) {
  for (const Hemisphere h : kHemispheres) {
    std::copy(pair.regions[h].begin(), pair.regions[h].end(),
              std::back_inserter(cortex[h].regions));
  }
}

/// Leaves the regions that are outlined where no file's are.
void keep_own_regions(Cortex& cortex, const FigureRequest& request) {
  for (const Hemisphere h : kHemispheres) {
    HemisphereCortex& hemisphere = cortex[h];
    if (request.outlined) {
      hemisphere.regions = regions_of(hemisphere);
      remove_named(hemisphere.regions, request.outlined->hidden_own[h]);
      hemisphere.parcels.clear();
    } else if (!request.regions.empty()) {
      hemisphere.regions.clear();
      hemisphere.parcels.clear();
    }
  }
}

void remove_colors(Cortex& cortex) {
  for (HemisphereCortex& hemisphere : cortex.hemispheres) {
    for (auto* regions : {&hemisphere.regions, &hemisphere.parcels}) {
      for (Region& region : *regions) region.color.reset();
    }
  }
}

/// The cortex with the regions that a request outlines, in the colours it asks for.
std::shared_ptr<const Cortex> with_regions_of(const FigureRequest& request, Cortex cortex,
                                              Warnings* warnings) {
  keep_own_regions(cortex, request);
  for (const std::string& text : request.regions) {
    const MapChoice choice = split_map_choice(text);
    RegionsPair read =
        fitted_to(read_regions_pair(choice.file, warnings, choice.map), cortex, warnings);
    if (request.outlined) {
      for (const Hemisphere h : kHemispheres) {
        remove_named(read.regions[h], request.outlined->hidden_opened[h]);
      }
    }
    add_regions(cortex, read);
  }
  if (!(request.look ? request.look->shows_region_colors : request.colors_regions)) {
    remove_colors(cortex);
  }
  if (request.outlined) {  // drawn regions keep their colours
    add_regions(cortex, fitted_to(drawn_pair(*request.outlined), cortex, warnings));
  }
  return std::make_shared<const Cortex>(std::move(cortex));
}

/// A fit with its cortex shared by all cells that draw it.
struct Source {
  std::shared_ptr<const MapSource> maps;
  std::shared_ptr<const Cortex> cortex;  ///< with the regions to be drawn

  std::string name() const { return joined(maps->features.network, maps->subject->name); }
  std::string note() const { return maps->synthetic_note(); }
};

/// Whether a map of a figure needs clusters.
bool needs_clusters(const FigureRequest& request) {
  if (request.look) {
    const bool paints_map = !request.overlay && !request.look->looked_at;
    return paints_map && entry_of(request.look->map).has(kNeedsClusters);
  }
  return std::any_of(request.maps.begin(), request.maps.end(), [](const std::string& name) {
    return entry_of(parse_map(name)).has(kNeedsClusters);
  });
}

/// A whole cortex, or one of a single surface and the other hemisphere's beside it.
std::optional<Cortex> cortex_of(const Contents& contents, Warnings* warnings) {
  if (const auto* whole = find<CortexContents>(contents)) return *whole->cortex;
  if (find<SurfaceContents>(contents)) return surface_pair_of(contents, warnings);
  return std::nullopt;
}

/// What can be painted of what was read.
MapSource maps_of(const FigureRequest& request, const Contents& contents) {
  if (const auto* fit = find<FitContents>(contents)) {
    MapSource maps = fit_source(*fit->fit, std::make_shared<const Subject>(fit->fit->subject));
    maps.score = fit->fit->r2;  // a figure shows test scores only; a stopped fit has none
    if (needs_clusters(request)) {
      const std::string name = contents.path.filename().string();
      maps.clusters = std::make_shared<const ClusteredSubject>(
          ClusteredSubject{maps.subject, *cluster_channels(*fit->fit, name)});
    }
    if (request.response) {
      const ReadPart part = request.look ? request.look->component : ReadPart();
      maps.response = std::make_shared<const PredictedResponse>(
          predicted_response(*fit->fit, request.response->file, request.response->map,
                             possible_part(part, maps.layer_count())));
    }
    return maps;
  }
  const auto* subject = find<SubjectContents>(contents);
  if (!subject || !request.shows_known_answer) refuse(contents, "fit files, or a cortex alone");
  if (!subject->recording.subject.truth) {
    throw Error(ErrorKind::kBadValue, file_name(contents.path), "this subject has no known answer",
                "draw a fit of it");
  }
  return truth_source(std::make_shared<const Subject>(subject->recording.subject));
}

/// The inputs of a figure, each read once.
std::vector<Contents> read_inputs(const FigureRequest& request, Warnings* warnings) {
  std::vector<Contents> inputs;
  for (const std::string& input : request.inputs) {
    std::error_code ignored;
    if (request.inputs.size() > 1 && std::filesystem::is_directory(input, ignored)) {
      throw Error(ErrorKind::kBadValue, input, "a cortex folder cannot be drawn beside others",
                  "give fit files, or one folder alone");
    }
    inputs.push_back(read_any(input, builtin_template));
    warn(warnings, inputs.back().warnings);
    if (const auto* folder = find<AlgonautsContents>(inputs.back())) {
      inputs.back().holding = subject_of(*folder);
    }
  }
  return inputs;
}

std::vector<Source> sources_of(const FigureRequest& request, const std::vector<Contents>& inputs,
                               Warnings* warnings) {
  std::vector<Source> sources;
  for (const Contents& input : inputs) {
    MapSource maps = maps_of(request, input);
    if (!sources.empty()) maps.clusters_like = sources.front().maps->clusters;
    const auto cortex = with_regions_of(request, maps.subject->cortex, warnings);
    sources.push_back({std::make_shared<const MapSource>(std::move(maps)), cortex});
  }
  return sources;
}

Painting painting_of(const Source& source, const Map& map, const FigureRequest& figure) {
  require_map(*source.maps, map);
  require_quantity(map, figure.quantity);
  PaintRequest request;
  request.map = map;
  request.ranges = figure.ranges;
  request.least_ceiling = figure.least_ceiling;
  request.shows_all = figure.shows_all;
  request.clusters = figure.clusters;
  request.has_safe_colors = figure.has_safe_colors;
  request.quantity = figure.quantity;
  return painting_of(source.maps, request);
}

/// Adds a map of a fit to a column; the first one sets the column's title and legend.
/// @param note  set to why vertices are unpainted, where some are
void add_cell(FigureColumn& column, const Source& source, const Painting& painting,
              std::string& note) {
  if (column.cells.empty()) {
    column.title = painting.title;
    column.legend = painting.legend;
  }
  if (column.legend.hatch.empty()) column.legend.hatch = painting.legend.hatch;
  if (column.legend.note != painting.legend.note) column.legend.note = "not all tested";
  column.cells.push_back({source.cortex, painting.colors(Ground::kLight),
                          source.maps->subject->vertices, painting.steps,
                          painting.hatched_vertices()});
  if (note.empty()) note = painting.mask;
}

/// @return  why vertices are unpainted; empty where none is
std::string add_maps_as_columns(Figure& figure, const std::vector<Source>& sources,
                                const std::vector<Map>& maps, const FigureRequest& request) {
  std::string mask;
  for (const Map& map : maps) {
    FigureColumn column;
    for (const Source& source : sources) {
      add_cell(column, source, painting_of(source, map, request), mask);
    }
    figure.columns.push_back(std::move(column));
  }
  if (sources.size() < 2) return mask;
  const auto is_tested = [](const Source& source) { return source.maps->is_tested(); };
  const bool is_any_tested = std::any_of(sources.begin(), sources.end(), is_tested);
  for (const Source& source : sources) {
    const std::string state = is_any_tested && !is_tested(source) ? "not tested" : "";
    figure.row_titles.push_back(joined(joined(source.name(), source.note()), state));
  }
  return mask;
}

/// @return  why vertices are unpainted; empty where none is
std::string add_fits_as_columns(Figure& figure, const std::vector<Source>& sources, const Map& map,
                                const FigureRequest& request) {
  std::string mask;
  for (const Source& source : sources) {
    FigureColumn column;
    add_cell(column, source, painting_of(source, map, request), mask);
    column.title = source.name();
    figure.columns.push_back(std::move(column));
  }
  return mask;
}

/// A map of several fits at once: a column for each that is made from them.
/// @return  why vertices are unpainted; empty where none is
std::string add_joined_fits(Figure& figure, const std::vector<Source>& sources, const Map& map,
                            const FigureRequest& request) {
  std::vector<std::shared_ptr<const MapSource>> fits;
  for (const Source& source : sources) fits.push_back(source.maps);
  std::string mask;
  for (const JoinedFits& joined : joined_fits(fits, map)) {
    const Source source = {joined.source, sources[joined.drawn_on].cortex};
    FigureColumn column;
    add_cell(column, source, painting_of(source, map, request), mask);
    column.title = joined.name;
    figure.columns.push_back(std::move(column));
  }
  return mask;
}

/// Refuses a map of several fits beside other maps.
void require_alone(const std::vector<Map>& maps) {
  if (maps.size() < 2) return;
  for (const Map& map : maps) {
    if (!entry_of(map).has(kOfSeveralFits)) continue;
    throw Error(ErrorKind::kBadValue, "map " + in_quotes(name_of(map)),
                "is made from all fits of a figure, and is no map of one",
                "draw it in a figure of its own");
  }
}

/// The overlay of a request; null where it has none.
std::shared_ptr<const OverlayPair> overlay_on(const Cortex& cortex, const FigureRequest& request,
                                              Warnings* warnings) {
  if (!request.overlay) return nullptr;
  const MapChoice& choice = *request.overlay;
  return std::make_shared<const OverlayPair>(
      fitted_to(read_overlay_pair(choice.file, warnings, choice.map), cortex, warnings));
}

/// What a window painted from an input: a fit, a known answer, or a cortex without one.
MapSource shown_of(const FigureRequest& request, const Contents& contents, Warnings* warnings) {
  const auto* subject = find<SubjectContents>(contents);
  if (subject && !request.shows_known_answer) {
    return bare_source(std::make_shared<const Subject>(subject->recording.subject));
  }
  if (auto cortex = cortex_of(contents, warnings)) {
    Subject bare;
    bare.name = cortex->name;
    bare.cortex = std::move(*cortex);
    return bare_source(std::make_shared<const Subject>(std::move(bare)));
  }
  return maps_of(request, contents);
}

/// What a window painted from: of a map of differences two fits, else one input.
JoinedFits painted_of(const FigureRequest& request, const Look& look,
                      const std::vector<Contents>& inputs, Warnings* warnings) {
  const bool is_of_two = inputs.size() == 2 && entry_of(look.map).has(kNeedsDifferences);
  if (inputs.size() != 1 && !is_of_two) {
    throw Error(ErrorKind::kBadValue, "recipe",
                "expected one input where it repeats a window's views, or two of a difference",
                "draw it without the views");
  }
  const auto shown = std::make_shared<const MapSource>(shown_of(request, inputs.back(), warnings));
  if (!is_of_two) return {shown, 0, joined(shown->features.network, shown->subject->name)};
  const auto first = std::make_shared<const MapSource>(maps_of(request, inputs.front()));
  return joined_fits({first, shown}, look.map).front();
}

/// The pins that lie in a cortex: it may have changed since the recipe was made.
std::vector<FigurePin> pins_on(const Cortex& cortex, const Pins& pins) {
  std::vector<FigurePin> marks;
  for (const Pin& pin : pins) {
    const bool is_there = pin.vertex.vertex < cortex[pin.vertex.hemisphere].vertex_count();
    if (is_there) marks.push_back({pin.vertex, pin.color, pin.name});
  }
  return marks;
}

/// What a window shows: its views side by side above one legend.
Figure figure_of_look(const FigureRequest& request, const Look& look,
                      const std::vector<Contents>& inputs, Warnings* warnings) {
  const JoinedFits painted = painted_of(request, look, inputs, warnings);
  const std::shared_ptr<const MapSource>& maps = painted.source;
  const Source source = {maps, with_regions_of(request, maps->subject->cortex, warnings)};
  const PaintRequest wanted = paint_request_of(look, overlay_on(*source.cortex, request, warnings));
  if (!wanted.looked_at && !wanted.overlay) require_map(*maps, wanted.map);
  const Painting painting = painting_of(maps, wanted);
  Figure figure;
  figure.title = joined(painted.name, painting.title);
  figure.note = joined(source.note(), painting.mask);
  figure.legend = painting.legend;
  const ShownSides sides = possible_sides(look.hemispheres, *source.cortex);
  const std::shared_ptr<const Cortex> cortex = shown_of(source.cortex, sides);
  for (const FigurePane& pane : request.panes) {
    const SurfaceKind form = parse_view(pane.form);
    FigureColumn column;
    column.view =
        FigureView{form, form == SurfaceKind::kFlat ? look.flat_camera : look.folds_camera,
                   pane.aspect, placing_of(sides)};
    column.cells.push_back({cortex, only_shown(painting.colors(Ground::kLight), sides),
                            only_shown(maps->subject->vertices, sides), painting.steps,
                            only_shown(painting.hatched_vertices(), sides),
                            pins_on(*cortex, request.pins)});
    figure.columns.push_back(std::move(column));
  }
  return figure;
}

/// Of each network the mean over its subjects, on a cortex that they share or are brought to.
std::vector<Source> means_of(const FigureRequest& request, const std::vector<Source>& sources,
                             Warnings* warnings) {
  std::vector<std::shared_ptr<const MapSource>> fits;
  for (const Source& source : sources) fits.push_back(source.maps);
  std::optional<Cortex> onto;
  if (!request.onto.empty()) {
    Contents contents = read_any(request.onto, builtin_template);
    warn(warnings, contents.warnings);
    onto = cortex_of(contents, warnings);
    if (!onto) refuse(contents, "the cortex of a template");
  }
  std::vector<Source> means;
  for (const GroupedFits& group : grouped_fits(fits, onto ? &*onto : nullptr)) {
    means.push_back(
        {group.source, with_regions_of(request, group.source->subject->cortex, warnings)});
  }
  return means;
}

Figure figure_of_fits(const FigureRequest& request, const std::vector<Contents>& inputs,
                      Warnings* warnings) {
  std::vector<Map> maps;
  for (const std::string& name : request.maps) maps.push_back(parse_map(name));
  if (maps.empty()) maps = default_figure_maps();
  require_alone(maps);
  std::vector<Source> sources = sources_of(request, inputs, warnings);
  if (request.averages_subjects) sources = means_of(request, sources, warnings);
  Figure figure;
  figure.view = view_of(request, *sources[0].cortex);
  std::string note, mask;
  if (sources.size() == 1) {
    figure.title = sources[0].name();
    note = sources[0].note();
  }
  if (sources.size() > 1 && maps.size() == 1) {
    figure.title = title_of(maps[0]);
    const auto is_so = [&](auto&& question) {
      return std::any_of(sources.begin(), sources.end(), question);
    };
    note = synthetic_note(is_so([](const Source& s) { return s.maps->subject->is_synthetic; }),
                          is_so([](const Source& s) { return s.maps->features.is_synthetic; }));
    mask = entry_of(maps[0]).has(kOfSeveralFits)
               ? add_joined_fits(figure, sources, maps[0], request)
               : add_fits_as_columns(figure, sources, maps[0], request);
  } else {
    mask = add_maps_as_columns(figure, sources, maps, request);
  }
  figure.note = joined(note, mask);
  return figure;
}

/// The first map that needs no fit.
std::string first_cortex_map() {
  const auto& table = map_table();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [](const MapEntry& entry) { return !entry.has(kNeedsFit); });
  return found == table.end() ? "" : found->name;
}

/// What is painted on a cortex without a fit, and its name.
std::pair<PaintRequest, std::string> painted_on(const Cortex& cortex, const FigureRequest& request,
                                                Warnings* warnings) {
  PaintRequest wanted;
  wanted.ranges = request.ranges;
  if (request.overlay) {
    wanted.style = request.style;
    wanted.overlay = overlay_on(cortex, request, warnings);
    return {wanted, wanted.overlay->title()};
  }
  const std::string map = request.maps.empty() ? first_cortex_map() : request.maps[0];
  const MapEntry* entry = find_map(map);
  if (entry && !entry->has(kNeedsFit)) {
    wanted.map = entry->map();
    return {wanted, map};
  }
  throw Error(ErrorKind::kBadValue, "--map \"" + map + "\"",
              "a cortex folder has " + map_names(false) + ", or takes an overlay file",
              "the maps of a fit need a fit file");
}

/// Refuses a range, palette or threshold of what has none.
void check_style(const FigureRequest& request, const Painting& painting) {
  const auto refuse_option = [&](const char* option) {
    throw option_error(ErrorKind::kBadValue, option,
                       std::string("expected an overlay of numbers, found ") +
                           (painting.legend.kind == Legend::Kind::kNames
                                ? "labels, which have the colours of their table"
                                : "a map with colours of its own"),
                       "leave the option out");
  };
  if (painting.range) return;
  if (request.ranges.count(kOverlayName)) refuse_option("range");
  if (request.style.threshold > 0) refuse_option("threshold");
  if (request.style != OverlayStyle{}) refuse_option("palette");
}

/// The subject of an input that is drawn without the maps of a fit: of a whole cortex, or of one of
/// a single surface and the other hemisphere's beside it; where an overlay is asked for, also that
/// of a fit or of a subject.
std::shared_ptr<Subject> bare_subject_of(const FigureRequest& request, const Contents& contents,
                                         Warnings* warnings) {
  auto bare = std::make_shared<Subject>();
  if (std::optional<Cortex> cortex = cortex_of(contents, warnings)) {
    bare->cortex = std::move(*cortex);
    return bare;
  }
  const auto* fit = find<FitContents>(contents);
  const auto* subject = find<SubjectContents>(contents);
  if (!request.overlay || (!fit && !subject)) return nullptr;
  bare->cortex = fit ? fit->fit->subject.cortex : subject->recording.subject.cortex;
  return bare;
}

Figure figure_of_cortex(const FigureRequest& request, std::shared_ptr<Subject> bare,
                        Warnings* warnings) {
  if (request.maps.size() > 1) {
    throw Error(ErrorKind::kBadValue, "--map", "a cortex folder is drawn with one map",
                map_names(false) + ", or an overlay file");
  }
  const auto cortex = with_regions_of(request, bare->cortex, warnings);
  Figure figure;
  figure.view = view_of(request, *cortex);
  const auto [wanted, what] = painted_on(*cortex, request, warnings);
  figure.title = joined(cortex->name, what);
  const auto source = std::make_shared<const MapSource>(bare_source(bare));
  const Painting painting = painting_of(source, wanted);
  check_style(request, painting);
  FigureColumn column;
  column.legend = painting.legend;
  column.cells.push_back({cortex, painting.colors(Ground::kLight), {}, painting.steps});
  figure.columns.push_back(std::move(column));
  return figure;
}

}  // namespace

SurfaceKind parse_view(const std::string& text) {
  for (const SurfaceKind kind : kSurfaceKinds) {
    if (text == name_of(kind)) return kind;
  }
  throw Error(ErrorKind::kBadValue, "--view \"" + text + "\"",
              "expected flat, inflated, pial, white or sphere");
}

Figure figure_of(const FigureRequest& request, Warnings* warnings) {
  const Side side = parse_side(request.side);
  const std::vector<Contents> inputs = read_inputs(request, warnings);
  std::shared_ptr<Subject> bare;
  if (!request.look && inputs.size() == 1) bare = bare_subject_of(request, inputs[0], warnings);
  if (request.overlay && !request.look && !bare) {
    throw option_error(ErrorKind::kBadValue, "map",
                       "expected one cortex, fit or subject to paint an overlay on, found another "
                       "input",
                       "give the folder of its cortex");
  }
  Figure figure = request.look ? figure_of_look(request, *request.look, inputs, warnings)
                  : bare       ? figure_of_cortex(request, std::move(bare), warnings)
                               : figure_of_fits(request, inputs, warnings);
  figure.side = side;
  if (!request.look && figure.view != SurfaceKind::kFlat)
    figure.title = joined(figure.title, name_of(side));
  if (!request.title.empty()) figure.title = request.title;
  figure.shows_regions = request.look ? request.look->shows_regions
                                      : request.shows_regions || !request.regions.empty();
  figure.names_regions = !request.look || request.look->shows_region_names;
  figure.width_mm = request.width_mm;
  figure.height_mm = request.height_mm;
  figure.dpi = request.dpi;
  figure.is_transparent = request.is_transparent;
  return figure;
}

}  // namespace cortiscope
