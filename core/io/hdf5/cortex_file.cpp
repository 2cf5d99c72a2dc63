#include "core/io/hdf5/cortex_file.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/io/cortex_names.h"
#include "core/io/file_hash.h"

namespace cortiscope {
namespace {

const std::string kCortex = "/cortex/";
constexpr const char* kRegistered = "registered";  // an attribute of the sphere
// Attributes of a cortex that is a reference.
constexpr const char* kTemplate = "template";
constexpr const char* kMesh = "mesh";

Surface to_surface(const Array<float>& vertices, const Array<std::int32_t>& triangles) {
  Surface surface;
  surface.vertices.resize(std::size_t(vertices.rows()));
  for (std::int64_t v = 0; v < vertices.rows(); ++v) {
    surface.vertices[v] = Eigen::Map<const Eigen::Vector3f>(vertices.row(v));
  }
  surface.triangles.resize(std::size_t(triangles.rows()));
  for (std::int64_t t = 0; t < triangles.rows(); ++t) {
    surface.triangles[t] = Eigen::Map<const Eigen::Vector3i>(triangles.row(t));
  }
  return surface;
}

template <class Scalar>
Array<Scalar> to_rows(const std::vector<Eigen::Matrix<Scalar, 3, 1>>& vectors) {
  Array<Scalar> rows(Shape{std::int64_t(vectors.size()), 3});
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    Eigen::Map<Eigen::Matrix<Scalar, 3, 1>>(rows.row(std::int64_t(i))) = vectors[i];
  }
  return rows;
}

Array<std::int32_t> read_triangles(const H5Reader& file, const std::string& name,
                                   int vertex_count) {
  Array<std::int32_t> triangles = file.read<std::int32_t>(name, {kAny, 3});
  for (const std::int32_t index : triangles.values) {
    if (index < 0 || index >= vertex_count) {
      throw Error(ErrorKind::kBadValue, file.subject(name),
                  "expected vertex indices from 0 to " + std::to_string(vertex_count - 1) +
                      ", found " + std::to_string(index),
                  "indices count from 0 within one hemisphere's mesh");
    }
  }
  return triangles;
}

std::optional<Rgb8> read_color(const H5Reader& file, const std::string& dataset) {
  if (!file.has_attribute(dataset, "color")) return std::nullopt;
  const std::string text = file.text(dataset, "color");
  unsigned rgb = 0;
  const char* const end = text.data() + text.size();
  if (text.size() != 7 || text[0] != '#' ||
      std::from_chars(text.data() + 1, end, rgb, 16).ptr != end) {
    throw Error(ErrorKind::kBadValue, file.subject(dataset),
                "expected a color such as #ff8000, found " + in_quotes(text),
                "correct the attribute, or leave it out");
  }
  return Rgb8{std::uint8_t(rgb >> 16), std::uint8_t(rgb >> 8), std::uint8_t(rgb)};
}

/// In their order of writing, if the file says it; otherwise by name.
std::vector<Region> read_regions(const H5Reader& file, const std::string& group, int vertex_count) {
  std::vector<std::pair<std::int64_t, Region>> regions;
  for (const std::string& name : file.children(group)) {
    const std::string dataset = group + "/" + name;
    Region region{file.text_or(dataset, "name", name),
                  file.read<std::int32_t>(dataset, {kAny}).values, read_color(file, dataset)};
    require_vertices(region.vertices, vertex_count, file.subject(dataset));
    const bool has_position = file.has_attribute(dataset, "position");
    regions.emplace_back(has_position ? file.integer(dataset, "position") : 0, std::move(region));
  }
  std::stable_sort(regions.begin(), regions.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Region> ordered;
  for (auto& [position, region] : regions) ordered.push_back(std::move(region));
  return ordered;
}

/// A valid dataset name: a slash would start a group, and names must be unique.
std::string dataset_name(const std::string& name, std::set<std::string>& taken) {
  std::string plain = name.empty() || name == "." ? "-" : name;
  std::replace(plain.begin(), plain.end(), '/', '-');
  std::string unique = plain;
  for (int i = 2; !taken.insert(unique).second; ++i) unique = plain + " " + std::to_string(i);
  return unique;
}

void write_regions(H5Writer& file, const std::string& group, const std::vector<Region>& regions) {
  std::set<std::string> taken;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const Region& region = regions[i];
    const std::string name = dataset_name(region.name, taken);
    const std::string dataset = group + "/" + name;
    file.write(dataset, region.vertices);
    file.set_integer(dataset, "position", std::int64_t(i));
    if (name != region.name) file.set_text(dataset, "name", region.name);
    if (!region.color) continue;
    char color[8];
    std::snprintf(color, sizeof color, "#%02x%02x%02x", region.color->r, region.color->g,
                  region.color->b);
    file.set_text(dataset, "color", color);
  }
}

HemisphereCortex read_hemisphere(const H5Reader& file, const std::string& group) {
  HemisphereCortex cortex;
  std::int64_t vertex_count = kAny;
  for (const SurfaceKind kind : kSurfaceKinds) {
    const std::string name = group + "/" + name_of(kind);
    if (!file.has(name)) continue;
    const Array<float> vertices = file.read<float>(name, {vertex_count, 3});
    vertex_count = vertices.rows();
    const std::string triangles =
        group + (kind == SurfaceKind::kFlat ? "/flat_triangles" : "/triangles");
    cortex.surfaces[kind] =
        to_surface(vertices, read_triangles(file, triangles, int(vertex_count)));
  }
  const std::string sphere = group + "/sphere";
  cortex.is_sphere_registered = file.has(sphere) && file.has_attribute(sphere, kRegistered) &&
                                file.integer(sphere, kRegistered) != 0;
  const auto read_values = [&](const char* part, std::vector<float>& values) {
    const std::string name = group + "/" + part;
    if (file.has(name)) {
      values = file.read<float>(name, {vertex_count}, Finite::kNotRequired).values;
    }
  };
  read_values("curvature", cortex.curvature);
  read_values("sulcal_depth", cortex.sulcal_depth);
  cortex.regions = read_regions(file, group + "/regions", cortex.vertex_count());
  cortex.parcels = read_regions(file, group + "/parcels", cortex.vertex_count());
  return cortex;
}

void write_hemisphere(H5Writer& file, const std::string& group, const HemisphereCortex& cortex) {
  bool are_triangles_written = false;
  for (const auto& [kind, surface] : cortex.surfaces) {
    // Coordinates hardly compress, and the user waits for a stopped fit.
    file.write(group + "/" + name_of(kind), to_rows(surface.vertices), Packing::kFast);
    if (kind == SurfaceKind::kSphere && cortex.is_sphere_registered) {
      file.set_integer(group + "/sphere", kRegistered, 1);
    }
    if (kind == SurfaceKind::kFlat) {
      file.write(group + "/flat_triangles", to_rows(surface.triangles));
    } else if (!are_triangles_written) {
      file.write(group + "/triangles", to_rows(surface.triangles));
      are_triangles_written = true;
    }
  }
  if (!cortex.curvature.empty()) file.write(group + "/curvature", cortex.curvature);
  if (!cortex.sulcal_depth.empty()) file.write(group + "/sulcal_depth", cortex.sulcal_depth);
  write_regions(file, group + "/regions", cortex.regions);
  write_regions(file, group + "/parcels", cortex.parcels);
}

/// The template that the file refers to, with the file's own regions.
Cortex read_reference(const H5Reader& file, const std::string& name, const std::string& wanted,
                      const CortexTemplates& templates) {
  std::optional<Cortex> cortex;
  if (templates) cortex = templates(wanted);
  if (!cortex) {
    throw Error(ErrorKind::kNotFound, file.subject("/cortex"),
                "holds no surfaces but refers to the template " + in_quotes(wanted) +
                    ", which is not known here",
                "the version of Cortiscope that wrote it knows its template");
  }
  const std::string expected = file.text("/cortex", kMesh), found = hash_of_mesh(*cortex);
  if (found != expected) {
    throw Error(ErrorKind::kBadValue, file.subject("/cortex"),
                "expected the template " + in_quotes(wanted) + " to have the mesh " + expected +
                    ", found " + found,
                "the file is of another mesh that was called the same");
  }
  cortex->name = file.text_or("/cortex", "name", name);
  cortex->sources.clear();
  for (const Hemisphere h : kHemispheres) {
    HemisphereCortex& hemisphere = (*cortex)[h];
    hemisphere.regions =
        read_regions(file, kCortex + name_of(h) + "/regions", hemisphere.vertex_count());
  }
  return std::move(*cortex);
}

/// The path in the file of each part of a hemisphere.
void add_sources(Cortex& cortex, Hemisphere hemisphere) {
  const HemisphereCortex& parts = cortex[hemisphere];
  const auto add = [&](const char* part, const std::string& dataset) {
    cortex.sources.push_back({hemisphere, part, kCortex + name_of(hemisphere) + "/" + dataset});
  };
  for (const auto& [kind, surface] : parts.surfaces) add(name_of(kind), name_of(kind));
  if (!parts.curvature.empty()) add(name_of(CortexPart::kCurvature), "curvature");
  if (!parts.sulcal_depth.empty()) add(name_of(CortexPart::kSulcalDepth), "sulcal_depth");
  if (!parts.parcels.empty()) add(name_of(CortexPart::kParcels), "parcels");
  for (const Region& region : parts.regions) {
    add(name_of(CortexPart::kRegion), "regions/" + region.name);
  }
}

}  // namespace

