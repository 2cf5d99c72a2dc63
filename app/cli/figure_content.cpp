#include "app/cli/figure_content.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <optional>

#include "core/base/error.h"
#include "core/color/map.h"
#include "core/color/overlay_colors.h"
#include "core/data/synthetic_note.h"
#include "core/open/overlay_pair.h"
#include "core/open/read_any.h"
#include "core/open/regions_pair.h"
#include "core/open/surface_pair.h"

namespace cortiscope {
namespace {

SurfaceKind parse_view(const std::string& text) {
  for (const SurfaceKind kind : kSurfaceKinds) {
    if (text == name_of(kind)) return kind;
  }
  throw Error(ErrorKind::kBadValue, "--view \"" + text + "\"",
              "expected flat, inflated, pial, white or sphere");
}

/// The view asked for; else the flatmap, or the best of what a cortex without one has.
SurfaceKind view_of(const FigureRequest& request, const Cortex& cortex) {
  if (!request.view.empty()) return parse_view(request.view);
  for (const SurfaceKind kind :
       {SurfaceKind::kFlat, SurfaceKind::kInflated, SurfaceKind::kPial, SurfaceKind::kWhite}) {
    const bool has_all = std::all_of(kHemispheres.begin(), kHemispheres.end(), [&](Hemisphere h) {
      return cortex[h].vertex_count() == 0 || cortex[h].find(kind);
    });
    if (has_all) return kind;
  }
  return SurfaceKind::kSphere;
}

std::string joined(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + " · " + b;
}

/// The cortex with the regions that a request names in place of its own, coloured as it says.
std::shared_ptr<const Cortex> with_regions_of(const FigureRequest& request, Cortex cortex) {
  if (!request.regions.empty()) {
    for (HemisphereCortex& hemisphere : cortex.hemispheres) {
      hemisphere.regions.clear();
      hemisphere.parcels.clear();
    }
  }
  for (const std::string& file : request.regions) {
    RegionsPair read = fitted_to(read_regions_pair(file), cortex);
    for (const Hemisphere h : kHemispheres) {
      std::move(read.regions[h].begin(), read.regions[h].end(),
                std::back_inserter(cortex[h].regions));
    }
  }
  if (!request.colors_regions) {
    for (HemisphereCortex& hemisphere : cortex.hemispheres) {
      for (auto* regions : {&hemisphere.regions, &hemisphere.parcels}) {
        for (Region& region : *regions) region.color.reset();
      }
    }
  }
  return std::make_shared<const Cortex>(std::move(cortex));
}

/// A fit with its cortex shared by all cells that draw it.
struct Source {
  FitResult fit;
  std::shared_ptr<const Cortex> cortex;

