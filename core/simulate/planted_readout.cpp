#include "core/simulate/planted_readout.h"

#include <cmath>

#include "core/base/random.h"

namespace cortiscope {

PlantedReadout plant_readout(const PlantedReadoutOptions& options, std::uint64_t seed) {
  Random random(seed);
  const auto direction = [&](double length) {
    std::vector<double> numbers(std::size_t(options.channels));
    for (double& number : numbers) {
      number = length * random.normal() / std::sqrt(double(options.channels));
    }
    return numbers;
  };
  std::vector<std::vector<double>> centers;
  for (int c = 0; c < options.clusters; ++c) centers.push_back(direction(1));
  PlantedReadout planted;
  planted.weight = Array<float>(Shape{options.vertices, options.channels});
  for (int i = 0; i < options.vertices; ++i) {
    const double share = random.uniform();
    const int cluster = int(std::pow(share, 1.5) * options.clusters);  // the first are larger
    planted.cluster_of.push_back(cluster);
    const double length = random.uniform(0.5, 2);
    const std::vector<double> noise = direction(options.noise);
    float* row = planted.weight.row(i);
    for (std::size_t d = 0; d < noise.size(); ++d) {
      row[d] = float(length * (centers[std::size_t(cluster)][d] + noise[d]));
    }
  }
  return planted;
}

}  // namespace cortiscope
