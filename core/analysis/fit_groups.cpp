#include "core/analysis/fit_groups.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cortiscope {
namespace {

using Numbers = std::array<double, 4>;  // slope, b0, b1, R2

Numbers numbers_of(const FitRow& row) {
  const Alignment& line = row.common[kBothSides];
  return {line.slope.value, line.b0.value, line.b1.value, row.r2_mean};
}

/// The numbers of one member's fits.
struct Member {
  std::string name;
  std::vector<Numbers> fits;
};

double mean_of(const Member& member, std::size_t number) {
  double sum = 0;
  for (const Numbers& numbers : member.fits) sum += numbers[number];
  return sum / double(member.fits.size());
}

Spread spread_of(const std::vector<Member>& members, std::size_t number) {
  const auto count = double(members.size());
  Spread spread;
  for (const Member& member : members) spread.mean += mean_of(member, number) / count;
  double squares = 0;
  for (const Member& member : members) {
    const double away = mean_of(member, number) - spread.mean;
    squares += away * away;
  }
  spread.deviation = std::sqrt(squares / (count - 1));  // 0 / 0 with one member
  return spread;
}

}  // namespace

std::vector<FitGroup> group_fits(const std::vector<ComparedFit>& fits, const Comparison& comparison,
                                 Grouping grouping) {
  std::vector<FitGroup> groups;
  std::vector<std::vector<Member>> members;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const Numbers numbers = numbers_of(comparison.rows[i]);
    if (std::isnan(numbers.front())) continue;
    const std::string& subject = fits[i].subject->name;
    FitGroup own;
    own.network = fits[i].network;
    if (grouping == Grouping::kSeeds) own.subject = subject;
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const FitGroup& known) {
      return known.network == own.network && known.subject == own.subject;
    });
    const auto index = std::size_t(group - groups.begin());
    if (group == groups.end()) {
      groups.push_back(own);
      members.emplace_back();
    }
    const std::string name = grouping == Grouping::kSubjects ? subject : fits[i].file;
    std::vector<Member>& its = members[index];
    auto member = std::find_if(its.begin(), its.end(),
                               [&](const Member& known) { return known.name == name; });
    if (member == its.end()) member = its.insert(its.end(), Member{name, {}});
    member->fits.push_back(numbers);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    groups[g].members = int(members[g].size());
    groups[g].slope = spread_of(members[g], 0);
    groups[g].b0 = spread_of(members[g], 1);
    groups[g].b1 = spread_of(members[g], 2);
    groups[g].r2 = spread_of(members[g], 3);
  }
  return groups;
}

}  // namespace cortiscope
