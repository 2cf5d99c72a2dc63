#include "core/analysis/comparison.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "core/analysis/roi_names.h"
#include "core/base/error.h"
#include "core/metrics/rank_correlation.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::vector<bool> both_of(std::vector<bool> a, const std::vector<bool>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] && b[i];
  return a;
}

/// The vertices whose noise ceiling is high enough.
std::vector<bool> counted_vertices(const ComparedSubject& subject, double least_ceiling) {
  std::vector<bool> counted(std::size_t(subject.vertex_count()), true);
  if (least_ceiling <= 0) return counted;
  if (subject.noise_ceiling.empty()) {
    throw option_error(ErrorKind::kNotFound, "min-ceiling",
                       "the subject " + in_quotes(subject.name) + " has no noise ceiling",
                       "leave the option out");
  }
  for (std::size_t i = 0; i < counted.size(); ++i) {
    counted[i] = double(subject.noise_ceiling[i]) >= least_ceiling;
  }
  return counted;
}

/// Which vertices of a subject are used, and the stages of every order on them.
class UsedVertices {
 public:
  UsedVertices(const ComparedSubject& subject, const ComparisonOptions& options,
               std::vector<bool> evidence)
      : subject_(subject),
        counted_(counted_vertices(subject, options.least_ceiling)),
        used_(both_of(std::move(evidence), counted_)),
        common_(subject, options.order, counted_, used_) {
    for (const RoiOrder& route : options.routes) {
      routes_.emplace_back(subject, route, counted_, used_);
    }
    for (const std::string& name : area_names(options)) areas_.push_back(area_of(name));
  }

  const OrderedStages& common() const { return common_; }
  const std::vector<bool>& used() const { return used_; }

  void fill(FitRow& row, const ComparedFit& fit, const ComparisonOptions& options) const {
    row.vertices = int(std::count(used_.begin(), used_.end(), true));
    row.common = common_.align(fit.depth);
    for (std::size_t r = 0; r < routes_.size(); ++r) {
      row.routes.push_back({options.routes[r].name, routes_[r].align(fit.depth)[kBothSides]});
    }
    for (const AlignedSide side : kSides) row.v1_distance_spearman[side] = along_cortex(fit, side);
    for (const Area& area : areas_) {
      for (const AlignedSide side : kSides) {
        if (!area.all[side].empty()) row.rois.push_back(means_of(area, side, fit));
      }
    }
  }

 private:
  /// The vertices of an area, counted and used, by AlignedSide.
  struct Area {
    std::string name;
    std::array<std::vector<int>, 3> all, used;
  };

  double along_cortex(const ComparedFit& fit, AlignedSide side) const {
    const auto lh = subject_.vertices[kLh].size();
    std::vector<float> distances, depths;
    for (std::size_t i = 0; i < subject_.v1_distance_mm.size(); ++i) {
      const float distance = subject_.v1_distance_mm[i];
      if (!used_[i] || std::isnan(distance) || !has(side, i < lh ? kLh : kRh)) continue;
      distances.push_back(distance);
      depths.push_back(fit.depth[i]);
    }
    return distances.empty() ? kUnknown : rank_correlation(distances, depths);
  }

  /// Those of the orders first, then the subject's others.
  std::vector<std::string> area_names(const ComparisonOptions& options) const {
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    const auto add_all = [&](const RoiOrder& order) {
      for (const RoiStage& stage : order.stages) {
        for (const std::string& area : stage.areas) add(area);
      }
    };
    add_all(options.order);
    for (const RoiOrder& route : options.routes) add_all(route);
    for (const ComparedSubject::Roi& roi : subject_.rois) add(area_of_roi(roi.name));
    return names;
  }

  Area area_of(const std::string& name) const {
    Area area{name, {}, {}};
    const StageRows rows = subject_.rows_of_area(name);
    for (const AlignedSide side : kSides) {
      for (const Hemisphere h : kHemispheres) {
        if (!has(side, h)) continue;
        for (const int row : rows[h]) {
          if (counted_[std::size_t(row)]) area.all[side].push_back(row);
          if (used_[std::size_t(row)]) area.used[side].push_back(row);
        }
      }
    }
    return area;
  }

