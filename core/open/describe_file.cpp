#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/image/image_file.h"
#include "core/io/image/png_file.h"
#include "core/open/describe_parts.h"

namespace cortiscope {
namespace {

DescribedPart described(const Region& region) {
  return {region.name, "", {{"vertices", std::int64_t(region.vertices.size())}}};
}

}  // namespace

void add_value_facts(const std::vector<float>& values, const std::string& name,
                     std::vector<Fact>& facts, std::vector<std::string>& problems) {
  float lowest = std::numeric_limits<float>::infinity();
  float highest = -lowest;
  double sum = 0;
  std::int64_t finite = 0;
  for (const float value : values) {
    if (!std::isfinite(value)) continue;
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
    sum += value;
    ++finite;
  }
  facts.push_back({"values", std::int64_t(values.size())});
  const std::int64_t missing = std::int64_t(values.size()) - finite;
  if (missing > 0) facts.push_back({"not_finite", missing});
  if (finite == 0) {
    problems.push_back(name + ": no value is finite");
    return;
  }
  facts.push_back({"lowest", double(lowest)});
  facts.push_back({"highest", double(highest)});
  facts.push_back({"mean", sum / double(finite)});
  if (lowest == highest && values.size() > 1)
    problems.push_back(name + ": all values are the same");
}

Description describe_patch(const Contents& contents) {
  const FlatPatch patch = read_freesurfer_patch(contents.path);
  Description description;
  description.kind = kind_of(contents);
  description.facts = {{"vertices", std::int64_t(patch.vertices.size())},
                       {"highest_vertex", std::int64_t(*std::max_element(patch.vertices.begin(),
                                                                         patch.vertices.end()))}};
  const std::set<int> distinct(patch.vertices.begin(), patch.vertices.end());
  if (distinct.size() != patch.vertices.size()) {
    description.problems.push_back(file_name(contents.path) + ": lists some vertices twice");
  }
  return description;
}

Description describe_values(const Contents& contents) {
  const Array<float> maps = maps_in(contents);
  const std::string file = file_name(contents.path);
  Description description;
  description.kind = kind_of(contents);
  description.facts.push_back({"maps", maps.rows()});
  if (is_partial(contents))
    description.facts.push_back({"listed_vertices_only", std::string("yes")});
  if (maps.rows() == 1) {
    add_value_facts(maps.values, file, description.facts, description.problems);
    return description;
  }
  for (std::int64_t k = 0; k < maps.rows(); ++k) {
    DescribedPart part{"map " + std::to_string(k + 1), "", {}};
    const std::vector<float> values(maps.row(k), maps.row(k) + maps.row_size());
    add_value_facts(values, file + ": " + part.name, part.facts, description.problems);
    description.parts.push_back(std::move(part));
  }
  return description;
}

Description describe_regions(const Contents& contents) {
  const std::string file = file_name(contents.path);
  Description description;
  description.kind = kind_of(contents);
  if (const auto* found = std::get_if<LabelFile>(&find<RegionsContents>(contents)->data)) {
    const LabelFile& label = *found;
    description.parts.push_back(described(label.region));
    if (label.region.vertices.empty()) {
      description.problems.push_back(file + ": the label is empty");
    }
    if (label.lines < label.promised) {
      description.problems.push_back(file + ": declares " + std::to_string(label.promised) +
                                     " vertices, holds " + std::to_string(label.lines));
    }
    return description;
  }
  const Annotation annotation = parcels_in(contents);
  description.facts = {{"vertices", std::int64_t(annotation.vertex_count)},
                       {"parcels", std::int64_t(annotation.parcels.size())}};
  std::size_t labelled = 0;
  for (const Region& parcel : annotation.parcels) {
    description.parts.push_back(described(parcel));
    labelled += parcel.vertices.size();
  }
  if (labelled < std::size_t(annotation.vertex_count)) {
    description.facts.push_back(
        {"vertices_without_parcel", annotation.vertex_count - std::int64_t(labelled)});
  }
  return description;
}

/// A part of each map of a file, with its name.
void add_map_parts(const std::vector<std::string>& names, Description& description) {
  for (std::size_t k = 0; k < names.size(); ++k) {
    description.parts.push_back({"map " + std::to_string(k + 1), "", {{"name", names[k]}}});
  }
}

/// The parcels of a hemisphere, as parts.
void add_parcel_parts(const Annotation& annotation, std::optional<std::size_t> map,
                      Description& description) {
  for (const Region& parcel : annotation.parcels) {
    DescribedPart part = described(parcel);
    if (map) part.facts.push_back({"map", std::int64_t(*map + 1)});
    description.parts.push_back(std::move(part));
  }
}

Description describe_cifti(const CiftiContents& whole, const Contents& contents) {
  const Cifti& cifti = whole.cifti;
  const std::string file = file_name(contents.path);
  Description description;
  description.kind = kind_of(contents);
  description.facts.push_back({"maps", std::int64_t(cifti.map_names.size())});
  if (cifti.parcel_count > 0) description.facts.push_back({"parcels", cifti.parcel_count});
  if (cifti.other_grayordinates > 0) {
    description.facts.push_back({cifti.parcel_count > 0 ? "other_parcels" : "other_grayordinates",
                                 cifti.other_grayordinates});
  }
  add_map_parts(cifti.map_names, description);
  for (const Hemisphere h : kHemispheres) {
    const Array<float>& maps = cifti.maps[h];
    if (maps.empty()) continue;
    DescribedPart hemisphere{name_of(h), "", {{"vertices", maps.row_size()}}};
    if (cifti.left_out[h] > 0) hemisphere.facts.push_back({"left_out", cifti.left_out[h]});
    description.parts.push_back(std::move(hemisphere));
    const bool has_several = cifti.labels.size() > 1;
    for (std::size_t k = 0; k < cifti.labels.size(); ++k) {
      add_parcel_parts(cifti.labels[k][h], has_several ? std::optional(k) : std::nullopt,
                       description);
    }
    add_parcel_parts(cifti.parcels[h], std::nullopt, description);
    if (whole.has_labels) continue;
    for (std::int64_t k = 0; k < maps.rows(); ++k) {
      DescribedPart part{std::string(name_of(h)) + " " + cifti.map_names[std::size_t(k)], "", {}};
      const std::vector<float> values(maps.row(k), maps.row(k) + maps.row_size());
      add_value_facts(values, file + ": " + part.name, part.facts, description.problems);
      description.parts.push_back(std::move(part));
    }
  }
  return description;
}

Description describe_image(const Contents& contents) {
  const ImageSize size = read_image_size(contents.path);  // large JPEGs are read at a lower one
  Description description;
  description.kind = kind_of(contents);
  description.facts = {{"width", std::int64_t(size.width)}, {"height", std::int64_t(size.height)}};
  if (contents.format != FileFormat::kPng) return description;
  for (const auto& [keyword, text] : read_png_texts(contents.path)) {
    description.parts.push_back({"text " + keyword, "", {{"letters", std::int64_t(text.size())}}});
  }
  return description;
}

}  // namespace cortiscope
