#include "core/open/regions_pair.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/io/cifti/cifti.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_label.h"
#include "core/open/file_format.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/parcels_file.h"

namespace cortiscope {
namespace {

int largest_vertex(const std::vector<Region>& regions) {
  int largest = -1;
  for (const Region& region : regions) {
    if (!region.vertices.empty()) largest = std::max(largest, region.vertices.back());
  }
  return largest;
}

RegionsPair labels_of_cifti(const std::filesystem::path& file, Warnings* warnings) {
  Cifti cifti = read_cifti(file);
  warn_of_hemisphere(file, cifti, warnings);
  RegionsPair read;
  read.name = name_without_format(file_name(file));
  for (const Hemisphere h : kHemispheres) {
    read.regions[h] = std::move(cifti.first_labels[h].parcels);
    read.vertex_counts[h] = cifti.first_labels[h].vertex_count;
    if (read.vertex_counts[h] > 0) read.files[h] = file_name(file);
  }
  return read;
}

}  // namespace

RegionsPair read_regions_pair(const std::filesystem::path& file, Warnings* warnings) {
  if (format_of_file(file) == FileFormat::kCiftiLabels) return labels_of_cifti(file, warnings);
  const HemispherePair pair = hemisphere_pair(file, warnings);
  RegionsPair read;
  read.name = pair.name;
  for (const Hemisphere h : kHemispheres) {
    const std::filesystem::path& one = pair.files[h];
    if (one.empty()) continue;
    read.files[h] = file_name(one);
    if (format_of_file(one) == FileFormat::kFreeSurferLabel) {
      read.regions[h] = {read_label(one)};
      continue;
    }
    Annotation annotation = read_parcels(one);
    read.regions[h] = std::move(annotation.parcels);
    read.vertex_counts[h] = annotation.vertex_count;
  }
  return read;
}

RegionsPair fitted_to(RegionsPair regions, const Cortex& cortex) {
  const bool has_both = !regions.regions[kLh].empty() && !regions.regions[kRh].empty();
  for (const Hemisphere h : kHemispheres) {
    const int count = cortex[h].vertex_count();
    if (count == 0 && has_both) regions.regions[h].clear();
    if (regions.regions[h].empty()) continue;
    const std::string expected =
        std::to_string(count) + " vertices of " + cortex.name + "'s " + name_of(h);
    if (regions.vertex_counts[h] > 0 && regions.vertex_counts[h] != count) {
      throw Error(
          ErrorKind::kBadShape, regions.files[h],
          "expected the " + expected + ", found " + std::to_string(regions.vertex_counts[h]),
          "are they of another cortex?");
    }
    const int largest = largest_vertex(regions.regions[h]);
    if (largest >= count) {
      throw Error(ErrorKind::kBadShape, regions.files[h],
                  "expected some of the " + expected + ", found vertex " + std::to_string(largest),
                  "are they of another cortex?");
    }
  }
  return regions;
}

}  // namespace cortiscope
