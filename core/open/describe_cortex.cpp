#include <cmath>

#include "core/data/surface_measures.h"
#include "core/io/cortex_names.h"
#include "core/io/file_bytes.h"
#include "core/open/describe_parts.h"

namespace cortiscope {
namespace {

std::string size_text(const SurfaceMeasures& measures) {
  const Eigen::Vector3f size = measures.highest - measures.lowest;
  std::string text;
  for (int axis = 0; axis < 3; ++axis) {
    text += (axis ? " x " : "") + std::to_string(std::lround(size[axis]));
  }
  return text;
}

void add_surface_facts(const Surface& surface, bool is_flat, const std::string& name,
                       std::vector<Fact>& facts, std::vector<std::string>& problems) {
  const SurfaceMeasures measures = measure(surface);
  const auto vertex_count = std::int64_t(surface.vertices.size());
  facts.push_back({"vertices", vertex_count});
  facts.push_back({"triangles", std::int64_t(surface.triangles.size())});
  if (measures.used_vertices < vertex_count) {
    facts.push_back({"unused_vertices", vertex_count - measures.used_vertices});
  }
  facts.push_back({"area_mm2", measures.area_mm2});
  facts.push_back({"size_mm", size_text(measures)});
  facts.push_back({"euler_characteristic", std::int64_t(measures.euler_characteristic)});
  const int degenerate = degenerate_triangles(surface);
  facts.push_back({"degenerate_triangles", std::int64_t(degenerate)});
  if (degenerate > 0) {
    problems.push_back(name + ": " + std::to_string(degenerate) + " of " +
                       std::to_string(surface.triangles.size()) + " triangles have no area");
  }
  if (measures.repeated_corners > 0) {
    problems.push_back(name + ": " + std::to_string(measures.repeated_corners) +
                       " triangles name a vertex twice");
  }
  if (is_flat) {
    const int flipped = flipped_triangles(surface);
    facts.push_back({"flipped_triangles", std::int64_t(flipped)});
    if (flipped > 0) {
      problems.push_back(name + ": " + std::to_string(flipped) + " of " +
                         std::to_string(surface.triangles.size()) +
                         " triangles are turned over, so that the map overlaps itself there");
    }
    return;
  }
  if (measures.border_edges > 0) {
    problems.push_back(name + ": not closed, " + std::to_string(measures.border_edges) +
                       " edges belong to one triangle only");
  } else if (measures.euler_characteristic != 2) {
    problems.push_back(name +
                       ": expected a closed surface without handles (Euler characteristic "
                       "2), found " +
                       std::to_string(measures.euler_characteristic));
  }
}

/// How well the lengths of a form match those of the folded cortex.
void add_distortion_facts(const Surface& form, const HemisphereCortex& hemisphere,
                          std::vector<Fact>& facts) {
  const Surface* reference = nullptr;
  for (const SurfaceKind kind : {SurfaceKind::kPial, SurfaceKind::kWhite}) {
    if (const Surface* found = hemisphere.find(kind)) reference = found;
  }
  if (!reference) return;
  const EdgeDistortion distortion = edge_distortion(form, *reference);
  facts.push_back({"edge_distortion_mean", distortion.mean});
  facts.push_back({"edge_distortion_95", distortion.ninety_fifth});
}

/// The description of one form of a hemisphere, if it exists.
void add_form_facts(const HemisphereCortex& hemisphere, SurfaceKind kind, DescribedPart& part,
                    std::vector<std::string>& problems) {
  const Surface* surface = hemisphere.find(kind);
  if (!surface) return;
  add_surface_facts(*surface, kind == SurfaceKind::kFlat, part.name, part.facts, problems);
  if (kind == SurfaceKind::kWhite || kind == SurfaceKind::kPial) return;
  add_distortion_facts(*surface, hemisphere, part.facts);
}

/// A surface in a plane is a flatmap. Unused vertices may lie elsewhere.
bool looks_flat(const Surface& surface) {
  const std::vector<bool> used = used_vertices(surface);
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (used[v] && surface.vertices[v].z() != 0) return false;
  }
  return !surface.triangles.empty();
}

double mean_x(const Surface& surface) {
  double sum = 0;
  for (const Eigen::Vector3f& vertex : surface.vertices) sum += vertex.x();
  return surface.vertices.empty() ? 0 : sum / double(surface.vertices.size());
}

void check_side(const Cortex& cortex, std::vector<std::string>& problems) {
  for (const Hemisphere h : kHemispheres) {
    for (const SurfaceKind kind : {SurfaceKind::kWhite, SurfaceKind::kPial}) {
      const Surface* surface = cortex[h].find(kind);
      if (!surface) continue;
      const double x = mean_x(*surface);
      if (h == kLh ? x > 0 : x < 0) {
        problems.push_back(std::string(name_of(h)) + " " + name_of(kind) + ": lies on the " +
                           (h == kLh ? "right" : "left") +
                           " (x is right): are the hemispheres swapped?");
      }
    }
  }
}

void check_what_is_missing(const Cortex& cortex, std::vector<std::string>& problems) {
  for (const Hemisphere h : kHemispheres) {
    if (cortex[h].vertex_count() == 0) {
      problems.push_back(std::string(name_of(h)) + ": nothing found");
    } else if (!cortex[h].find(SurfaceKind::kSphere)) {
      problems.push_back(std::string(name_of(h)) + ": no sphere, which a fit needs");
    }
  }
}

const Region* find_region(const std::vector<Region>& regions, std::size_t index) {
  return index < regions.size() ? &regions[index] : nullptr;
}

DescribedPart describe_part(const CortexSource& source, const HemisphereCortex& hemisphere,
                            std::size_t& next_region, std::vector<std::string>& problems) {
  DescribedPart part{std::string(name_of(source.hemisphere)) + " " + source.part, source.file, {}};
  for (const SurfaceKind kind : kSurfaceKinds) {
    if (source.part == name_of(kind)) add_form_facts(hemisphere, kind, part, problems);
  }
  if (source.part == name_of(CortexPart::kCurvature)) {
    add_value_facts(hemisphere.curvature, part.name, part.facts, problems);
  }
  if (source.part == name_of(CortexPart::kSulcalDepth)) {
    add_value_facts(hemisphere.sulcal_depth, part.name, part.facts, problems);
  }
  if (source.part == name_of(CortexPart::kParcels)) {
    part.facts.push_back({"parcels", std::int64_t(hemisphere.parcels.size())});
  }
  if (source.part == name_of(CortexPart::kRegion)) {
    if (const Region* region = find_region(hemisphere.regions, next_region++)) {
      part.name += " " + region->name;
      part.facts.push_back({"vertices", std::int64_t(region->vertices.size())});
    }
  }
  return part;
}

}  // namespace

