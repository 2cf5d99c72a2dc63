#include "core/analysis/stability.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/analysis/made_fit.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

/// Fits of seeds 1, 2 and 3.
std::vector<MadeFit> three_seeds() {
  std::vector<MadeFit> fits(3);
  for (std::size_t k = 0; k < 3; ++k) fits[k].seed = k + 1;
  return fits;
}

std::vector<FitMaps> maps_of(const std::vector<MadeFit>& fits) {
  std::vector<FitMaps> maps;
  for (const MadeFit& fit : fits) maps.push_back(fit.maps());
  return maps;
}

TEST(StabilityOf, IsTheStandardDeviationOverTheSeeds) {
  std::vector<MadeFit> fits = three_seeds();
  fits[1].selectors.layer.values = {0, 1, 0, 1, 0, 0, 0, 1, 0};  // depths 0, 0.5 and 1 of the first
  fits[2].selectors.layer.values = {0, 0, 1, 1, 0, 0, 0, 1, 0};
  fits[0].selectors.space.values = {0, 0, -0.3F, 0, 0, 0};
  fits[2].selectors.space.values = {0, 0, 0.3F, 0, 0, 0};
  for (std::size_t k = 0; k < 3; ++k) {
    fits[k].selectors.space.values[4] = 0.3F * float(k);  // the third vertex: x and y alike
    fits[k].selectors.space.values[5] = 0.4F * float(k);
  }
  fits[0].selectors.scale.values = {0.2F, 0.5F, 0.5F};
  fits[1].selectors.scale.values = {0.4F, 0.5F, 0.5F};
  fits[2].selectors.scale.values = {0.6F, 0.5F, 0.5F};
  const SeedStability found = stability_of(maps_of(fits));
  EXPECT_EQ(found.fits, 3);
  EXPECT_FLOAT_EQ(found.depth[0], 0.5F);
  EXPECT_FLOAT_EQ(found.depth[1], 0);
  EXPECT_FLOAT_EQ(found.depth[2], 0);
  EXPECT_FLOAT_EQ(found.space[0], 0);
  EXPECT_FLOAT_EQ(found.space[1], 0.3F);
  EXPECT_FLOAT_EQ(found.space[2], 0.5F);
  EXPECT_FLOAT_EQ(found.scale[0], 0.2F);
  EXPECT_FLOAT_EQ(found.scale[2], 0);
}

TEST(StabilityOf, OfTwoFitsIsTheirDifferenceOverTheRootOfTwo) {
  std::vector<MadeFit> fits = three_seeds();
  fits.pop_back();
  fits[1].selectors.scale.values[0] = 0.9F;
  EXPECT_NEAR(stability_of(maps_of(fits)).scale[0], 0.4 / std::sqrt(2), 1e-6);
}

TEST(StabilityOf, KnowsWhichVerticesHaveEvidenceInEveryFit) {
  std::vector<MadeFit> fits = three_seeds();
  fits[2].evidence[1] = 0.5F;
  fits[1].selectors.scale.values[0] = NAN;
  const SeedStability found = stability_of(maps_of(fits));
  EXPECT_TRUE(found.evidence.counts(0) && found.evidence.counts(2));
  EXPECT_FALSE(found.evidence.counts(1));
  EXPECT_TRUE(std::isnan(found.scale[0]));
}

TEST(StabilityOf, RefusesWhatIsNotSeedsOfOneNetworkAndSubject) {
  std::vector<MadeFit> fits = three_seeds();
  const auto refused = [&] { return error_of([&] { stability_of(maps_of(fits)); }); };
  const std::string expected =
      "stability: expected fits of one network and subject with different seeds, found ";
  const std::string hint = " (fit the network again with another --seed)";
  fits[2].seed = 1;
  EXPECT_EQ(refused(), expected + "seed 1 twice" + hint);
  fits[2].network = "other";
  EXPECT_EQ(refused(), expected + "the networks \"net\" and \"other\"" + hint);
  fits = three_seeds();
  fits[1].subject.name = "two";
  EXPECT_EQ(refused(), expected + "the subjects \"one\" and \"two\"" + hint);
  fits = three_seeds();
  std::vector<FitMaps> maps = maps_of(fits);
  maps[1].standardize = "layer";
  EXPECT_EQ(error_of([&] { stability_of(maps); }),
            expected + "features standardised by none and by layer" + hint);
  fits = three_seeds();
  fits[1].subject.vertices[kRh] = {2};
  EXPECT_EQ(refused().substr(0, 40), "one: expected the 3 vertices of \"one\", f");
  fits.resize(1);
  EXPECT_EQ(refused(), expected + "1 of them" + hint);
}

}  // namespace
}  // namespace cortiscope
