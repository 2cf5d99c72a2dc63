#include "core/analysis/stacking_weights.h"

#include <Eigen/Dense>
#include <algorithm>
#include <vector>

namespace cortiscope {
namespace {

constexpr double kNothing = 1e-10;

/// The solution of the equations of these unknowns alone, the others being 0.
Eigen::VectorXd solution_of(const Eigen::MatrixXd& matrix, const std::vector<int>& unknowns) {
  const Eigen::MatrixXd part = matrix(unknowns, unknowns);
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(part.rows());
  Eigen::VectorXd solution = Eigen::VectorXd::Zero(matrix.rows());
  solution(unknowns) = Eigen::VectorXd(part.ldlt().solve(ones));
  return solution;
}

/// The weight that most wants to grow, of those that are 0; -1 where none does.
int next_of(const Eigen::VectorXd& weights, const Eigen::VectorXd& gradient) {
  int best = -1;
  for (int i = 0; i < int(weights.size()); ++i) {
    const bool grows = weights[i] == 0 && gradient[i] > kNothing;
    if (grows && (best < 0 || gradient[i] > gradient[best])) best = i;
  }
  return best;
}

/// Goes from the weights towards a solution, and stops where the first ones become 0.
void step_towards(const Eigen::VectorXd& solution, Eigen::VectorXd& weights) {
  double length = 1;
  for (Eigen::Index i = 0; i < weights.size(); ++i) {
    if (solution[i] < 0) length = std::min(length, weights[i] / (weights[i] - solution[i]));
  }
  weights += length * (solution - weights);
  weights = (weights.array() > kNothing).select(weights, 0.0);
}

}  // namespace

Eigen::VectorXd stacking_weights(const Eigen::MatrixXd& errors) {
  const Eigen::Index count = errors.rows();
  const double size = errors.trace() / double(count);
  if (!(size > 0)) return Eigen::VectorXd::Constant(count, 1.0 / double(count));
  // The least of w'Ew with sum 1 has the direction of the least of u'Eu + (1 - sum u)^2 over u >=
  // 0: for u = t w the latter is least at w'Ew / (1 + w'Ew), which grows with w'Ew.
  const Eigen::MatrixXd matrix = ((errors / size).array() + 1).matrix();
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(count);
  for (Eigen::Index round = 0; round < 3 * count; ++round) {
    const Eigen::VectorXd gradient = Eigen::VectorXd::Ones(count) - matrix * weights;
    const int next = next_of(weights, gradient);
    if (next < 0) break;
    std::vector<int> unknowns = {next};
    for (int i = 0; i < int(count); ++i) {
      if (weights[i] > 0) unknowns.push_back(i);
    }
    Eigen::VectorXd solution = solution_of(matrix, unknowns);
    while (solution.minCoeff() < 0) {
      step_towards(solution, weights);
      unknowns.clear();
      for (int i = 0; i < int(count); ++i) {
        if (weights[i] > 0) unknowns.push_back(i);
      }
      if (unknowns.empty()) break;
      solution = solution_of(matrix, unknowns);
    }
    weights = solution;
  }
  return weights / weights.sum();
}

}  // namespace cortiscope
