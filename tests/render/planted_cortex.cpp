#include "tests/render/planted_cortex.h"

#include <cmath>

#include "tests/render/planted_surfaces.h"

namespace cortiscope {
namespace {

constexpr int kColumns = 30;
constexpr int kRows = 20;

/// The sheet upright at the side of the head: seen from outside, triangles anticlockwise.
Surface folded_sheet(Hemisphere h) {
  Surface s = sheet(kColumns, kRows);
  for (Eigen::Vector3f& v : s.vertices) v = {h == kLh ? -40.0F : 40.0F, v.x(), v.y()};
  // Seen from the left, anterior is left: the sheet's own order runs clockwise.
  if (h == kLh) {
    for (Eigen::Vector3i& t : s.triangles) std::swap(t[1], t[2]);
  }
  s.vertices.push_back(s.vertices.back());  // on the folded forms the odd vertex lies on another
  return s;
}

Surface posed_flat(Hemisphere h, FlatPose pose) {
  Surface s = folded_sheet(h);
  const float c = std::cos(pose.turned_by), n = std::sin(pose.turned_by);
  for (Eigen::Vector3f& v : s.vertices) {
    const float along = h == kLh ? -v.y() : v.y(), up = v.z();
    const float x = c * along - n * up, y = n * along + c * up;
    v = {pose.is_mirrored ? -x : x, y, 7 * std::sin(x)};
  }
  s.vertices.back() = {500, -300, 80};
  return s;
}

}  // namespace

Cortex planted_cortex(FlatPose pose) {
  Cortex cortex;
  cortex.name = "planted";
  for (const Hemisphere h : kHemispheres) {
    cortex[h].surfaces[SurfaceKind::kPial] = folded_sheet(h);
    cortex[h].surfaces[SurfaceKind::kFlat] = posed_flat(h, pose);
    cortex[h].curvature.assign(cortex[h].surfaces[SurfaceKind::kPial].vertices.size(), 0.0F);
  }
  return cortex;
}

Region planted_patch(const std::string& name) {
  Region patch{name, {}};
  for (int row = 5; row <= 15; ++row) {
    for (int column = 10; column <= 20; ++column) patch.vertices.push_back(31 * row + column);
  }
  return patch;
}

FitResult planted_fit(FlatPose pose) {
  FitResult fit;
  fit.subject.name = "planted";
  fit.subject.is_synthetic = true;
  fit.subject.cortex = planted_cortex(pose);
  fit.features.network = "aligned";
  fit.features.layers = {"early", "late"};
  std::vector<float> layer, space, scale;
  for (const Hemisphere h : kHemispheres) {
    for (int row = 0; row <= kRows; ++row) {
      for (int column = 0; column <= kColumns; ++column) {
        fit.subject.vertices[h].push_back(row * (kColumns + 1) + column);
        const float along = float(column) / kColumns, up = 2 * float(row) / kRows - 1;
        layer.insert(layer.end(), {1 - along, along});
        space.insert(space.end(), {h == kLh ? 0.9F : -0.9F, 0.9F * up});
        scale.push_back(along);
        fit.r2.push_back(along);
      }
    }
  }
  const auto n = std::int64_t(scale.size());
  fit.selectors.layer = Array<float>(Shape{n, 2}, std::move(layer));
  fit.selectors.space = Array<float>(Shape{n, 2}, std::move(space));
  fit.selectors.scale = Array<float>(Shape{n}, std::move(scale));
  return fit;
}

}  // namespace cortiscope
