#include "render/cortex_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr float kGapShare = 0.04F;     // between the hemispheres, of their width
constexpr float kFilledShare = 0.9F;   // of the image, filled by the fitted extent
constexpr float kMeetingShare = 0.1F;  // of their width: so far medial walls may reach across
constexpr float kNearlyWhole = 1.4F;   // times its focus: then a flatmap is shown whole
constexpr int kDirections = 300;       // in which a surface's reach is computed
constexpr int kBands = 200;            // of height, in which outlines are kept separate

/// Evenly spread over the sphere.
std::vector<Eigen::Vector3f> spread_directions(int count) {
  std::vector<Eigen::Vector3f> directions;
  const float golden_angle = 3.14159265F * (3 - std::sqrt(5.0F));
  for (int i = 0; i < count; ++i) {
    const float z = 1 - (2 * float(i) + 1) / float(count);
    const float radius = std::sqrt(1 - z * z), angle = golden_angle * float(i);
    directions.emplace_back(radius * std::cos(angle), radius * std::sin(angle), z);
  }
  return directions;
}

std::vector<Eigen::Vector3f> used_points(const Surface& surface) {
  std::vector<Eigen::Vector3f> points;
  const std::vector<bool> used = used_vertices(surface);
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (used[v]) points.push_back(surface.vertices[v]);
  }
  return points;
}

Extent extent_of(const std::vector<Eigen::Vector3f>& points, const Eigen::Affine3f& place) {
  Extent extent;
  bool is_first = true;
  for (const Eigen::Vector3f& point : points) {
    const Eigen::Vector2f at = (place * point).head<2>();
    extent.low = is_first ? at : Eigen::Vector2f(extent.low.cwiseMin(at));
    extent.high = is_first ? at : Eigen::Vector2f(extent.high.cwiseMax(at));
    is_first = false;
  }
  return extent;
}

Extent united(const std::array<std::vector<Eigen::Vector3f>, 2>& points,
              const std::array<Eigen::Affine3f, 2>& places) {
  const Extent lh = extent_of(points[kLh], places[kLh]), rh = extent_of(points[kRh], places[kRh]);
  if (points[kLh].empty()) return rh;
  if (points[kRh].empty()) return lh;
  return {lh.low.cwiseMin(rh.low), lh.high.cwiseMax(rh.high)};
}

/// The transform from the surface's frame to the image's, as the camera sees it.
Eigen::Matrix3f turn_of(const CortexCamera& camera, Hemisphere h) {
  const Eigen::Vector3f mirror(h == kLh ? 1.0F : -1.0F, 1, 1);
  const Eigen::Vector3f eye = camera.toward_eye.cwiseProduct(mirror);
  const Eigen::Vector3f up = camera.up.cwiseProduct(mirror);
  Eigen::Matrix3f turn;
  turn.row(0) = up.cross(eye);
  turn.row(1) = up;
  turn.row(2) = eye;
  return turn;
}

/// How far lh reaches to the right, or rh to the left, in each height band; minus infinity if it is
/// not in the band.
std::vector<float> inner_outline(const std::vector<Eigen::Vector3f>& points,
                                 const Eigen::Affine3f& place, Hemisphere h, float low,
                                 float high) {
  std::vector<float> reach(kBands, -std::numeric_limits<float>::infinity());
  for (const Eigen::Vector3f& point : points) {
    const Eigen::Vector3f at = place * point;
    const float share = (at.y() - low) / std::max(high - low, 1e-6F);
    float& band = reach[std::size_t(std::clamp(int(share * kBands), 0, kBands - 1))];
    band = std::max(band, h == kLh ? at.x() : -at.x());
  }
  return reach;
}

}  // namespace

