#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/data/image.h"
#include "core/data/surface.h"

namespace cortiscope {

/// Index of all data of the two hemispheres: lh first, drawn left.
enum Hemisphere { kLh = 0, kRh = 1 };
constexpr std::array<Hemisphere, 2> kHemispheres = {kLh, kRh};

/// "lh" or "rh".
inline const char* name_of(Hemisphere hemisphere) { return hemisphere == kLh ? "lh" : "rh"; }

/// One vertex of a cortex.
struct CortexVertex {
  Hemisphere hemisphere = kLh;
  int vertex = 0;  ///< of that hemisphere's mesh

  friend bool operator==(CortexVertex a, CortexVertex b) {
    return a.hemisphere == b.hemisphere && a.vertex == b.vertex;
  }
  friend bool operator!=(CortexVertex a, CortexVertex b) { return !(a == b); }
};

/// The forms a hemisphere's mesh comes in. Sphere is the registration sphere, radius 100 mm.
enum class SurfaceKind { kWhite, kPial, kInflated, kSphere, kFlat };
constexpr std::array<SurfaceKind, 5> kSurfaceKinds = {SurfaceKind::kWhite, SurfaceKind::kPial,
                                                      SurfaceKind::kInflated, SurfaceKind::kSphere,
                                                      SurfaceKind::kFlat};

/// "white", "pial", "inflated", "sphere" or "flat".
const char* name_of(SurfaceKind kind);

/// A named set of vertices of one hemisphere: an ROI, or a parcel of an annotation. Regions may
/// overlap.
struct Region {
  std::string name;
  std::vector<int> vertices;       ///< mesh indices, ascending
  std::optional<Rgb8> color = {};  ///< its own, if its file has one
};

/// Whether it is the rest of the hemisphere in annotations ("unknown", "Medial_wall"): not an area,
/// and outlined or named only on request.
bool is_background(const Region& region);

/// [lh, rh]
using HemisphereRegions = std::array<std::vector<Region>, 2>;

/// One hemisphere: its mesh in several forms and the data at each of its V vertices.
struct HemisphereCortex {
  /// All have V vertices. All but flat share the same triangles; flat has those of its patch, and
  /// leaves the vertices outside it unused.
  std::map<SurfaceKind, Surface> surfaces;
  std::vector<float> curvature;     ///< (V) or empty; positive in a sulcus
  std::vector<float> sulcal_depth;  ///< (V) or empty; positive in a sulcus
  std::vector<Region> regions;      ///< ROIs
  std::vector<Region> parcels;      ///< of an annotation (aparc); for anatomy, not for scores
  bool is_sphere_registered =
      false;  ///< known to be aligned with a template: FreeSurfer's sphere.reg

  /// V; 0 where the hemisphere is absent.
  int vertex_count() const;
  /// The requested form, or nullptr.
  const Surface* find(SurfaceKind kind) const;
};

/// The regions to outline and name: the hemisphere's ROIs, or its parcels if it has none.
inline const std::vector<Region>& regions_of(const HemisphereCortex& hemisphere) {
  return hemisphere.regions.empty() ? hemisphere.parcels : hemisphere.regions;
}

/// One part of a cortex and the file it was read from, as `info` reports it.
struct CortexSource {
  Hemisphere hemisphere;
  std::string part;  ///< "pial", "curvature", "parcels", ...
  std::string file;
};

/// A cortex, on which maps are drawn.
struct Cortex {
  std::string name;  ///< "fsaverage5", a subject's name, "builtin"
  std::array<HemisphereCortex, 2> hemispheres;
  std::vector<CortexSource> sources;  ///< empty where it was not read from a folder

  const HemisphereCortex& operator[](Hemisphere h) const { return hemispheres[h]; }
  HemisphereCortex& operator[](Hemisphere h) { return hemispheres[h]; }
};

}  // namespace cortiscope
