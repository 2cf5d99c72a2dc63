#include "core/analysis/group_maps.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>

#include "core/base/error.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// A member's values at a vertex.
struct At {
  const FitMaps* maps;
  std::size_t row;

  bool has_evidence() const {
    return maps->evidence.empty() || cortiscope::has_evidence(maps->evidence[row], maps->r2[row]);
  }
};

std::vector<int> merged(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

/// Of the known values; NaN without any.
template <class Value>
float mean_over(const std::vector<At>& some, Value&& value) {
  double sum = 0;
  int count = 0;
  for (const At& at : some) {
    const float one = value(at);
    if (std::isnan(one)) continue;
    sum += double(one);
    ++count;
  }
  return count > 0 ? float(sum / count) : kUnknown;
}

/// The q that at least half of the subjects reach.
float shared_q(const std::vector<At>& there, int subjects) {
  std::vector<float> q(std::size_t(subjects), 1.0F);  // where a subject is not encoded
  for (std::size_t i = 0; i < there.size(); ++i) {
    if (there[i].has_evidence()) q[i] = there[i].maps->evidence[there[i].row];
  }
  std::sort(q.begin(), q.end());
  return q[std::size_t((subjects + 1) / 2 - 1)];
}

void require_same_layers(const std::vector<GroupMember>& members) {
  const int layers = members.front().maps.selectors.layer_count();
  for (const GroupMember& member : members) {
    const int own = member.maps.selectors.layer_count();
    if (own == layers) continue;
    throw Error(ErrorKind::kBadShape, member.maps.subject.name,
                "expected a network of " + std::to_string(layers) + " layers, as for " +
                    in_quotes(members.front().maps.subject.name) + ", found " + std::to_string(own),
                "average fits of one network");
  }
}

/// Fills the means of one vertex.
void fill(GroupMaps& group, std::size_t i, const std::vector<At>& there, bool is_tested) {
  std::vector<At> some;
  std::copy_if(there.begin(), there.end(), std::back_inserter(some),
               [](const At& at) { return at.has_evidence(); });
  group.with_evidence.push_back(int(some.size()));
  if (is_tested) group.evidence.push_back(shared_q(there, group.subjects));
  if (some.empty()) some = there;
  const auto row = std::int64_t(i);
  for (int l = 0; l < group.selectors.layer_count(); ++l) {
    group.selectors.layer.row(row)[l] = mean_over(
        some, [l](const At& at) { return at.maps->selectors.layer.row(std::int64_t(at.row))[l]; });
  }
  for (int axis = 0; axis < 2; ++axis) {
    group.selectors.space.row(row)[axis] = mean_over(some, [axis](const At& at) {
      return at.maps->selectors.space.row(std::int64_t(at.row))[axis];
    });
  }
  group.selectors.scale.values[i] =
      mean_over(some, [](const At& at) { return at.maps->selectors.scale.values[at.row]; });
  group.r2.push_back(mean_over(some, [](const At& at) { return at.maps->r2[at.row]; }));
  group.noise_ceiling.push_back(mean_over(there, [](const At& at) {
    const std::vector<float>& ceiling = at.maps->subject.noise_ceiling;
    return ceiling.empty() ? kUnknown : ceiling[at.row];
  }));
}

}  // namespace

GroupMaps group_maps(const std::vector<GroupMember>& members) {
  assert(!members.empty());
  require_same_layers(members);
  GroupMaps group;
  group.subjects = int(members.size());
  for (const GroupMember& member : members) {
    for (const Hemisphere h : kHemispheres) {
      group.vertices[h] = merged(group.vertices[h], member.at.vertices[h]);
    }
  }
  const auto is_tested = [](const GroupMember& member) { return !member.maps.evidence.empty(); };
  const bool are_tested = std::all_of(members.begin(), members.end(), is_tested);
  const auto count = std::int64_t(group.vertices[kLh].size() + group.vertices[kRh].size());
  group.selectors.layer = Array<float>(Shape{count, members.front().maps.selectors.layer_count()});
  group.selectors.space = Array<float>(Shape{count, 2});
  group.selectors.scale = Array<float>(Shape{count});

  std::vector<std::size_t> next(members.size(), 0);  // of each member's vertices, all in order
  std::size_t i = 0;
  for (const Hemisphere h : kHemispheres) {
    const auto first = next;
    for (const int vertex : group.vertices[h]) {
      std::vector<At> there;
      for (std::size_t m = 0; m < members.size(); ++m) {
        const MeshRows& at = members[m].at;
        const std::size_t place = next[m] - first[m];
        if (place == at.vertices[h].size() || at.vertices[h][place] != vertex) continue;
        there.push_back({&members[m].maps, std::size_t(at.rows[next[m]++])});
      }
      fill(group, i++, there, are_tested);
    }
  }
  const auto& ceiling = group.noise_ceiling;
  if (std::all_of(ceiling.begin(), ceiling.end(), [](float c) { return std::isnan(c); })) {
    group.noise_ceiling.clear();
  }
  return group;
}

}  // namespace cortiscope
