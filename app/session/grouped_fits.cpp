#include "app/session/grouped_fits.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "core/analysis/group_maps.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

using Fits = std::vector<std::shared_ptr<const MapSource>>;

[[noreturn]] void fail(ErrorKind kind, const std::string& network, const std::string& problem) {
  throw Error(kind, "group of network " + in_quotes(network), problem,
              "give one fit of each of two subjects or more");
}

void require_subjects(const Fits& fits) {
  const std::string& network = fits.front()->features.network;
  if (fits.size() < 2) fail(ErrorKind::kNotFound, network, "expected two subjects, found one");
  for (std::size_t i = 0; i < fits.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (fits[i]->subject->name != fits[j]->subject->name) continue;
      fail(ErrorKind::kBadValue, network,
           "found two fits of the subject " + in_quotes(fits[i]->subject->name));
    }
  }
}

/// The regions of one hemisphere that at least half of the subjects have at each vertex, in order
/// of first appearance.
std::vector<Region> regions_of_most(const Fits& fits, Hemisphere h) {
  std::vector<std::string> names;
  std::map<std::string, std::map<int, int>> subjects_at;  // by region and vertex
  for (const auto& fit : fits) {
    for (const Region& region : regions_of(fit->subject->cortex[h])) {
      if (!subjects_at.count(region.name)) names.push_back(region.name);
      for (const int vertex : region.vertices) ++subjects_at[region.name][vertex];
    }
  }
  std::vector<Region> regions;
  for (const std::string& name : names) {
    Region region{name, {}};
    for (const auto& [vertex, subjects] : subjects_at[name]) {
      if (2 * subjects >= int(fits.size())) region.vertices.push_back(vertex);
    }
    regions.push_back(std::move(region));
  }
  return regions;
}

MapSource mean_of(const Fits& fits, const Cortex* onto) {
  require_subjects(fits);
  std::vector<GroupMember> members;
  auto subject = std::make_shared<Subject>();
  subject->name = "mean of " + std::to_string(fits.size()) + " subjects";
  for (const auto& fit : fits) {
    if (!onto) require_same_mesh(*fits.front()->subject, *fit->subject);
    members.push_back({fit_maps(*fit),
                       onto ? rows_through_sphere(*fit->subject, *onto) : own_rows(*fit->subject)});
    subject->is_synthetic = subject->is_synthetic || fit->subject->is_synthetic;
  }
  GroupMaps group = group_maps(members);
  subject->cortex = onto ? *onto : fits.front()->subject->cortex;
  for (const Hemisphere h : kHemispheres) {
    if (!onto) subject->cortex[h].regions = regions_of_most(fits, h);
  }
  subject->vertices = std::move(group.vertices);
  subject->noise_ceiling = std::move(group.noise_ceiling);
  MapSource source;
  source.kind = MapSource::Kind::kFit;
  source.subject = std::move(subject);
  source.features = fits.front()->features;
  source.selectors = std::move(group.selectors);
  source.score = std::move(group.r2);
  source.score_name = fits.front()->score_name;
  source.evidence = std::move(group.evidence);
  source.group = std::make_shared<const GroupCounts>(
      GroupCounts{group.subjects, std::move(group.with_evidence)});
  return source;
}

}  // namespace

std::vector<GroupedFits> grouped_fits(const Fits& fits, const Cortex* onto) {
  std::vector<GroupedFits> grouped;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const std::string& network = fits[i]->features.network;
    const auto is_of_it = [&](const auto& fit) { return fit->features.network == network; };
    const auto here = fits.begin() + std::ptrdiff_t(i);
    if (std::any_of(fits.begin(), here, is_of_it)) continue;
    Fits own;
    std::copy_if(here, fits.end(), std::back_inserter(own), is_of_it);
    grouped.push_back({std::make_shared<const MapSource>(mean_of(own, onto)), i});
  }
  return grouped;
}

}  // namespace cortiscope