  RoiMeans means_of(const Area& area, AlignedSide side, const ComparedFit& fit) const {
    const std::vector<int>&all = area.all[side], &used = area.used[side];
    RoiMeans roi;
    roi.roi = area.name;
    roi.side = side;
    roi.vertices = int(used.size());
    roi.all_vertices = int(all.size());
    roi.depth = mean(fit.depth, used);
    roi.confidence = mean(fit.confidence, used);
    roi.scale = mean(fit.scale, used);
    roi.eccentricity = mean(fit.eccentricity, used);
    roi.r2 = mean(fit.r2, all);
    roi.noise_ceiling = mean(subject_.noise_ceiling, all);
    if (fit.is_tested) {
      const auto evident = std::count_if(all.begin(), all.end(), [&](int row) {
        return bool(fit.has_evidence[std::size_t(row)]);
      });
      roi.has_evidence = double(evident) > kLeastEvidenceShare * double(all.size());
    }
    return roi;
  }

  /// Over some rows, without NaN; NaN where values are unknown.
  static double mean(const std::vector<float>& values, const std::vector<int>& rows) {
    std::vector<float> some;
    for (const int row : rows) {
      if (!values.empty()) some.push_back(values[std::size_t(row)]);
    }
    return mean_of_known(some);
  }

  const ComparedSubject& subject_;
  std::vector<bool> counted_, used_;
  OrderedStages common_;
  std::vector<OrderedStages> routes_;
  std::vector<Area> areas_;
};

FitRow scores_of(const ComparedFit& fit) {
  FitRow row;
  row.r2_mean = mean_of_known(fit.r2);
  if (!fit.subject->noise_ceiling.empty()) {
    row.r2_over_ceiling = score_over_ceiling(fit.r2, fit.subject->noise_ceiling);
  }
  if (fit.is_tested) {
    row.evidence_share =
        double(std::count(fit.has_evidence.begin(), fit.has_evidence.end(), true)) /
        double(fit.has_evidence.size());
  }
  return row;
}

/// a - b of the vertices used, in order; empty where the numbers of one are not known.
std::vector<float> differences_of_used(const std::vector<float>& a, const std::vector<float>& b,
                                       const std::vector<bool>& used) {
  std::vector<float> differences;
  if (a.size() != used.size() || b.size() != used.size()) return differences;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) differences.push_back(a[i] - b[i]);
  }
  return differences;
}

void add_vertex_means(const ComparedFit& first, const ComparedFit& second,
                      const std::vector<bool>& used, FitDifference& difference) {
  std::vector<float> depths = differences_of_used(first.depth, second.depth, used);
  for (float& depth : depths) depth = std::abs(depth);
  difference.depth_change = mean_of_known(depths);
  difference.confidence =
      mean_of_known(differences_of_used(first.confidence, second.confidence, used));
  difference.r2 = mean_of_known(differences_of_used(first.r2, second.r2, used));
  std::vector<float> moved;
  const bool is_known = !first.space.values.empty() && !second.space.values.empty();
  for (std::size_t i = 0; is_known && i < used.size(); ++i) {
    const float *a = first.space.row(std::int64_t(i)), *b = second.space.row(std::int64_t(i));
    if (used[i]) moved.push_back(std::hypot(a[0] - b[0], a[1] - b[1]));
  }
  difference.displacement = mean_of_known(moved);
}

FitDifference difference(std::size_t first, std::size_t second,
                         const std::vector<ComparedFit>& fits, const UsedVertices& shared) {
  std::vector<float> values = fits[first].depth;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= fits[second].depth[i];
  const Alignment line = shared.common().align(values)[kBothSides];
  FitDifference difference;
  difference.first = first;
  difference.second = second;
  difference.slope = line.slope;
  difference.b0 = line.b0;
  difference.b1 = line.b1;
  add_vertex_means(fits[first], fits[second], shared.used(), difference);
  for (const Estimate& part : {line.slope, line.b0, line.b1}) {
    difference.is_told_apart = difference.is_told_apart || part.low > 0 || part.high < 0;
  }
  return difference;
}

