#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {

/// At how many subjects of a group there is evidence; white where there is at none.
Painting paint_subjects(const MapInput& input) {
  const std::shared_ptr<const GroupCounts> group = input.source->group;
  if (!group) return masked_painting(input, Mask::kCeiling, {}, {});
  const auto subjects = float(group->subjects);
  Painting painting = masked_painting(
      input, Mask::kCeiling,
      bar_legend(&reds, "0", std::to_string(group->subjects), "subjects"),
      [group, subjects](const MapSource&) {
        MapColors colors;
        for (const int count : group->with_evidence)
          colors.push_back(reds(float(count) / subjects));
        return colors;
      });
  painting.value_text = [source = input.source, group](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    return row ? std::to_string(group->with_evidence[std::size_t(*row)]) + " of " +
                     std::to_string(group->subjects) + " subjects"
               : std::string();
  };
  return painting;
}

}  // namespace cortiscope
