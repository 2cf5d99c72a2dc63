#include "core/io/subject_file.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"

namespace cortiscope {
namespace {

const std::string kCortex = "/cortex/";

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

/// Vertex indices, ascending and each in 0..vertex_count-1.
void require_indices(const std::vector<std::int32_t>& indices, int vertex_count,
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
                  "sort them, with the responses' columns, and drop what is there twice");
    }
  }
}

Array<std::int32_t> read_triangles(const H5Reader& file, const std::string& name,
                                   int vertex_count) {
  Array<std::int32_t> triangles = file.read<std::int32_t>(name, {kAny, 3});
  for (const std::int32_t index : triangles.values) {
    if (index < 0 || index >= vertex_count) {
      throw Error(ErrorKind::kBadValue, file.subject(name),
                  "expected vertex indices from 0 to " + std::to_string(vertex_count - 1) +
                      ", found " + std::to_string(index));
    }
  }
  return triangles;
}

std::vector<Region> read_regions(const H5Reader& file, const std::string& group, int vertex_count) {
  std::vector<Region> regions;
  for (const std::string& name : file.children(group)) {
    const std::string dataset = group + "/" + name;
    Region region{name, file.read<std::int32_t>(dataset, {kAny}).values};
    require_indices(region.vertices, vertex_count, file.subject(dataset));
    regions.push_back(std::move(region));
  }
  return regions;
}

void write_regions(H5Writer& file, const std::string& group, const std::vector<Region>& regions) {
  for (const Region& region : regions) {
    std::string name = region.name;  // a slash would start a group
    std::replace(name.begin(), name.end(), '/', '-');
    file.write(group + "/" + name, region.vertices);
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
  const auto read_values = [&](const char* part, std::vector<float>& values) {
    const std::string name = group + "/" + part;
    if (file.has(name)) values = file.read<float>(name, {vertex_count}).values;
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
    // Coordinates hardly shrink, and a stopped fit is waited for.
    file.write(group + "/" + name_of(kind), to_rows(surface.vertices), Packing::kFast);
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

std::string text_or(const H5Reader& file, const std::string& object, const char* attribute,
                    const std::string& fallback) {
  return file.has_attribute(object, attribute) ? file.text(object, attribute) : fallback;
}

}  // namespace

std::vector<std::string> read_image_names(const H5Reader& file, const std::string& name) {
  std::vector<std::string> names = file.read_strings(name);
  std::set<std::string> seen;
  for (const std::string& image : names) {
    if (seen.insert(image).second) continue;
    throw Error(ErrorKind::kBadValue, file.subject(name),
                "expected unique names, found \"" + image + "\" twice",
                "average the repeats of an image into one row");
  }
  return names;
}

Selectors read_selectors(const H5Reader& file, const std::string& group, int vertex_count) {
  Selectors selectors;
  selectors.layer = file.read<float>(group + "/layer", {vertex_count, kAny});
  selectors.space = file.read<float>(group + "/space", {vertex_count, 2});
  selectors.scale = file.read<float>(group + "/scale", {vertex_count});
  return selectors;
}

void write_selectors(H5Writer& file, const std::string& group, const Selectors& selectors) {
  file.write(group + "/layer", selectors.layer);
  file.write(group + "/space", selectors.space);
  file.write(group + "/scale", selectors.scale);
}

Subject read_subject(const H5Reader& file) {
  Subject subject;
  subject.name = text_or(file, "/", "name", file.file().stem().string());
  subject.is_synthetic =
      file.has_attribute("/", "synthetic") && file.integer("/", "synthetic") != 0;
  subject.cortex.name = text_or(file, "/cortex", "name", subject.name);
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h] = read_hemisphere(file, kCortex + name_of(h));
    const std::string name = std::string("/vertices/") + name_of(h);
    if (!file.has(name)) continue;
    subject.vertices[h] = file.read<std::int32_t>(name, {kAny}).values;
    require_indices(subject.vertices[h], subject.cortex[h].vertex_count(), file.subject(name));
  }
  const int vertex_count = subject.vertex_count();
  if (vertex_count == 0) {
    throw Error(ErrorKind::kNotFound, file.subject("/vertices"),
                "expected the mesh indices of the encoded vertices, found none",
                "write /vertices/lh or /vertices/rh, one index a column of /responses");
  }
  if (file.has("/noise_ceiling")) {
    subject.noise_ceiling = file.read<float>("/noise_ceiling", {vertex_count}).values;
    for (const float ceiling : subject.noise_ceiling) {
      if (ceiling >= 0 && ceiling <= 1) continue;
      throw Error(ErrorKind::kBadValue, file.subject("/noise_ceiling"),
                  "expected fractions from 0 to 1, found " + std::to_string(ceiling),
                  "divide percentages by 100");
    }
  }
  if (file.has("/truth")) {
    subject.truth =
        Truth{file.text("/truth", "network"), read_selectors(file, "/truth", vertex_count)};
  }
  return subject;
}

