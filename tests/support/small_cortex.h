#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>

#include "core/data/surface.h"

namespace cortiscope {

/// Four vertices and four triangles: the smallest closed surface, `x` mm to the right.
inline Surface tetrahedron(float x = 0) {
  Surface surface;
  surface.vertices = {{x, 0, 0}, {x + 1, 0, 0}, {x, 1, 0}, {x, 0, 1}};
  surface.triangles = {{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}};
  return surface;
}

/// Big-endian bytes, as FreeSurfer writes them.
inline std::string big_endian(std::int32_t number) {
  const auto bits = std::uint32_t(number);
  return {char(bits >> 24), char(bits >> 16), char(bits >> 8), char(bits)};
}
inline std::string big_endian(float number) {
  std::int32_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return big_endian(bits);
}

/// The bytes of a FreeSurfer surface file.
inline std::string freesurfer_bytes(const Surface& surface) {
  std::string bytes =
      "\xff\xff\xfe"
      "created by a test\n\n";
  bytes += big_endian(std::int32_t(surface.vertices.size()));
  bytes += big_endian(std::int32_t(surface.triangles.size()));
  for (const Eigen::Vector3f& vertex : surface.vertices) {
    for (const float coordinate : vertex) bytes += big_endian(coordinate);
  }
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    for (const int corner : triangle) bytes += big_endian(std::int32_t(corner));
  }
  return bytes;
}

/// The bytes of a FreeSurfer curv file of the new format.
inline std::string curvature_bytes(const std::vector<float>& values) {
  std::string bytes = "\xff\xff\xff" + big_endian(std::int32_t(values.size())) +
                      big_endian(std::int32_t(0)) + big_endian(std::int32_t(1));
  for (const float value : values) bytes += big_endian(value);
  return bytes;
}

}  // namespace cortiscope