void require_vertices(const std::vector<std::int32_t>& indices, int vertex_count,
                      const std::string& subject) {
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (indices[i] < 0 || indices[i] >= vertex_count) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0 to " + std::to_string(vertex_count - 1) +
                      ", found " + std::to_string(indices[i]),
                  "indices count from 0 within one hemisphere's mesh");
    }
    if (i > 0 && indices[i] <= indices[i - 1]) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected ascending indices, found " + std::to_string(indices[i]) + " after " +
                      std::to_string(indices[i - 1]),
                  "sort them, with the responses' columns, and remove duplicates");
    }
  }
}

std::string hash_of_mesh(const Cortex& cortex) {
  std::vector<std::int32_t> numbers;
  for (const Hemisphere h : kHemispheres) {
    numbers.push_back(cortex[h].vertex_count());
    for (const auto& [kind, surface] : cortex[h].surfaces) {
      if (kind == SurfaceKind::kFlat) continue;  // has its patch's triangles
      for (const Eigen::Vector3i& triangle : surface.triangles) {
        numbers.insert(numbers.end(), triangle.data(), triangle.data() + 3);
      }
      break;  // all others share one list
    }
  }
  return hash_of_bytes(numbers.data(), numbers.size() * sizeof(std::int32_t));
}

std::optional<std::string> referred_template(const H5Reader& file) {
  if (!file.has("/cortex") || !file.has_attribute("/cortex", kTemplate)) return std::nullopt;
  return file.text("/cortex", kTemplate);
}