Description describe_cortex(const Cortex& cortex, const std::string& kind) {
  Description description;
  description.kind = kind;
  description.facts.push_back({"name", cortex.name});
  for (const Hemisphere h : kHemispheres) {
    description.facts.push_back(
        {std::string(name_of(h)) + "_vertices", std::int64_t(cortex[h].vertex_count())});
  }
  std::array<std::size_t, 2> next_region = {0, 0};
  for (const CortexSource& source : cortex.sources) {
    description.parts.push_back(describe_part(
        source, cortex[source.hemisphere], next_region[source.hemisphere], description.problems));
  }
  check_what_is_missing(cortex, description.problems);
  check_side(cortex, description.problems);
  return description;
}

void add_surface_parts(const Cortex& cortex, Description& description) {
  for (const Hemisphere h : kHemispheres) {
    for (const auto& [kind, surface] : cortex[h].surfaces) {
      DescribedPart part{std::string(name_of(h)) + " " + name_of(kind), "", {}};
      add_form_facts(cortex[h], kind, part, description.problems);
      description.parts.push_back(std::move(part));
    }
  }
}

Description describe_surface_file(const Contents& contents) {
  const Surface surface = surface_in(contents);
  Description description;
  description.kind = kind_of(contents);
  add_surface_facts(surface, looks_flat(surface), file_name(contents.path), description.facts,
                    description.problems);
  return description;
}

Description describe_gifti(const Contents& contents) {
  const GiftiHandle handle = gifti_in(contents);
  const Gifti& gifti = *handle;
  const std::string file = file_name(contents.path);
  Description description;
  description.kind = kind_of(contents);
  description.facts.push_back({"arrays", std::int64_t(gifti.arrays.size())});
  if (gifti.arrays.empty()) description.problems.push_back(file + ": holds no data");
  const std::vector<std::string> maps = gifti_map_names(gifti);
  if (!maps.empty()) description.facts.push_back({"maps", std::int64_t(maps.size())});
  bool has_points = false;
  for (const GiftiArray& array : gifti.arrays) {
    has_points = has_points || array.intent == "NIFTI_INTENT_POINTSET";
    DescribedPart part{"array " + std::to_string(description.parts.size() + 1), "", {}};
    part.facts.push_back({"intent", array.intent});
    part.facts.push_back({"shape", to_string(array.shape())});
    const auto name = array.metadata.find("Name");
    if (name != array.metadata.end()) part.facts.push_back({"name", name->second});
    const auto structure = array.metadata.find("AnatomicalStructurePrimary");
    if (structure != array.metadata.end()) part.facts.push_back({"structure", structure->second});
    const auto* values = std::get_if<Array<float>>(&array.values);
    if (values && array.intent != "NIFTI_INTENT_POINTSET") {
      add_value_facts(values->values, file + ": " + part.name, part.facts, description.problems);
    }
    description.parts.push_back(std::move(part));
  }
  if (has_points) {
    const Surface surface = surface_in(contents);
    add_surface_facts(surface, looks_flat(surface), file, description.facts, description.problems);
  }
  if (!gifti.labels.empty()) {
    description.facts.push_back({"labels", std::int64_t(gifti.labels.size())});
  }
  return description;
}

}  // namespace cortiscope
