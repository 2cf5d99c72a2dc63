#include "core/io/surface_check.h"

#include "core/base/error.h"

namespace cortiscope {

void check_surface(const Surface& surface, const std::string& subject) {
  const int vertex_count = int(surface.vertices.size());
  for (int v = 0; v < vertex_count; ++v) {
    if (surface.vertices[v].allFinite()) continue;
    throw Error(ErrorKind::kBadValue, subject,
                "expected finite coordinates, found NaN or infinity at vertex " + std::to_string(v),
                "export the surface again");
  }
  for (std::size_t f = 0; f < surface.triangles.size(); ++f) {
    const Eigen::Vector3i& triangle = surface.triangles[f];
    if (triangle.minCoeff() >= 0 && triangle.maxCoeff() < vertex_count) continue;
    const int wrong = triangle.minCoeff() < 0 ? triangle.minCoeff() : triangle.maxCoeff();
    throw Error(ErrorKind::kBadValue, subject,
                "expected vertex indices from 0 to " + std::to_string(vertex_count - 1) +
                    ", found " + std::to_string(wrong) + " in triangle " + std::to_string(f),
                "the file is damaged; copy it again");
  }
}

}  // namespace cortiscope
