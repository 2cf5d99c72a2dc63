#include "core/metrics/evidence.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace cortiscope {
namespace {

/// The probability of a correlation at least this large where there is none.
double p_of(double r, int images) {
  const double freedom = images - 2;
  if (r >= 1) return 0;
  if (r <= -1) return 1;
  const boost::math::students_t_distribution<double> chance(freedom);
  return boost::math::cdf(boost::math::complement(chance, r * std::sqrt(freedom / (1 - r * r))));
}

}  // namespace

std::vector<float> evidence_of(const std::vector<float>& correlation, int images) {
  std::vector<float> q(correlation.size(), std::numeric_limits<float>::quiet_NaN());
  if (images < 3) return q;
  std::vector<std::size_t> tested;
  std::vector<double> p(correlation.size());
  for (std::size_t i = 0; i < correlation.size(); ++i) {
    if (std::isnan(correlation[i])) continue;
    p[i] = p_of(correlation[i], images);
    tested.push_back(i);
  }
  std::sort(tested.begin(), tested.end(),
            [&](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] < p[b] : a < b; });
  double least = 1;  // q grows with p
  for (std::size_t rank = tested.size(); rank > 0; --rank) {
    const std::size_t vertex = tested[rank - 1];
    least = std::min(least, p[vertex] * double(tested.size()) / double(rank));
    q[vertex] = float(least);
  }
  return q;
}

}  // namespace cortiscope