/// Whether it has so little evidence that shared vertices would be none, or by chance alone.
bool lacks_evidence(const ComparedFit& fit) {
  const auto evident = std::count(fit.has_evidence.begin(), fit.has_evidence.end(), true);
  return fit.is_tested && double(evident) <= kLeastEvidenceShare * double(fit.has_evidence.size());
}

/// Those of the fits that are compared, or all where none has evidence.
std::vector<std::size_t> fits_with_evidence(const std::vector<ComparedFit>& fits,
                                            const std::vector<std::size_t>& same) {
  std::vector<std::size_t> some;
  std::copy_if(same.begin(), same.end(), std::back_inserter(some),
               [&](std::size_t fit) { return !lacks_evidence(fits[fit]); });
  return some.empty() ? same : some;
}

/// Compares those of the fits that share their vertices.
void compare_fits_of_one_subject(const std::vector<ComparedFit>& fits,
                                 const std::vector<std::size_t>& all,
                                 const ComparisonOptions& options, const StopToken& stop,
                                 Comparison& comparison) {
  const ComparedSubject& subject = *fits[all.front()].subject;
  const std::vector<std::size_t> same = fits_with_evidence(fits, all);
  std::vector<bool> evidence = fits[same.front()].has_evidence;
  for (const std::size_t fit : same)
    evidence = both_of(std::move(evidence), fits[fit].has_evidence);
  const UsedVertices shared(subject, options, evidence);
  for (const std::size_t fit : all) {
    if (stop.stop_requested()) return;
    FitRow& row = comparison.rows[fit];
    row.is_left_out = std::find(same.begin(), same.end(), fit) == same.end();
    if (options.uses_own_evidence) {
      UsedVertices(subject, options, fits[fit].has_evidence).fill(row, fits[fit], options);
    } else if (row.is_left_out) {
      evidence.assign(evidence.size(), false);
      UsedVertices(subject, options, evidence).fill(row, fits[fit], options);
    } else {
      shared.fill(row, fits[fit], options);
    }
  }
  for (std::size_t i = 0; i < same.size(); ++i) {
    for (std::size_t j = i + 1; j < same.size(); ++j) {
      if (stop.stop_requested()) return;
      const FitDifference found = difference(same[i], same[j], fits, shared);
      if (std::isnan(found.slope.low)) continue;
      if (!found.is_told_apart) {
        comparison.rows[same[i]].alike.push_back(same[j]);
        comparison.rows[same[j]].alike.push_back(same[i]);
      }
      comparison.differences.push_back(found);
    }
  }
}

}  // namespace

Comparison compare(const std::vector<ComparedFit>& fits, const ComparisonOptions& options,
                   const StopToken& stop) {
  Comparison comparison;
  std::vector<std::vector<std::size_t>> groups;  // of the same subject, in order
  std::map<const ComparedSubject*, std::size_t> group_of;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    comparison.rows.push_back(scores_of(fits[i]));
    const auto [found, is_new] = group_of.emplace(fits[i].subject.get(), groups.size());
    if (is_new) groups.emplace_back();
    groups[found->second].push_back(i);
  }
  for (const std::vector<std::size_t>& same : groups) {
    compare_fits_of_one_subject(fits, same, options, stop, comparison);
  }
  return comparison;
}

void require_areas(const RoiOrder& order, const std::vector<ComparedFit>& fits,
                   const std::string& option) {
  const auto is_known = [&](const std::string& area) {
    return std::any_of(fits.begin(), fits.end(), [&](const ComparedFit& fit) {
      const std::vector<ComparedSubject::Roi>& rois = fit.subject->rois;
      return std::any_of(rois.begin(), rois.end(), [&](const ComparedSubject::Roi& roi) {
        return is_of_area(roi.name, area);
      });
    });
  };
  for (const RoiStage& stage : order.stages) {
    for (const std::string& area : stage.areas) {
      if (is_known(area)) continue;
      std::string names;
      for (const ComparedSubject::Roi& roi : fits.front().subject->rois) {
        names += (names.empty() ? "" : ", ") + roi.name;
      }
      throw option_error(
          ErrorKind::kNotFound, option, "no subject of these fits has the area " + in_quotes(area),
          names.empty() ? "they have no ROIs"
                        : "the ROIs of " + fits.front().subject->name + " are " + names);
    }
  }
}

}  // namespace cortiscope
