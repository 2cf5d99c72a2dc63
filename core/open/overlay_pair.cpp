#include "core/open/overlay_pair.h"

#include "core/base/error.h"
#include "core/io/cifti/cifti.h"
#include "core/io/file_bytes.h"
#include "core/open/file_format.h"
#include "core/open/hemisphere_of_file.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/overlay.h"

namespace cortiscope {
namespace {

OverlayPair first_map_of_cifti(const std::filesystem::path& file, Warnings* warnings) {
  Cifti cifti = read_cifti(file);
  warn_of_hemisphere(file, cifti, warnings);
  OverlayPair overlay;
  overlay.name = name_without_format(file_name(file));
  for (const Hemisphere h : kHemispheres) {
    if (cifti.maps[h].empty()) continue;
    overlay.values[h] = first_row_of(std::move(cifti.maps[h]));
    overlay.files[h] = file_name(file);
  }
  return overlay;
}

}  // namespace

OverlayPair read_overlay_pair(const std::filesystem::path& file, Warnings* warnings) {
  if (is_cifti(format_of_file(file))) return first_map_of_cifti(file, warnings);
  const HemispherePair pair = hemisphere_pair(file, warnings);
  OverlayPair overlay;
  overlay.name = pair.name;
  for (const Hemisphere h : kHemispheres) {
    if (pair.files[h].empty()) continue;
    overlay.values[h] = read_overlay(pair.files[h]);
    overlay.files[h] = file_name(pair.files[h]);
  }
  return overlay;
}

OverlayPair fitted_to(OverlayPair overlay, const Cortex& cortex) {
  const bool has_both = !overlay.values[kLh].empty() && !overlay.values[kRh].empty();
  for (const Hemisphere h : kHemispheres) {
    const int count = cortex[h].vertex_count();
    std::vector<float>& values = overlay.values[h];
    if (count == 0 && has_both) values.clear();
    if (values.empty() || int(values.size()) == count) continue;
    throw Error(ErrorKind::kBadShape, overlay.files[h],
                "expected " + std::to_string(count) + " values, one a vertex of " + cortex.name +
                    "'s " + name_of(h) + ", found " + std::to_string(values.size()),
                "is it of another cortex?");
  }
  return overlay;
}

}  // namespace cortiscope
