#include "core/open/other_cortex.h"

#include <cmath>

#include "core/open/contents.h"

namespace cortiscope {
namespace {

/// Measured on fsaverage5 (fsaverage): aparc has 0.08 (0.02); 34, 180, 500 and 1000 parcels about
/// random centres 0.08, 0.18, 0.29 and 0.40; one patch of 200, 50 and 20 vertices 0.16, 0.31 and
/// 0.42. The same with their vertices permuted: 0.95 and more; aparc with the vertices in reverse
/// order 0.76, moved on by 100 0.71.
constexpr double kMostBorder = 0.6;

/// Fewer are nearly all border in any order.
constexpr std::size_t kLeastVertices = 20;

}  // namespace

std::string cortex_named_in(const Contents& contents) {
  if (const auto* regions = find<RegionsContents>(contents)) {
    if (const auto* label = std::get_if<LabelFile>(&regions->data)) return label->made_on;
  }
  const GiftiHandle gifti = gifti_in(contents);
  if (!gifti) return {};
  const auto subject = gifti->metadata.find("SubjectID");
  return subject == gifti->metadata.end() ? std::string() : subject->second;
}

double border_share(const Surface& surface, const std::vector<int>& labels) {
  std::size_t edges = 0, borders = 0;
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    for (int i = 0; i < 3; ++i) {
      const int a = labels[std::size_t(triangle[i])];
      const int b = labels[std::size_t(triangle[(i + 1) % 3])];
      edges += a != 0 || b != 0;
      borders += a != b;
    }
  }
  return edges == 0 ? 0 : double(borders) / double(edges);
}

void warn_if_scattered(const std::vector<Region>& regions, const HemisphereCortex& hemisphere,
                       const std::string& file, const std::string& cortex, Warnings* warnings) {
  if (hemisphere.surfaces.empty()) return;
  const Surface& surface = hemisphere.surfaces.begin()->second;
  std::vector<int> labels(surface.vertices.size(), 0);
  std::size_t labelled = 0;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    for (const int vertex : regions[i].vertices) labels[std::size_t(vertex)] = int(i) + 1;
    labelled += regions[i].vertices.size();
  }
  if (labelled < kLeastVertices) return;
  const double share = border_share(surface, labels);
  if (share <= kMostBorder) return;
  warn(warnings, file + ": its regions lie scattered over " + cortex + ": " +
                     std::to_string(std::lround(100 * share)) +
                     " % of the mesh's edges cross a border, of a real parcellation at most 40 %; "
                     "is it of another cortex with as many vertices?");
}

void warn_if_other_name(const std::string& made_on, const std::string& file,
                        const std::string& cortex, Warnings* warnings) {
  if (made_on.empty() || made_on == cortex) return;
  warn(warnings, file + ": says that it was made on " + made_on + ", and is put on " + cortex +
                     "; are they the same cortex?");
}

}  // namespace cortiscope
