#include "core/analysis/retinotopy_check.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <cmath>

#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr float kFovea = 0.2F;
constexpr int kLeastVertices = 5;         // of each part of a hemisphere
constexpr double kAgree = 2.0 / 3;        // of the vertices: a direction is as it should be
constexpr double kDisagree = 1 - kAgree;  // ... or reversed

enum Part { kDorsal = 0, kVentral = 1 };

/// Whether a region is of V1, V2 or V3, and of which part if its name says it.
struct AreaName {
  bool is_early = false;
  std::optional<Part> part;
};

AreaName parse_area(const std::string& name) {
  std::string text;
  for (const char letter : name) text += char(std::tolower(static_cast<unsigned char>(letter)));
  for (const char* prefix : {"lh.", "rh.", "lh_", "rh_", "l_", "r_"}) {
    if (text.rfind(prefix, 0) == 0) {
      text.erase(0, std::string(prefix).size());
      break;
    }
  }
  AreaName area;
  if (text.size() < 2 || text[0] != 'v' || text[1] < '1' || text[1] > '3') return area;
  std::size_t end = 2;
  if (end < text.size() && (text[end] == 'd' || text[end] == 'v')) {
    area.part = text[end] == 'd' ? kDorsal : kVentral;
    ++end;
  }
  // "V3A" and "V10" are other areas.
  area.is_early = end == text.size() || !std::isalnum(static_cast<unsigned char>(text[end]));
  return area;
}

const Surface* anatomical(const HemisphereCortex& hemisphere,
                          std::initializer_list<SurfaceKind> kinds) {
  for (const SurfaceKind kind : kinds) {
    if (const Surface* found = hemisphere.find(kind)) return found;
  }
  return nullptr;
}

/// Vertices by height above the line that z follows along y: the upper third, the lower third.
std::array<std::vector<int>, 2> parts_by_height(const std::vector<int>& vertices,
                                                const Surface& surface) {
  double y = 0, z = 0, yy = 0, yz = 0;
  const double count = double(vertices.size());
  for (const int vertex : vertices) {
    const Eigen::Vector3f& at = surface.vertices[std::size_t(vertex)];
    y += at.y();
    z += at.z();
    yy += double(at.y()) * at.y();
    yz += double(at.y()) * at.z();
  }
  const double spread = yy - y * y / count;
  const double slope = spread > 0 ? (yz - y * z / count) / spread : 0;
  std::vector<std::pair<double, int>> heights;
  for (const int vertex : vertices) {
    const Eigen::Vector3f& at = surface.vertices[std::size_t(vertex)];
    heights.emplace_back(at.z() - slope * at.y(), vertex);
  }
  std::sort(heights.begin(), heights.end());
  std::array<std::vector<int>, 2> parts;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if (3 * i < heights.size()) parts[kVentral].push_back(heights[i].second);
    if (3 * (heights.size() - 1 - i) < heights.size()) parts[kDorsal].push_back(heights[i].second);
  }
  return parts;
}

/// The mesh vertices of V1 to V3 whose part is known, [dorsal, ventral].
std::array<std::vector<int>, 2> parts_of(const HemisphereCortex& hemisphere) {
  for (const std::vector<Region>* regions : {&hemisphere.regions, &hemisphere.parcels}) {
    std::array<std::vector<int>, 2> named;
    std::vector<int> unnamed;
    for (const Region& region : *regions) {
      const AreaName area = parse_area(region.name);
      if (!area.is_early) continue;
      std::vector<int>& all = area.part ? named[*area.part] : unnamed;
      all.insert(all.end(), region.vertices.begin(), region.vertices.end());
    }
    if (!named[kDorsal].empty() || !named[kVentral].empty()) return named;
    if (unnamed.empty()) continue;
    const Surface* surface =
        anatomical(hemisphere, {SurfaceKind::kWhite, SurfaceKind::kPial, SurfaceKind::kInflated});
    if (surface) return parts_by_height(unnamed, *surface);
  }
  return {};
}

/// The shares of a hemisphere's vertices whose receptive fields lie where they should.
struct Agreement {
  double across = 0, vertical = 0;
};