SurfaceReach reach_of(const Surface& surface) {
  static const std::vector<Eigen::Vector3f> directions = spread_directions(kDirections);
  const std::vector<Eigen::Vector3f> points = used_points(surface);
  SurfaceReach reach;
  if (points.empty()) return reach;
  Eigen::Vector3f low = points[0], high = points[0];
  for (const Eigen::Vector3f& point : points) {
    low = low.cwiseMin(point);
    high = high.cwiseMax(point);
  }
  reach.middle = (low + high) / 2;
  for (const Eigen::Vector3f& direction : directions) {
    const Eigen::Vector3f* best = &points[0];
    float most = direction.dot(*best);
    for (const Eigen::Vector3f& point : points) {
      const float far = direction.dot(point);
      if (far <= most) continue;
      most = far;
      best = &point;
    }
    reach.farthest.push_back(*best);
  }
  return reach;
}

CortexLayout layout_of(const std::array<SurfaceReach, 2>& reaches, const CortexCamera& camera) {
  CortexLayout layout;
  std::array<Extent, 2> extents;
  for (const Hemisphere h : kHemispheres) {
    layout.places[h] =
        Eigen::Affine3f(turn_of(camera, h)) * Eigen::Translation3f(-reaches[h].middle);
    extents[h] = extent_of(reaches[h].farthest, layout.places[h]);
  }
  const float half_gap = kGapShare * (extents[kLh].width() + extents[kRh].width()) / 2;
  layout.places[kLh].pretranslate(Eigen::Vector3f(-half_gap - extents[kLh].high.x(), 0, 0));
  layout.places[kRh].pretranslate(Eigen::Vector3f(half_gap - extents[kRh].low.x(), 0, 0));
  layout.fitted = united({reaches[kLh].farthest, reaches[kRh].farthest}, layout.places);
  return layout;
}

CortexLayout together_layout_of(const std::array<SurfaceReach, 2>& reaches,
                                const CortexCamera& camera) {
  const SurfaceReach &lh = reaches[kLh], &rh = reaches[kRh];
  if (lh.farthest.empty() || rh.farthest.empty()) return layout_of(reaches, camera);
  const Extent left = extent_of(lh.farthest, Eigen::Affine3f::Identity());
  const Extent right = extent_of(rh.farthest, Eigen::Affine3f::Identity());
  const float overlap = left.high.x() - right.low.x();
  const float width = (left.width() + right.width()) / 2;
  const float apart = overlap > kMeetingShare * width ? overlap / 2 : 0;
  const Eigen::Affine3f turn(turn_of(camera, kLh));
  CortexLayout layout;
  for (const Hemisphere h : kHemispheres) {
    const Eigen::Vector3f moved(h == kLh ? -apart : apart, 0, 0);
    layout.places[h] = turn * Eigen::Translation3f(moved - (lh.middle + rh.middle) / 2);
  }
  layout.fitted = united({lh.farthest, rh.farthest}, layout.places);
  return layout;
}

Hemisphere together_side_of(float x, const CortexCamera& camera) {
  const float toward_eye = camera.toward_eye.x();  // of the right of the head
  const float to_the_right = camera.up.cross(camera.toward_eye).x();
  if (std::abs(toward_eye) > std::abs(to_the_right)) return toward_eye > 0 ? kRh : kLh;
  return (x < 0) == (to_the_right > 0) ? kLh : kRh;
}

