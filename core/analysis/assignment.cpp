#include "core/analysis/assignment.h"

#include <cassert>
#include <cstddef>
#include <limits>

namespace cortiscope {
namespace {

constexpr std::size_t kNone = std::size_t(-1);

/// Adds rows one by one. Every row and column has a price; a pair is free where its cost equals the
/// sum of both, and pairs are free throughout.
class Pairing {
 public:
  explicit Pairing(const Array<double>& cost)
      : cost_(cost),
        columns_(std::size_t(cost.row_size())),
        row_price_(std::size_t(cost.rows()), 0),
        column_price_(columns_, 0),
        row_of_(columns_, kNone) {}

  void add(std::size_t row) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    std::vector<double> distance(columns_, kFar);  // of the cheapest path from `row`
    std::vector<std::size_t> before(columns_, kNone);
    std::vector<bool> is_done(columns_, false);
    std::vector<std::size_t> done;
    std::size_t at = row, end = kNone;
    double length = 0;
    while (end == kNone) {
      const double* costs = cost_.row(std::int64_t(at));
      std::size_t next = kNone;
      for (std::size_t c = 0; c < columns_; ++c) {
        if (is_done[c]) continue;
        const double reach = length + costs[c] - row_price_[at] - column_price_[c];
        if (reach < distance[c]) {
          distance[c] = reach;
          before[c] = at;
        }
        if (next == kNone || distance[c] < distance[next]) next = c;
      }
      length = distance[next];
      is_done[next] = true;
      done.push_back(next);
      if (row_of_[next] == kNone) {
        end = next;
      } else {
        at = row_of_[next];
      }
    }
    row_price_[row] += length;
    for (const std::size_t c : done) {
      if (c == end) continue;
      row_price_[row_of_[c]] += length - distance[c];
      column_price_[c] -= length - distance[c];
    }
    turn_path(row, end, before);
  }

  /// (R)
  std::vector<int> columns() const {
    std::vector<int> column_of(row_price_.size(), -1);
    for (std::size_t c = 0; c < columns_; ++c) {
      if (row_of_[c] != kNone) column_of[row_of_[c]] = int(c);
    }
    return column_of;
  }

 private:
  /// Gives each row of the path the column that follows it.
  void turn_path(std::size_t row, std::size_t end, const std::vector<std::size_t>& before) {
    for (std::size_t column = end;;) {
      const std::size_t its_row = before[column];
      row_of_[column] = its_row;
      if (its_row == row) return;
      std::size_t previous = kNone;  // the column that this row leaves
      for (std::size_t c = 0; c < columns_; ++c) {
        if (c != column && row_of_[c] == its_row) previous = c;
      }
      column = previous;
    }
  }

  const Array<double>& cost_;
  std::size_t columns_;
  std::vector<double> row_price_, column_price_;
  std::vector<std::size_t> row_of_;  // (C) kNone where free
};

}  // namespace

std::vector<int> least_cost_assignment(const Array<double>& cost) {
  assert(cost.rows() <= cost.row_size() || cost.rows() == 0);
  Pairing pairing(cost);
  for (std::int64_t row = 0; row < cost.rows(); ++row) pairing.add(std::size_t(row));
  return pairing.columns();
}

}  // namespace cortiscope
