#include <gtest/gtest.h>

#include <numeric>

#include "core/io/hdf5/features_file.h"
#include "core/io/open_features.h"
#include "tests/core/io/stored_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(FeaturesFile, GivesBackTheTokensAskedFor) {
  const TempDir folder;
  FeaturesWriter writer(folder / "f.h5", stored_features(), Stored::kFloat32);
  for (int image = 0; image < 2; ++image) {
    TokenBatch batch;
    for (const int channels : {2, 3}) {
      batch.local.emplace_back(Shape{1, channels, 2, 1}, float(image * 10 + channels));
      batch.global.emplace_back(Shape{1, channels}, float(-image));
    }
    writer.add(batch);
  }
  writer.commit();
  const FeaturesFile file(folder / "f.h5");
  EXPECT_EQ(file.info().network, "aligned");
  EXPECT_EQ(file.info().layers, stored_features().layers);
  const TokenBatch batch = file.read({1, 0});
  EXPECT_EQ(batch.local[1].shape, (Shape{2, 3, 2, 1}));
  EXPECT_EQ(batch.local[1].values[0], 13);
  EXPECT_EQ(batch.local[0].values[4], 2);
  EXPECT_EQ(batch.global[0].values[0], -1);
}

TEST(FeaturesFile, RefusesTokensOfAnotherShape) {
  const TempDir folder;
  {
    H5Writer writer(folder / "f.h5");
    mark_format(writer, "features");
    write_feature_info(writer, "/", stored_features());
    writer.write("/local/0", Array<float>(Shape{2, 2, 2, 2}));
    writer.commit();
  }
  EXPECT_EQ(
      error_of([&] { FeaturesFile{folder / "f.h5"}; }),
      "f.h5:/local/0: expected shape (2, 2, 2, 1), found (2, 2, 2, 2) (axes are image, channel, "
      "row, column for local tokens; image, channel for global)");
}

TEST(OpenFeatures, GivesTheSameHoweverMuchItHolds) {
  const TempDir folder;
  FeatureInfo info = stored_features();
  info.images = {"a", "b", "c", "d"};
  TokenBatch tokens;
  for (const int channels : info.channels) {
    tokens.local.emplace_back(Shape{4, channels, 2, 1});
    tokens.global.emplace_back(Shape{4, channels});
    std::iota(tokens.local.back().values.begin(), tokens.local.back().values.end(), 1.0F);
    std::iota(tokens.global.back().values.begin(), tokens.global.back().values.end(), 100.0F);
  }
  FeaturesWriter writer(folder / "f.h5", info);
  writer.add(tokens);
  writer.commit();
  const double image_gb = 1e-9 * sizeof(float) * (2 + 3) * (2 + 1);
  const FeaturesInMemory all(info, tokens);
  for (const double held : {0.0, 0.9, 1.0, 2.5, 4.0, 100.0}) {
    const auto features = open_features(folder / "f.h5", held * image_gb * 1.000001);
    EXPECT_EQ(std::dynamic_pointer_cast<const FeaturesFile>(features) != nullptr, held < 1);
    for (const std::vector<int>& images :
         {std::vector<int>{0}, {3}, {3, 0, 2, 1}, {1, 1, 3, 3}, {2, 3}}) {
      const TokenBatch found = features->read(images), expected = all.read(images);
      for (int l = 0; l < 2; ++l) {
        EXPECT_EQ(found.local[l].shape, expected.local[l].shape);
        EXPECT_EQ(found.local[l].values, expected.local[l].values) << held;
        EXPECT_EQ(found.global[l].values, expected.global[l].values) << held;
      }
    }
  }
}

}  // namespace
}  // namespace cortiscope
