#include "core/io/annotation.h"

#include <map>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {

Annotation annotation_of(const std::vector<std::int32_t>& labels,
                         const std::vector<NamedLabel>& table,
                         const std::function<std::optional<Region>(std::int32_t label)>& unnamed,
                         Dropped* dropped) {
  std::map<std::int32_t, std::vector<int>> vertices_of;
  for (std::size_t v = 0; v < labels.size(); ++v) vertices_of[labels[v]].push_back(int(v));
  Annotation annotation;
  annotation.vertex_count = int(labels.size());
  std::size_t without_vertices = 0;
  for (const NamedLabel& entry : table) {
    const auto found = vertices_of.find(entry.label);
    if (found == vertices_of.end()) {
      ++without_vertices;
      continue;
    }
    annotation.parcels.push_back({entry.name, std::move(found->second), entry.color});
    vertices_of.erase(found);
  }
  for (auto& [label, vertices] : vertices_of) {
    std::optional<Region> region = unnamed(label);
    if (!region) continue;
    region->vertices = std::move(vertices);
    annotation.parcels.push_back(std::move(*region));
  }
  if (without_vertices > 0) {
    note(dropped, std::to_string(without_vertices) + " names of the table that no vertex has");
  }
  return annotation;
}

std::vector<std::int32_t> parcel_numbers(const Annotation& annotation, const std::string& subject) {
  std::vector<std::int32_t> numbers(std::size_t(annotation.vertex_count), 0);
  for (std::size_t i = 0; i < annotation.parcels.size(); ++i) {
    const Region& parcel = annotation.parcels[i];
    for (const int vertex : parcel.vertices) {
      if (vertex >= annotation.vertex_count) {
        throw Error(ErrorKind::kBadShape, subject,
                    "expected " + parcel.name + " within a mesh of " +
                        std::to_string(annotation.vertex_count) + " vertices, found vertex " +
                        std::to_string(vertex),
                    "is the surface beside it of another mesh?");
      }
      if (numbers[std::size_t(vertex)] != 0) {
        throw Error(ErrorKind::kBadShape, subject,
                    "an annotation gives each vertex one parcel, found vertex " +
                        std::to_string(vertex) + " in " + parcel.name + " and in another",
                    "write each region as a .label");
      }
      numbers[std::size_t(vertex)] = std::int32_t(i) + 1;
    }
  }
  return numbers;
}

}  // namespace cortiscope
