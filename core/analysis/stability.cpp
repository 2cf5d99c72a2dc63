#include "core/analysis/stability.h"

#include <cmath>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// Variances with n - 1 of any number of arrays of equal size, element by element.
class Variances {
 public:
  void add(const std::vector<float>& values) {
    mean_.resize(values.size(), 0);
    squares_.resize(values.size(), 0);
    ++count_;
    for (std::size_t i = 0; i < values.size(); ++i) {  // Welford's
      const double away = double(values[i]) - mean_[i];
      mean_[i] += away / count_;
      squares_[i] += away * (double(values[i]) - mean_[i]);
    }
  }

  double at(std::size_t i) const { return squares_[i] / (count_ - 1); }

  std::vector<float> deviations() const {
    std::vector<float> deviations;
    for (std::size_t i = 0; i < squares_.size(); ++i) {
      deviations.push_back(float(std::sqrt(at(i))));
    }
    return deviations;
  }

 private:
  int count_ = 0;
  std::vector<double> mean_, squares_;
};

void check(const std::vector<FitMaps>& fits) {
  const auto fail = [](const std::string& found) {
    throw Error(ErrorKind::kBadValue, "stability",
                "expected fits of one network and subject with different seeds, found " + found,
                "fit the network again with another --seed");
  };
  if (fits.size() < 2) fail(std::to_string(fits.size()) + " of them");
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const FitMaps& fit = fits[i];
    if (fit.network != fits.front().network) {
      fail("the networks " + in_quotes(fits.front().network) + " and " + in_quotes(fit.network));
    }
    if (fit.subject.name != fits.front().subject.name) {
      fail("the subjects " + in_quotes(fits.front().subject.name) + " and " +
           in_quotes(fit.subject.name));
    }
    if (fit.standardize != fits.front().standardize) {
      fail("features standardised by " + fits.front().standardize + " and by " + fit.standardize);
    }
    if (fit.ablation != fits.front().ablation) {
      fail("fits without " + fits.front().ablation + " and without " + fit.ablation);
    }
    require_same_vertices(fits.front().subject, fit.subject);
    for (std::size_t j = 0; j < i; ++j) {
      if (fits[j].seed == fit.seed) fail("seed " + std::to_string(fit.seed) + " twice");
    }
  }
}

}  // namespace

SeedStability stability_of(const std::vector<FitMaps>& fits) {
  check(fits);
  Variances depth, space, scale;
  for (const FitMaps& fit : fits) {
    depth.add(normalised_depths(fit.selectors));
    space.add(fit.selectors.space.values);
    scale.add(fit.selectors.scale.values);
  }
  SeedStability stability;
  stability.fits = int(fits.size());
  stability.depth = depth.deviations();
  stability.scale = scale.deviations();
  for (std::size_t i = 0; i < stability.depth.size(); ++i) {
    stability.space.push_back(float(std::sqrt(space.at(2 * i) + space.at(2 * i + 1))));
  }
  stability.evidence = shared_evidence(fits);
  return stability;
}

}  // namespace cortiscope
