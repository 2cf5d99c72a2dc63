#include "app/session/figure_of_fits.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/session/figure_inputs.h"
#include "app/session/figure_network.h"
#include "app/session/figure_parts.h"
#include "app/session/figure_regions.h"
#include "app/session/grouped_fits.h"
#include "app/session/joined_fits.h"
#include "app/session/map_table.h"
#include "app/session/painting.h"
#include "core/base/error.h"
#include "core/data/synthetic_note.h"

namespace cortiscope {
namespace {

/// A fit with its cortex shared by all cells that draw it.
struct Source {
  std::shared_ptr<const MapSource> maps;
  std::shared_ptr<const Cortex> cortex;  ///< with the regions to be drawn

  std::string name() const { return joined(maps->features.network, maps->subject->name); }
  std::string note() const { return maps->synthetic_note(); }
};

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

/// The network of each fit, under its row or its column.
void add_networks(Figure& figure, const std::vector<Source>& sources, const std::vector<Map>& maps,
                  const FigureRequest& request) {
  if (entry_of(maps.front()).has(kOfSeveralFits)) {
    throw option_error(ErrorKind::kBadValue, "network",
                       "expected maps of one fit, found " + in_quotes(name_of(maps.front())) +
                           ", which is made from several",
                       "draw the networks with another map");
  }
  Look look;
  look.shows_all = request.shows_all;
  look.clusters = request.clusters;
  look.has_safe_colors = request.has_safe_colors;
  for (const Source& source : sources) {
    HemisphereRegions regions;
    for (const Hemisphere h : kHemispheres) regions[h] = regions_of((*source.cortex)[h]);
    figure.networks.push_back(network_under(*source.maps, look, regions, *request.network));
  }
}

/// Of each network the mean over its subjects, on a cortex that they share or are brought to.
std::vector<Source> means_of(const FigureRequest& request, const std::vector<Source>& sources,
                             Warnings* warnings) {
  std::vector<std::shared_ptr<const MapSource>> fits;
  for (const Source& source : sources) fits.push_back(source.maps);
  std::optional<Cortex> onto;
  if (!request.onto.empty()) onto = cortex_at(request.onto, "the cortex of a template", warnings);
  std::vector<Source> means;
  for (const GroupedFits& group : grouped_fits(fits, onto ? &*onto : nullptr)) {
    means.push_back(
        {group.source, with_regions_of(request, group.source->subject->cortex, warnings)});
  }
  return means;
}

}  // namespace

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
  if (request.network) add_networks(figure, sources, maps, request);
  figure.note = joined(note, mask);
  return figure;
}

}  // namespace cortiscope
