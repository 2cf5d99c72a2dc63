#include "core/simulate/cortex/builtin_cortex.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/base/cache_folder.h"
#include "core/base/error.h"
#include "core/base/program_folder.h"
#include "core/base/thread_team.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/simulate/cortex/brain_envelope.h"
#include "core/simulate/cortex/cortical_folding.h"
#include "core/simulate/cortex/cortical_surfaces.h"
#include "core/simulate/cortex/flat_visual_cortex.h"
#include "core/simulate/cortex/icosphere.h"
#include "core/simulate/cortex/icosphere_subdivision.h"
#include "core/simulate/cortex/primary_sulci.h"

namespace cortiscope {
namespace {

using Place = Eigen::Vector3f;

constexpr int kFolded = 5;                  ///< the subdivision at which the cortex folds
constexpr std::uint64_t kSeeds[] = {2, 3};  // of lh and rh: chosen visually

/// The cortex around the calcarine sulcus, named as in FreeSurfer's aparc. The visual frame
/// (visual_frame.h) is found by these.
std::vector<Region> visual_parcels(const BrainEnvelope& brain, const std::vector<Place>& envelope) {
  struct Parcel {
    const char* name;
    std::vector<Place> path_mm;
    float reach_mm;
  };
  const Parcel parcels[] = {
      {"pericalcarine", primary_sulcus("calcarine").path_mm, 6},
      {"cuneus", {{-4, -94, 12}, {-3, -82, 20}, {-3, -72, 20}}, 9},
      {"lingual", {{-6, -92, -12}, {-4, -78, -8}, {-4, -62, -4}}, 9},
  };
  std::vector<Region> regions;
  std::vector<bool> is_taken(envelope.size(), false);
  for (const Parcel& parcel : parcels) {
    Region region{parcel.name, {}};
    const std::vector<Place> path = brain.laid_on(parcel.path_mm);
    for (std::size_t v = 0; v < envelope.size(); ++v) {
      const float reach_mm2 = parcel.reach_mm * parcel.reach_mm;
      if (is_taken[v] || squared_distance_mm2(envelope[v], path) > reach_mm2) continue;
      is_taken[v] = true;
      region.vertices.push_back(int(v));
    }
    regions.push_back(std::move(region));
  }
  // In the order in which the cached file stores them.
  std::sort(regions.begin(), regions.end(),
            [](const Region& a, const Region& b) { return a.name < b.name; });
  return regions;
}

/// mm below the envelope, 0 on average.
std::vector<float> sulcal_depths(const BrainEnvelope& brain, const std::vector<Place>& middle) {
  std::vector<float> depths;
  double sum = 0;
  for (const Place& place : middle) {
    depths.push_back(-brain.at(place).distance_mm);
    sum += depths.back();
  }
  for (float& depth : depths) depth -= float(sum / double(depths.size()));
  return depths;
}

/// @param subdivisions  of the middle: about 3 mm from vertex to vertex at 5, half of it at 6
void add_borders(HemisphereCortex& cortex, const Surface& middle, int subdivisions) {
  const int smoothings = subdivisions > kFolded ? 1 << 2 * (subdivisions - kFolded) : 1;
  CortexBorders borders = cortex_borders(middle, smoothings);
  cortex.curvature = mean_curvature(borders.white);
  cortex.surfaces[SurfaceKind::kWhite] = std::move(borders.white);
  cortex.surfaces[SurfaceKind::kPial] = std::move(borders.pial);
}

constexpr float kSphereRadiusMm = 100;

/// Anticlockwise seen from outside also in a right hemisphere, which is mirrored.
std::vector<Eigen::Vector3i> triangles_of(int subdivisions, Hemisphere hemisphere) {
  Surface sphere = icosphere(subdivisions);
  if (hemisphere == kRh) mirror(sphere);
  return std::move(sphere.triangles);
}

/// All but the flatmap, of a left hemisphere.
HemisphereCortex folded_left_hemisphere(const BrainEnvelope& brain, std::uint64_t seed,
                                        const std::function<void(double)>& on_progress) {
  Surface sphere = icosphere(kFolded);
  FoldedHemisphere folded = fold_hemisphere(brain, sphere, seed, on_progress);
  const Surface middle{std::move(folded.middle), sphere.triangles};
  HemisphereCortex cortex;
  add_borders(cortex, middle, kFolded);
  cortex.surfaces[SurfaceKind::kInflated] = inflated(middle);
  for (Place& place : sphere.vertices) place *= kSphereRadiusMm;
  cortex.surfaces[SurfaceKind::kSphere] = relaxed_sphere(sphere, *cortex.find(SurfaceKind::kWhite));
  cortex.sulcal_depth = sulcal_depths(brain, middle.vertices);
  cortex.parcels = visual_parcels(brain, folded.envelope);
  return cortex;
}

Surface middle_of(const HemisphereCortex& cortex) {
  Surface middle = *cortex.find(SurfaceKind::kWhite);
  const Surface& pial = *cortex.find(SurfaceKind::kPial);
  for (std::size_t v = 0; v < middle.vertices.size(); ++v) {
    middle.vertices[v] = (middle.vertices[v] + pial.vertices[v]) / 2;
  }
  return middle;
}

/// The parcels with other vertices: those for which `is_in` says so.
template <class IsIn>
std::vector<Region> carried_over(const std::vector<Region>& parcels, int vertex_count,
                                 const IsIn& is_in) {
  std::vector<Region> carried;
  for (const Region& parcel : parcels) {
    Region region = parcel;
    region.vertices.clear();
    const std::set<int> members(parcel.vertices.begin(), parcel.vertices.end());
    for (int v = 0; v < vertex_count; ++v) {
      if (is_in(members, v)) region.vertices.push_back(v);
    }
    if (!region.vertices.empty()) carried.push_back(std::move(region));
  }
  return carried;
}

/// The next finer form of a hemisphere, and in `middle` of what lies between its borders.
///
/// @param step  from the subdivision of the cortex to the next
HemisphereCortex finer(const HemisphereCortex& cortex, Hemisphere hemisphere,
                       const IcosphereSubdivision& step, Surface& middle) {
  HemisphereCortex fine;
  const std::vector<Eigen::Vector3i> triangles = triangles_of(step.to(), hemisphere);
  const auto carry = [&](const Surface& surface) {
    return Surface{step.smoothly(surface.vertices), triangles};
  };
  middle = carry(middle);
  add_borders(fine, middle, step.to());
  fine.surfaces[SurfaceKind::kInflated] = carry(*cortex.find(SurfaceKind::kInflated));
  Surface& sphere = fine.surfaces[SurfaceKind::kSphere] = carry(*cortex.find(SurfaceKind::kSphere));
  for (Place& place : sphere.vertices) place *= kSphereRadiusMm / place.norm();
  fine.surfaces[SurfaceKind::kFlat] = step.patch(*cortex.find(SurfaceKind::kFlat));
  const auto& parents = step.parents();
  fine.sulcal_depth = cortex.sulcal_depth;
  for (const auto& [a, b] : parents) {
    fine.sulcal_depth.push_back((cortex.sulcal_depth[a] + cortex.sulcal_depth[b]) / 2);
  }
  fine.parcels = carried_over(
      cortex.parcels, icosphere_vertex_count(step.to()), [&](const std::set<int>& in, int v) {
        const int old = int(cortex.sulcal_depth.size());
        return v < old ? in.count(v) > 0
                       : in.count(parents[v - old][0]) > 0 && in.count(parents[v - old][1]) > 0;
      });
  return fine;
}

/// The first vertices of the folded hemisphere, smoothed as far as they are apart.
HemisphereCortex coarser(const HemisphereCortex& cortex, Hemisphere hemisphere, int subdivisions) {
  const int vertex_count = icosphere_vertex_count(subdivisions);
  const int smoothings = 1 << 2 * (kFolded - subdivisions);
  HemisphereCortex coarse;
  const auto with_places = [&](std::vector<Place> places) {
    places.resize(std::size_t(vertex_count));
    return Surface{std::move(places), triangles_of(subdivisions, hemisphere)};
  };
  const Surface middle = with_places(smoothed(middle_of(cortex), smoothings));
  add_borders(coarse, middle, subdivisions);
  for (const SurfaceKind kind : {SurfaceKind::kInflated, SurfaceKind::kSphere}) {
    coarse.surfaces[kind] = with_places(cortex.find(kind)->vertices);
  }
  coarse.sulcal_depth.assign(cortex.sulcal_depth.begin(),
                             cortex.sulcal_depth.begin() + vertex_count);
  coarse.parcels =
      carried_over(cortex.parcels, vertex_count,
                   [](const std::set<int>& members, int v) { return members.count(v) > 0; });
  Surface flat = flat_visual_cortex(coarse, hemisphere, middle);
  if (!flat.triangles.empty()) coarse.surfaces[SurfaceKind::kFlat] = std::move(flat);
  return coarse;
}

/// The cortex installed with the program.
std::optional<Cortex> installed_cortex() {
  std::error_code ignored;
  const std::filesystem::path file =
      program_folder() / ".." / "share" / "cortiscope" / "builtin-cortex.h5";
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  try {
    return read_cortex_file(file);
  } catch (const Error&) {
    return std::nullopt;  // damaged: folded again
  }
}

}  // namespace

Cortex kept_builtin_cortex(const std::function<void(double)>& on_folding) {
  const std::optional<std::filesystem::path> folder = cache_folder();
  const std::string name = "builtin-cortex-" + std::to_string(kBuiltinCortexVersion) + ".h5";
  const std::filesystem::path file = folder ? *folder / name : std::filesystem::path();
  std::error_code ignored;
  if (folder && std::filesystem::exists(file, ignored)) {
    try {
      return read_cortex_file(file);
    } catch (const Error&) {
      // Damaged: made again below.
    }
  }
  Cortex cortex = fold_builtin_cortex(on_folding);
  try {
    if (folder) write_cortex_file(file, cortex);
  } catch (const Error&) {
    // The disk may be full. The next call folds again.
  }
  return cortex;
}

Cortex fold_builtin_cortex(const std::function<void(double)>& on_folding) {
  struct Ended {};
  std::atomic<bool> has_ended = false;  // set by the left hemisphere, read by the right one
  const auto tell_left = [&](double done) {
    try {
      if (on_folding) on_folding(done);
    } catch (...) {
      has_ended = true;
      throw;
    }
  };
  const auto tell_right = [&](double) {
    if (has_ended) throw Ended{};
  };
  Cortex cortex;
  cortex.name = "builtin";
  tell_left(0);
  const BrainEnvelope brain;
  ThreadTeam team(2);  // this thread is the first
  team.share(2, [&](std::int64_t from, std::int64_t to, int) {
    for (std::int64_t i = from; i < to; ++i) {
      const Hemisphere h = kHemispheres[std::size_t(i)];
      cortex[h] = h == kLh ? folded_left_hemisphere(brain, kSeeds[h], tell_left)
                           : folded_left_hemisphere(brain, kSeeds[h], tell_right);
      if (h == kRh) {
        for (auto& [kind, surface] : cortex[h].surfaces) mirror(surface);
      }
      cortex[h].surfaces[SurfaceKind::kFlat] =
          flat_visual_cortex(cortex[h], h, middle_of(cortex[h]));
    }
  });
  return cortex;
}

Cortex builtin_cortex(int subdivisions, const std::function<void(double)>& on_folding) {
  std::optional<Cortex> installed = installed_cortex();
  Cortex cortex = installed ? std::move(*installed) : kept_builtin_cortex(on_folding);
  cortex.sources.clear();
  for (const Hemisphere h : kHemispheres) {
    if (subdivisions < kFolded) cortex[h] = coarser(cortex[h], h, subdivisions);
  }
  if (subdivisions <= kFolded) return cortex;
  std::array<Surface, 2> middles = {middle_of(cortex[kLh]), middle_of(cortex[kRh])};
  for (int s = kFolded; s < subdivisions; ++s) {
    const IcosphereSubdivision step(s);
    for (const Hemisphere h : kHemispheres) cortex[h] = finer(cortex[h], h, step, middles[h]);
  }
  return cortex;
}

}  // namespace cortiscope
