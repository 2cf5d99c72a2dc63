#include "core/io/hdf5/prediction_file.h"

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr const char* kFormat = "prediction";
constexpr std::int64_t kMostVertices = 10000000;  // the finest mesh in use has 164,000

std::string name_of_vertices(Hemisphere h) { return std::string("/vertices/") + name_of(h); }

}  // namespace

Prediction read_prediction(const H5Reader& file) {
  check_format(file, kFormat);
  Prediction prediction;
  prediction.network = file.text_or("/", "network", "");
  prediction.subject = file.text_or("/", "subject", "");
  prediction.part = file.text_or("/", "component", "all");
  prediction.images = file.read_strings("/images");
  std::int64_t count = 0;
  for (const Hemisphere h : kHemispheres) {
    const std::string name = name_of_vertices(h);
    prediction.vertices[h] = file.read<std::int32_t>(name, {kAny}).values;
    const std::int64_t mesh = file.integer(name, "mesh_size");
    if (mesh < 0 || mesh > kMostVertices) {
      throw Error(ErrorKind::kBadValue, file.subject(name),
                  "expected a mesh_size of at most " + std::to_string(kMostVertices) + ", found " +
                      std::to_string(mesh));
    }
    prediction.mesh_sizes[h] = int(mesh);
    int before = -1;
    for (const int vertex : prediction.vertices[h]) {
      if (vertex <= before || vertex >= mesh) {
        throw Error(ErrorKind::kBadValue, file.subject(name),
                    "expected ascending mesh indices below mesh_size, " + std::to_string(mesh) +
                        ", found " + std::to_string(vertex) + " after " + std::to_string(before));
      }
      before = vertex;
    }
    count += std::int64_t(prediction.vertices[h].size());
  }
  prediction.responses = file.read<float>(
      "/responses", {std::int64_t(prediction.images.size()), count}, Finite::kNotRequired);
  return prediction;
}

void write_prediction(const std::filesystem::path& path, const Prediction& prediction) {
  H5Writer file(path);
  mark_format(file, kFormat);
  file.set_text("/", "network", prediction.network);
  file.set_text("/", "subject", prediction.subject);
  file.set_text("/", "component", prediction.part);
  file.write_strings("/images", prediction.images);
  for (const Hemisphere h : kHemispheres) {
    file.write(name_of_vertices(h), prediction.vertices[h]);
    file.set_integer(name_of_vertices(h), "mesh_size", prediction.mesh_sizes[h]);
  }
  file.write("/responses", prediction.responses);
  file.commit();
}

}  // namespace cortiscope
