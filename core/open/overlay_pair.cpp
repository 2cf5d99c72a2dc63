#include "core/open/overlay_pair.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/overlay.h"
#include "core/open/read_any.h"

namespace cortiscope {
namespace {

OverlayPair first_map_of_cifti(const Cifti& cifti, const std::string& file) {
  OverlayPair overlay;
  overlay.name = name_without_format(file);
  for (const Hemisphere h : kHemispheres) {
    const Array<float>& maps = cifti.maps[h];
    if (maps.empty()) continue;
    overlay.values[h].assign(maps.row(0), maps.row(0) + maps.row_size());
    overlay.files[h] = file;
  }
  return overlay;
}

}  // namespace

OverlayPair read_overlay_pair(const std::filesystem::path& file, Warnings* warnings) {
  const Contents contents = read_any(file);
  warn(warnings, contents.warnings);
  return overlay_pair_of(contents, warnings);
}

OverlayPair overlay_pair_of(const Contents& contents, Warnings* warnings) {
  if (const auto* cifti = find<CiftiContents>(contents)) {
    return first_map_of_cifti(cifti->cifti, file_name(contents.path));
  }
  const bool is_labels = find<RegionsContents>(contents) && gifti_in(contents);
  if (!find<OverlayContents>(contents) && !is_labels) {
    refuse(contents, "values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI)");
  }
  const HemispherePair pair = hemisphere_pair(contents.path, contents.hemisphere, warnings);
  OverlayPair overlay;
  overlay.name = pair.name;
  for (const Hemisphere h : kHemispheres) {
    if (pair.files[h].empty()) continue;
    overlay.values[h] =
        h == pair.named ? first_row_of(maps_in(contents)) : read_overlay(pair.files[h]);
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
                "expected " + std::to_string(count) + " values, one per vertex of " + cortex.name +
                    "'s " + name_of(h) + ", found " + std::to_string(values.size()),
                "is it of another cortex?");
  }
  return overlay;
}

}  // namespace cortiscope