CortexLayout flat_layout_of(const Surface& lh_flat, const Surface& rh_flat,
                            const std::array<std::vector<int>, 2>& focus) {
  CortexLayout layout;
  std::array<std::vector<Eigen::Vector3f>, 2> all, shown;
  std::array<Extent, 2> wholes;
  for (const Hemisphere h : kHemispheres) {
    const Surface& flat = h == kLh ? lh_flat : rh_flat;
    all[h] = used_points(flat);
    const std::vector<bool> used = used_vertices(flat);
    for (const int v : focus[h]) {
      if (used[std::size_t(v)]) shown[h].push_back(flat.vertices[std::size_t(v)]);
    }
  }
  if (shown[kLh].empty() && shown[kRh].empty()) shown = all;
  for (const Hemisphere h : kHemispheres) {
    const Extent extent = extent_of(shown[h].empty() ? all[h] : shown[h], layout.places[h]);
    const float middle = (extent.low.y() + extent.high.y()) / 2;
    layout.places[h].pretranslate(Eigen::Vector3f(0, -middle, 0));
    wholes[h] = extent_of(all[h], layout.places[h]);
  }
  if (!all[kLh].empty() && !all[kRh].empty()) {
    const float low = std::min(wholes[kLh].low.y(), wholes[kRh].low.y());
    const float high = std::max(wholes[kLh].high.y(), wholes[kRh].high.y());
    const auto lh = inner_outline(all[kLh], layout.places[kLh], kLh, low, high);
    const auto rh = inner_outline(all[kRh], layout.places[kRh], kRh, low, high);
    // A band is compared with its neighbours, too: outlines cross between bands.
    float apart = -std::numeric_limits<float>::infinity();
    for (int i = 0; i < kBands; ++i) {
      for (int j = std::max(0, i - 2); j <= std::min(kBands - 1, i + 2); ++j) {
        apart = std::max(apart, lh[std::size_t(i)] + rh[std::size_t(j)]);
      }
    }
    if (!std::isfinite(apart)) apart = wholes[kLh].high.x() - wholes[kRh].low.x();
    apart += kGapShare * (wholes[kLh].width() + wholes[kRh].width()) / 2;
    // Each moves by its share, so that x = 0 lies between them where they are closest.
    layout.places[kRh].pretranslate(Eigen::Vector3f(apart, 0, 0));
    const Extent lh_shown = extent_of(shown[kLh], layout.places[kLh]);
    const Extent rh_shown = extent_of(shown[kRh], layout.places[kRh]);
    const float between = -(lh_shown.high.x() + rh_shown.low.x()) / 2;
    for (Eigen::Affine3f& place : layout.places) {
      place.pretranslate(Eigen::Vector3f(between, 0, 0));
    }
  }
  layout.fitted = united(shown, layout.places);
  const Extent whole = united(all, layout.places);
  const bool is_whole_near = whole.width() < kNearlyWhole * layout.fitted.width() &&
                             whole.height() < kNearlyWhole * layout.fitted.height();
  if (is_whole_near) layout.fitted = whole;
  return layout;
}

Eigen::Vector2f PictureFrame::to_mm(double x, double y) const {
  return centre_mm + mm_a_pixel * Eigen::Vector2f(float(x - width / 2.0), float(height / 2.0 - y));
}

Eigen::Vector2d PictureFrame::to_pixels(const Eigen::Vector2f& in_mm) const {
  const Eigen::Vector2d from_centre = ((in_mm - centre_mm) / mm_a_pixel).cast<double>();
  return {width / 2.0 + from_centre.x(), height / 2.0 - from_centre.y()};
}

namespace {

/// The height that an image of this size shows at a zoom of 1.
float fitted_height_mm_of(const Extent& fitted, int width, int height) {
  const float aspect = float(width) / float(height);
  return std::max({fitted.height(), fitted.width() / aspect, 1e-3F}) / kFilledShare;
}

}  // namespace

CortexCamera camera_framing(const CortexLayout& layout, CortexCamera camera, const Extent& extent,
                            int width, int height) {
  const Extent& fitted = layout.fitted;
  const float height_mm = fitted_height_mm_of(fitted, width, height);
  camera.shift = ((extent.low + extent.high) - (fitted.low + fitted.high)) / 2 / height_mm;
  camera.zoom = height_mm / std::max(extent.height(), 1e-3F);
  return camera;
}

PictureFrame frame_of(const CortexLayout& layout, const CortexCamera& camera, int width,
                      int height) {
  const Extent& fitted = layout.fitted;
  const float fitted_height_mm = fitted_height_mm_of(fitted, width, height);
  PictureFrame frame;
  frame.width = width;
  frame.height = height;
  frame.centre_mm = (fitted.low + fitted.high) / 2 + camera.shift * fitted_height_mm;
  frame.mm_a_pixel = fitted_height_mm / camera.zoom / float(height);
  return frame;
}

}  // namespace cortiscope