std::optional<Agreement> agreement_of(const Subject& subject, Hemisphere h,
                                      const Array<float>& space, const std::vector<bool>& counts) {
  const std::vector<int>& encoded = subject.vertices[h];
  const std::size_t first = h == kLh ? 0 : subject.vertices[kLh].size();
  const std::array<std::vector<int>, 2> parts = parts_of(subject.cortex[h]);
  std::array<int, 2> found = {}, across = {}, vertical = {};
  for (const Part part : {kDorsal, kVentral}) {
    for (const int vertex : parts[part]) {
      const auto place = std::lower_bound(encoded.begin(), encoded.end(), vertex);
      if (place == encoded.end() || *place != vertex) continue;
      const std::size_t row = first + std::size_t(place - encoded.begin());
      const float* looks_at = space.row(std::int64_t(row));
      if (!counts[row] || !(std::hypot(looks_at[0], looks_at[1]) > kFovea)) continue;
      ++found[part];
      across[part] += (h == kLh ? looks_at[0] : -looks_at[0]) > 0;
      vertical[part] += (part == kDorsal ? looks_at[1] : -looks_at[1]) > 0;
    }
    if (found[part] < kLeastVertices) return std::nullopt;
  }
  return Agreement{double(across[kDorsal] + across[kVentral]) / (found[kDorsal] + found[kVentral]),
                   0.5 * (double(vertical[kDorsal]) / found[kDorsal] +
                          double(vertical[kVentral]) / found[kVentral])};
}

/// Whether a direction is as it should be in all hemispheres, or reversed in all.
std::optional<bool> decide(const std::vector<double>& shares) {
  const auto all = [&](auto is_so) { return std::all_of(shares.begin(), shares.end(), is_so); };
  if (shares.empty()) return std::nullopt;
  if (all([](double share) { return share >= kAgree; })) return true;
  if (all([](double share) { return share <= kDisagree; })) return false;
  return std::nullopt;
}

/// The mean x of a hemisphere's folded surface; nothing where it has none.
std::optional<double> mean_x(const HemisphereCortex& hemisphere) {
  const Surface* surface = anatomical(hemisphere, {SurfaceKind::kWhite, SurfaceKind::kPial});
  if (!surface || surface->vertices.empty()) return std::nullopt;
  double sum = 0;
  for (const Eigen::Vector3f& vertex : surface->vertices) sum += vertex.x();
  return sum / double(surface->vertices.size());
}

bool lie_swapped(const Cortex& cortex) {
  const std::optional<double> lh = mean_x(cortex[kLh]), rh = mean_x(cortex[kRh]);
  return lh && *lh > 0 && (!rh || *rh < 0);
}

}  // namespace

const char* name_of(Retinotopy retinotopy) {
  switch (retinotopy) {
    case Retinotopy::kUpright:
      return "upright";
    case Retinotopy::kUpsideDown:
      return "upside down";
    case Retinotopy::kExchanged:
      return "left and right exchanged";
    case Retinotopy::kSwapped:
      return "hemispheres swapped";
    case Retinotopy::kUndecidable:
      return "undecidable";
  }
  return "undecidable";
}

std::optional<std::string> concern_about(Retinotopy retinotopy) {
  switch (retinotopy) {
    case Retinotopy::kUpsideDown:
      return "the visual field is upside down: dorsal V1 to V3 look up; are the images or the rows "
             "of the tokens turned over?";
    case Retinotopy::kExchanged:
      return "left and right are exchanged in the visual field: V1 to V3 of lh look left; are the "
             "images mirrored, or the hemispheres swapped?";
    case Retinotopy::kSwapped:
      return "the hemispheres are swapped: V1 to V3 of lh look left, and lh lies on the right (x > "
             "0); exchange the files of lh and rh";
    case Retinotopy::kUpright:
    case Retinotopy::kUndecidable:
      return std::nullopt;
  }
  return std::nullopt;
}

Retinotopy check_retinotopy(const Subject& subject, const Array<float>& space,
                            const std::vector<bool>& counts) {
  assert(space.rows() == subject.vertex_count());
  assert(int(counts.size()) == subject.vertex_count());
  std::vector<double> across, vertical;
  for (const Hemisphere h : kHemispheres) {
    if (const auto agreement = agreement_of(subject, h, space, counts)) {
      across.push_back(agreement->across);
      vertical.push_back(agreement->vertical);
    }
  }
  const std::optional<bool> is_crossed = decide(across), is_inverted = decide(vertical);
  if (!is_crossed || !is_inverted) return Retinotopy::kUndecidable;
  if (!*is_inverted) return Retinotopy::kUpsideDown;
  if (*is_crossed) return Retinotopy::kUpright;
  return lie_swapped(subject.cortex) ? Retinotopy::kSwapped : Retinotopy::kExchanged;
}

Retinotopy check_retinotopy(const FitResult& fit) {
  if (fit.evidence.empty()) return Retinotopy::kUndecidable;
  std::vector<bool> counts(fit.r2.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i] = has_evidence(fit.evidence[i], fit.r2[i]);
  }
  return check_retinotopy(fit.subject, fit.selectors.space, counts);
}

Retinotopy check_retinotopy_of_truth(const Subject& subject) {
  assert(subject.truth);
  return check_retinotopy(subject, subject.truth->selectors.space,
                          std::vector<bool>(std::size_t(subject.vertex_count()), true));
}

}  // namespace cortiscope