  std::string name() const { return joined(fit.features.network, fit.subject.name); }
  std::string note() const {
    return synthetic_note(fit.subject.is_synthetic, fit.features.is_synthetic);
  }
};

/// What is drawn, each read once.
std::vector<Contents> read_inputs(const FigureRequest& request) {
  std::vector<Contents> inputs;
  for (const std::string& input : request.inputs) {
    if (request.inputs.size() > 1 && std::filesystem::is_directory(input)) {
      throw Error(ErrorKind::kBadValue, input, "a cortex folder cannot be drawn beside others",
                  "give fit files, or one folder alone");
    }
    inputs.push_back(read_any(input));
  }
  return inputs;
}

std::vector<Source> sources_of(const FigureRequest& request, const std::vector<Contents>& inputs) {
  std::vector<Source> sources;
  for (const Contents& input : inputs) {
    const auto* fit = find<FitContents>(input);
    if (!fit) refuse(input, "fit files, or a cortex alone");
    sources.push_back({*fit->fit, nullptr});
    sources.back().cortex = with_regions_of(request, sources.back().fit.subject.cortex);
  }
  return sources;
}

FigureCell cell_of(const Source& source, Map map, double least_ceiling) {
  const Subject& subject = source.fit.subject;
  return {source.cortex,
          paint_map(subject, map, source.fit.selectors, source.fit.r2, float(least_ceiling)),
          subject.vertices};
}

bool masks_any(const Source& source, double least) {
  const std::vector<float>& ceiling = source.fit.subject.noise_ceiling;
  return std::any_of(ceiling.begin(), ceiling.end(), [&](float c) { return !(c >= float(least)); });
}

std::string mask_note(const std::vector<Source>& sources, double least) {
  const bool masks = std::any_of(sources.begin(), sources.end(),
                                 [&](const Source& s) { return masks_any(s, least); });
  char text[48];
  std::snprintf(text, sizeof text, "noise ceiling ≥ %g", least);
  return masks ? text : "";
}

void add_maps_as_columns(Figure& figure, const std::vector<Source>& sources,
                         const std::vector<Map>& maps, double least_ceiling) {
  for (const Map map : maps) {
    FigureColumn column;
    column.title = title_of(map);
    column.legend = legend_of(map, sources[0].fit.selectors.layer_count());
    for (const Source& source : sources)
      column.cells.push_back(cell_of(source, map, least_ceiling));
    figure.columns.push_back(std::move(column));
  }
  if (sources.size() < 2) return;
  for (const Source& source : sources) {
    figure.row_titles.push_back(joined(source.name(), source.note()));
  }
}

void add_fits_as_columns(Figure& figure, const std::vector<Source>& sources, Map map,
                         double least_ceiling) {
  for (const Source& source : sources) {
    FigureColumn column;
    column.title = source.name();
    column.legend = legend_of(map, source.fit.selectors.layer_count());
    column.cells.push_back(cell_of(source, map, least_ceiling));
    figure.columns.push_back(std::move(column));
  }
}

Figure figure_of_fits(const FigureRequest& request, const std::vector<Contents>& inputs) {
  std::vector<Map> maps;
  for (const std::string& name : request.maps) maps.push_back(parse_map(name));
  if (maps.empty()) {
    maps = {{MapKind::kLayer}, {MapKind::kSpace}, {MapKind::kScale}, {MapKind::kScore}};
  }
  const std::vector<Source> sources = sources_of(request, inputs);
  Figure figure;
  figure.view = view_of(request, *sources[0].cortex);
  std::string note;
  if (sources.size() == 1) {
    figure.title = sources[0].name();
    note = sources[0].note();
  }
  if (sources.size() > 1 && maps.size() == 1) {
    figure.title = title_of(maps[0]);
    const auto is_so = [&](auto&& question) {
      return std::any_of(sources.begin(), sources.end(), question);
    };
    note = synthetic_note(is_so([](const Source& s) { return s.fit.subject.is_synthetic; }),
                          is_so([](const Source& s) { return s.fit.features.is_synthetic; }));
    add_fits_as_columns(figure, sources, maps[0], request.least_ceiling);
  } else {
    add_maps_as_columns(figure, sources, maps, request.least_ceiling);
  }
  figure.note = joined(note, mask_note(sources, request.least_ceiling));
  return figure;
}

/// A whole cortex, or one of a single surface and the other hemisphere's beside it.
std::optional<Cortex> cortex_of(const Contents& contents) {
  if (const auto* whole = find<CortexContents>(contents)) return *whole->cortex;
  if (find<SurfaceContents>(contents)) return surface_pair_of(contents);
  return std::nullopt;
}

Figure figure_of_cortex(const FigureRequest& request, Cortex read) {
  if (request.maps.size() > 1) {
    throw Error(ErrorKind::kBadValue, "--map", "a cortex folder is drawn with one map",
                "curvature, or an overlay file");
  }
  const std::string map = request.maps.empty() ? "curvature" : request.maps[0];
  Figure figure;
  FigureCell cell;
  const auto cortex = with_regions_of(request, std::move(read));
  cell.cortex = cortex;
  figure.view = view_of(request, *cortex);
  FigureColumn column;
  if (map == "curvature") {
    for (const Hemisphere h : kHemispheres) {
      cell.colors[h] = curvature_colors((*cortex)[h], Underlay::kContrast);
    }
    figure.title = joined(cortex->name, "curvature");
  } else if (std::filesystem::exists(map)) {
    const OverlayPair overlay = fitted_to(read_overlay_pair(map), *cortex);
    const OverlayScale scale = scale_of(overlay.values);
    cell.colors = overlay_colors(overlay.values, scale, *cortex);
    column.legend = legend_of(scale);
    figure.title = joined(cortex->name, overlay.name);
  } else {
    throw Error(ErrorKind::kBadValue, "--map \"" + map + "\"",
                "a cortex folder has curvature, or takes an overlay file",
                "the maps of a fit need a fit file");
  }
  column.cells.push_back(std::move(cell));
  figure.columns.push_back(std::move(column));
  return figure;
}

}  // namespace

Figure figure_of(const FigureRequest& request) {
  const Side side = parse_side(request.side);
  const std::vector<Contents> inputs = read_inputs(request);
  std::optional<Cortex> cortex = inputs.size() == 1 ? cortex_of(inputs[0]) : std::nullopt;
  Figure figure =
      cortex ? figure_of_cortex(request, std::move(*cortex)) : figure_of_fits(request, inputs);
  figure.side = side;
  if (figure.view != SurfaceKind::kFlat) figure.title = joined(figure.title, name_of(side));
  if (!request.title.empty()) figure.title = request.title;
  figure.shows_regions = request.shows_regions || !request.regions.empty();
  figure.width_mm = request.width_mm;
  figure.height_mm = request.height_mm;
  figure.dpi = request.dpi;
  figure.is_transparent = request.is_transparent;
  return figure;
}

}  // namespace cortiscope