void write_subject(H5Writer& file, const Subject& subject) {
  file.set_text("/", "name", subject.name);
  file.set_integer("/", "synthetic", subject.is_synthetic);
  file.set_text("/cortex", "name", subject.cortex.name);
  for (const Hemisphere h : kHemispheres) {
    if (subject.cortex[h].vertex_count() == 0) continue;
    write_hemisphere(file, kCortex + name_of(h), subject.cortex[h]);
    file.write(std::string("/vertices/") + name_of(h), subject.vertices[h]);
  }
  if (!subject.noise_ceiling.empty()) file.write("/noise_ceiling", subject.noise_ceiling);
  if (subject.truth) {
    write_selectors(file, "/truth", subject.truth->selectors);
    file.set_text("/truth", "network", subject.truth->network);
  }
}

namespace {

const std::string kResponses = "/responses";

/// The subject and the names of the images; the responses' shape is checked.
RecordingSource read_all_but_responses(const H5Reader& file) {
  check_format(file, "subject");
  RecordingSource recording;
  recording.subject = read_subject(file);
  recording.images = read_image_names(file, "/images");
  const Shape expected{std::int64_t(recording.images.size()), recording.subject.vertex_count()};
  const Shape found = file.shape(kResponses);
  if (found != expected) {
    throw Error(ErrorKind::kBadShape, file.subject(kResponses),
                "expected shape " + to_string(expected) + ", found " + to_string(found),
                "one row an image, one column an encoded vertex, lh before rh");
  }
  return recording;
}

class ResponsesFile : public ResponseSet {
 public:
  explicit ResponsesFile(const std::filesystem::path& file)
      : file_(file), shape_(file_.shape(kResponses)) {}
  int image_count() const override { return int(shape_[0]); }
  Array<float> read(const std::vector<int>& rows) const override {
    return file_.read_rows<float>(kResponses, shape_, rows);
  }

 private:
  H5Reader file_;
  Shape shape_;
};

}  // namespace

Recording read_recording(const std::filesystem::path& path) {
  const H5Reader file(path);
  RecordingSource source = read_all_but_responses(file);
  return {std::move(source.subject), std::move(source.images),
          file.read<float>(kResponses, {kAny, kAny})};
}

RecordingSource open_recording(const std::filesystem::path& path, double cache_gb) {
  const H5Reader file(path);
  RecordingSource source = read_all_but_responses(file);
  const double bytes = double(sizeof(float)) * double(element_count(file.shape(kResponses)));
  if (bytes > cache_gb * 1e9) {
    source.responses = std::make_shared<ResponsesFile>(path);
  } else {
    source.responses =
        std::make_shared<ResponsesInMemory>(file.read<float>(kResponses, {kAny, kAny}));
  }
  return source;
}

void write_recording(const std::filesystem::path& path, const Recording& recording) {
  H5Writer file(path);
  mark_format(file, "subject");
  write_subject(file, recording.subject);
  file.write_strings("/images", recording.images);
  // Not compressed: a fit reads single rows in any order.
  file.create_rows(kResponses, recording.responses.shape, Stored::kFloat32);
  file.write_rows(kResponses, 0, recording.responses);
  file.commit();
}

}  // namespace cortiscope
