#include "app/session/figure_inputs.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/session/map_table.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/read_any.h"
#include "core/open/study_cortex.h"
#include "core/open/surface_pair.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

/// Whether a map of a figure needs clusters.
bool needs_clusters(const FigureRequest& request) {
  if (request.network && request.network->kind == ReaderChoice::Kind::kCluster) return true;
  if (request.look) {
    const bool paints_map = !request.overlay && !request.look->looked_at;
    return paints_map && entry_of(request.look->map).has(kNeedsClusters);
  }
  return std::any_of(request.maps.begin(), request.maps.end(), [](const std::string& name) {
    return entry_of(parse_map(name)).has(kNeedsClusters);
  });
}

/// Another cortex with the subject's ROIs, which a template lacks, and with what else it lacks.
Cortex on_surfaces_of(Cortex given, const Subject& subject, const std::string& file) {
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& own = subject.cortex[h];
    const int expected = own.vertex_count(), found = given[h].vertex_count();
    if (expected == 0) {  // of one hemisphere alone
      given[h] = {};
      continue;
    }
    if (found != expected) {
      throw option_error(ErrorKind::kBadShape, "cortex",
                         "expected the " + std::to_string(expected) + " vertices of " + name_of(h) +
                             " in " + file + ", found " + std::to_string(found),
                         "give the cortex that its responses are on");
    }
    if (!own.regions.empty()) given[h].regions = own.regions;
    if (given[h].parcels.empty()) given[h].parcels = own.parcels;
    if (given[h].curvature.empty()) given[h].curvature = own.curvature;
    if (given[h].sulcal_depth.empty()) given[h].sulcal_depth = own.sulcal_depth;
  }
  return given;
}

/// Draws a fit or a subject on another cortex than its own.
void put_onto(const Cortex& given, Contents& input) {
  const std::string file = file_name(input.path);
  if (const auto* found = find<FitContents>(input)) {
    FitContents fit = *found;
    FitResult changed = *fit.fit;
    changed.subject.cortex = on_surfaces_of(given, changed.subject, file);
    fit.fit = std::make_shared<const FitResult>(std::move(changed));
    input.holding = std::move(fit);
  } else if (const auto* subject = find<SubjectContents>(input)) {
    SubjectContents changed = *subject;
    changed.recording.subject.cortex = on_surfaces_of(given, changed.recording.subject, file);
    input.holding = std::move(changed);
  } else {
    throw option_error(ErrorKind::kBadValue, "cortex",
                       "is for fits and subjects, but " + file + " is a " + kind_of(input),
                       "leave it out");
  }
}

}  // namespace

std::optional<Cortex> cortex_of(const Contents& contents, Warnings* warnings) {
  if (const auto* whole = find<CortexContents>(contents)) return *whole->cortex;
  if (find<SurfaceContents>(contents)) return surface_pair_of(contents, warnings);
  return std::nullopt;
}

Cortex cortex_at(const std::string& path, const std::string& expected, Warnings* warnings) {
  const Contents contents = read_any(path, builtin_template);
  warn(warnings, contents.warnings);
  std::optional<Cortex> cortex = cortex_of(contents, warnings);
  if (!cortex) refuse(contents, expected);
  return std::move(*cortex);
}

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
      inputs.back().holding = subject_of(*folder, request.cortex);
    }
  }
  if (!request.cortex.empty()) {
    const Cortex given = cortex_at(request.cortex, "the cortex to draw on", warnings);
    for (Contents& input : inputs) put_onto(given, input);
  }
  return inputs;
}

}  // namespace cortiscope
