#include "core/metrics/correlation.h"

#include <Eigen/Core>
#include <cmath>

namespace cortiscope {

double correlation(const std::vector<float>& a, const std::vector<float>& b) {
  using Values = Eigen::Map<const Eigen::ArrayXf>;
  const Eigen::ArrayXd x = Values(a.data(), Eigen::Index(a.size())).cast<double>();
  const Eigen::ArrayXd y = Values(b.data(), Eigen::Index(b.size())).cast<double>();
  const Eigen::ArrayXd dx = x - x.mean(), dy = y - y.mean();
  return (dx * dy).sum() / std::sqrt(dx.square().sum() * dy.square().sum());
}

}  // namespace cortiscope