Cortex read_cortex(const H5Reader& file, const std::string& name,
                   const CortexTemplates& templates) {
  if (const auto wanted = referred_template(file)) {
    return read_reference(file, name, *wanted, templates);
  }
  Cortex cortex;
  cortex.name = file.text_or("/cortex", "name", name);
  for (const Hemisphere h : kHemispheres) cortex[h] = read_hemisphere(file, kCortex + name_of(h));
  return cortex;
}

void write_cortex(H5Writer& file, const Cortex& cortex) {
  file.set_text("/cortex", "name", cortex.name);
  for (const Hemisphere h : kHemispheres) {
    if (cortex[h].vertex_count() > 0) write_hemisphere(file, kCortex + name_of(h), cortex[h]);
  }
}

void write_cortex_reference(H5Writer& file, const Cortex& cortex,
                            const std::string& template_name) {
  file.set_text("/cortex", "name", cortex.name);
  file.set_text("/cortex", kTemplate, template_name);
  file.set_text("/cortex", kMesh, hash_of_mesh(cortex));
  for (const Hemisphere h : kHemispheres) {
    write_regions(file, kCortex + name_of(h) + "/regions", cortex[h].regions);
  }
}

Cortex read_cortex_file(const std::filesystem::path& path) {
  return read_cortex_file(H5Reader(path));
}

Cortex read_cortex_file(const H5Reader& file) {
  check_format(file, "cortex");
  Cortex cortex = read_cortex(file, file.file().stem().string());
  if (cortex[kLh].vertex_count() + cortex[kRh].vertex_count() == 0) {
    throw Error(ErrorKind::kNotFound, file.subject("/cortex"),
                "expected the surfaces of a hemisphere, found none",
                "write /cortex/lh/pial and /cortex/lh/triangles, say");
  }
  for (const Hemisphere h : kHemispheres) add_sources(cortex, h);
  return cortex;
}

void write_cortex_file(const std::filesystem::path& path, const Cortex& cortex) {
  H5Writer file(path);
  mark_format(file, "cortex");
  write_cortex(file, cortex);
  file.commit();
}

}  // namespace cortiscope
