#include "core/analysis/kept_baselines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "tests/support/environment_variable.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

class KeptBaselines : public testing::Test {
 protected:
  /// Of two vertices, three layers and a grid of 1 x 2.
  static FitResult a_fit() {
    FitResult fit;
    fit.subject.vertices[kLh] = {0, 1};
    fit.features.layers = {"a", "b", "c"};
    fit.features.rows = 1;
    fit.features.columns = 2;
    fit.training_images = {0, 1};
    fit.validation_images = {2};
    fit.test_images = {3, 4};
    fit.scaling.local = {{{1, 2}, {3, 4}}};
    fit.scaling.global = {{{5}, {6}}};
    fit.provenance.subject_hash = "xxh3-128:1";
    fit.provenance.features_hash = "xxh3-128:2";
    return fit;
  }

  static Baselines some_baselines() {
    const float unknown = std::numeric_limits<float>::quiet_NaN();
    Baselines baselines;
    baselines.fwrf = {{{0.5F, unknown}, {0.01F, unknown}}, {2, -1}};
    baselines.fwrf_token = {1, -1};
    baselines.pca_ridge = {{{0.25F, unknown}, {0.02F, unknown}}, {0, -1}};
    baselines.stacked_ridge = {{0.3F, unknown}, {0.03F, unknown}};
    baselines.stacked_weights = Array<float>(Shape{2, 3}, {0.5F, 0.25F, 0.25F, 1, 0, 0});
    baselines.unique = Array<float>(Shape{2, 3}, {0.1F, 0, -0.01F, unknown, unknown, unknown});
    return baselines;
  }

  static std::string key_of(const FitResult& fit) {
    return baselines_key(fit, fit.provenance.subject_hash, fit.provenance.features_hash);
  }

  fs::path only_file() const {
    return fs::directory_iterator(cache_ / "cortiscope" / "baselines")->path();
  }

  TempDir cache_;
  EnvironmentVariable variable_{"XDG_CACHE_HOME", cache_.path().string()};
};

TEST_F(KeptBaselines, AreThoseThatWereKept) {
  const FitResult fit = a_fit();
  EXPECT_FALSE(kept_baselines(fit));
  ASSERT_TRUE(keep_baselines(key_of(fit), some_baselines()));
  const std::optional<Baselines> kept = kept_baselines(fit);
  ASSERT_TRUE(kept);
  const Baselines expected = some_baselines();
  EXPECT_EQ(kept->fwrf.layer, expected.fwrf.layer);
  EXPECT_EQ(kept->fwrf_token, expected.fwrf_token);
  EXPECT_EQ(kept->pca_ridge.layer, expected.pca_ridge.layer);
  EXPECT_EQ(kept->stacked_weights.values, expected.stacked_weights.values);
  EXPECT_EQ(kept->unique.row(0)[0], 0.1F);
  EXPECT_TRUE(std::isnan(kept->unique.row(1)[2]));
  for (const auto score : {&Baselines::fwrf, &Baselines::pca_ridge}) {
    EXPECT_EQ(((*kept).*score).score.r2[0], (expected.*score).score.r2[0]);
    EXPECT_EQ(((*kept).*score).score.evidence[0], (expected.*score).score.evidence[0]);
    EXPECT_TRUE(std::isnan(((*kept).*score).score.r2[1]));
  }
  EXPECT_EQ(kept->stacked_ridge.r2[0], 0.3F);
  EXPECT_EQ(kept->stacked_ridge.evidence[0], 0.03F);
}

TEST_F(KeptBaselines, AreOfTheSameFilesSplitAndScalingOnly) {
  const FitResult fit = a_fit();
  keep_baselines(key_of(fit), some_baselines());
  FitResult other = fit;
  other.provenance.seed = 9;
  other.parameters["space_mlp/w0"] = Array<float>(Shape{1}, 2.0F);
  EXPECT_TRUE(kept_baselines(other)) << "its parameters do not matter";
  const auto is_lost = [&](auto change) {
    other = fit;
    change(other);
    return !kept_baselines(other);
  };
  EXPECT_TRUE(is_lost([](FitResult& f) { f.provenance.subject_hash = "xxh3-128:3"; }));
  EXPECT_TRUE(is_lost([](FitResult& f) { f.provenance.features_hash = "xxh3-128:3"; }));
  EXPECT_TRUE(is_lost([](FitResult& f) { std::swap(f.training_images, f.test_images); }));
  EXPECT_TRUE(is_lost([](FitResult& f) {
    f.training_images = {0};
    f.validation_images = {1, 2};
  }));
  EXPECT_TRUE(is_lost([](FitResult& f) { f.scaling.local[0].factor[1] = 5; }));
  EXPECT_TRUE(is_lost([](FitResult& f) { f.scaling = {}; }));
}

TEST_F(KeptBaselines, OfFitsWithoutFilesAreNotKept) {
  FitResult fit = a_fit();
  fit.provenance.features_hash.clear();
  EXPECT_EQ(key_of(fit), "");
  EXPECT_FALSE(keep_baselines("", some_baselines()));
  EXPECT_FALSE(kept_baselines(fit));
}

TEST_F(KeptBaselines, ThatAreDamagedOrOfOtherSizesAreNone) {
  FitResult fit = a_fit();
  keep_baselines(key_of(fit), some_baselines());
  Baselines wrong = some_baselines();
  wrong.fwrf.layer[0] = 3;
  keep_baselines(key_of(fit), wrong);
  EXPECT_FALSE(kept_baselines(fit));
  wrong = some_baselines();
  wrong.fwrf_token[0] = -2;
  keep_baselines(key_of(fit), wrong);
  EXPECT_FALSE(kept_baselines(fit));
  wrong = some_baselines();
  wrong.stacked_ridge.r2.push_back(0);
  keep_baselines(key_of(fit), wrong);
  EXPECT_FALSE(kept_baselines(fit));
  std::ofstream(only_file()) << "something else";
  EXPECT_FALSE(kept_baselines(fit));
  EXPECT_TRUE(keep_baselines(key_of(fit), some_baselines()));
  EXPECT_TRUE(kept_baselines(fit));
}

TEST_F(KeptBaselines, NeedAFolderToBeKeptIn) {
  std::ofstream(cache_.path() / "file") << "not a folder";
  const EnvironmentVariable nowhere("XDG_CACHE_HOME", (cache_.path() / "file").string());
  EXPECT_FALSE(keep_baselines(key_of(a_fit()), some_baselines()));
  EXPECT_FALSE(kept_baselines(a_fit()));
}

}  // namespace
}  // namespace cortiscope
