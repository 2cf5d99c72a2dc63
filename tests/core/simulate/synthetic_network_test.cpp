#include "core/simulate/synthetic_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/backbone/open_backbone.h"
#include "core/simulate/scene_stimulus.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

constexpr int kImages = 48;

const std::vector<Image>& scenes() {
  static const std::vector<Image> images = [] {
    Random random(11);
    std::vector<Image> drawn;
    for (int i = 0; i < kImages; ++i) {
      drawn.push_back(draw_scene(kSyntheticImageSide, random));
    }
    return drawn;
  }();
  return images;
}

const TokenBatch& tokens_of(const std::string& name) {
  static std::map<std::string, TokenBatch> known;
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  return known[name] = make_synthetic_network(name, 3, scenes())->tokens(scenes());
}

/// Correlation of two token arrays over images and positions, the mean over channels.
double correlation(const Array<float>& a, const Array<float>& b) {
  const std::int64_t images = a.shape[0], channels = a.shape[1];
  const std::int64_t places = a.row_size() / channels;
  double sum = 0;
  for (std::int64_t c = 0; c < channels; ++c) {
    double sa = 0, sb = 0, aa = 0, bb = 0, ab = 0;
    for (std::int64_t m = 0; m < images; ++m) {
      for (std::int64_t p = 0; p < places; ++p) {
        const double x = a.row(m)[c * places + p], y = b.row(m)[c * places + p];
        sa += x, sb += y, aa += x * x, bb += y * y, ab += x * y;
      }
    }
    const auto n = double(images * places);
    sum += (ab - sa * sb / n) / std::sqrt((aa - sa * sa / n) * (bb - sb * sb / n));
  }
  return sum / double(channels);
}

/// The layer of `aligned` whose local tokens are most like the given ones, 0-based.
int level_of(const Array<float>& local) {
  const TokenBatch& aligned = tokens_of("aligned");
  int best = 0;
  for (int l = 1; l < 12; ++l) {
    if (correlation(local, aligned.local[l]) > correlation(local, aligned.local[best])) best = l;
  }
  return best;
}

TEST(SyntheticNetwork, GivesTokensOfTwelveLayers) {
  const TokenBatch& tokens = tokens_of("aligned");
  ASSERT_EQ(tokens.local.size(), 12U);
  ASSERT_EQ(tokens.global.size(), 12U);
  for (int l = 0; l < 12; ++l) {
    EXPECT_EQ(tokens.local[l].shape, (Shape{kImages, 64, 8, 8}));
    EXPECT_EQ(tokens.global[l].shape, (Shape{kImages, 64}));
  }
}

TEST(SyntheticNetwork, NeighbouringLayersAreAlikeAndDistantOnesAreNot) {
  const TokenBatch& tokens = tokens_of("aligned");
  for (int l = 0; l + 1 < 12; ++l) {
    const double to_next = correlation(tokens.local[l], tokens.local[l + 1]);
    EXPECT_GE(to_next, 0.6) << "layer " << l;
    EXPECT_LT(to_next, 0.9) << "layer " << l;
    EXPECT_GE(correlation(tokens.global[l], tokens.global[l + 1]), 0.6) << "layer " << l;
    EXPECT_LT(correlation(tokens.local[l], tokens.local[(l + 6) % 12]), to_next - 0.2);
  }
  EXPECT_LT(correlation(tokens.local[0], tokens.local[11]), 0.3);
}

TEST(SyntheticNetwork, EveryTokenChannelHasTheSameDeviation) {
  const TokenBatch& tokens = tokens_of("aligned");
  for (int l = 0; l < 12; ++l) {
    for (const Array<float>* array : {&tokens.local[l], &tokens.global[l]}) {
      const std::int64_t places = array->row_size() / 64;
      for (std::int64_t c = 0; c < 64; ++c) {
        double sum = 0, squares = 0;
        for (int m = 0; m < kImages; ++m) {
          for (std::int64_t p = 0; p < places; ++p) {
            const double value = array->row(m)[c * places + p];
            sum += value, squares += value * value;
          }
        }
        const double n = double(kImages) * double(places);
        ASSERT_NEAR(sum / n, 0, 1e-3) << "layer " << l;
        ASSERT_NEAR(std::sqrt(squares / n), kTokenDeviation, 1e-2) << "layer " << l;
      }
    }
  }
}

TEST(SyntheticNetwork, PlacesFarApartTellDifferentThings) {
  const TokenBatch& tokens = tokens_of("aligned");
  for (int l = 0; l < 12; ++l) {
    // Local tokens of the left half against those four columns to the right.
    Array<float> left(Shape{kImages, 64, 8, 4}), right(Shape{kImages, 64, 8, 4});
    for (int m = 0; m < kImages; ++m) {
      for (int cy = 0; cy < 64 * 8; ++cy) {
        for (int x = 0; x < 4; ++x) {
          left.row(m)[cy * 4 + x] = tokens.local[l].row(m)[cy * 8 + x];
          right.row(m)[cy * 4 + x] = tokens.local[l].row(m)[cy * 8 + x + 4];
        }
      }
    }
    EXPECT_LT(std::abs(correlation(left, right)), 0.2) << "layer " << l;
  }
}

TEST(SyntheticNetwork, GlobalTokensAreMoreThanTheMeanOfLocalOnes) {
  const TokenBatch& tokens = tokens_of("aligned");
  for (int l = 0; l < 12; ++l) {
    Array<float> mean(Shape{kImages, 64});
    for (int m = 0; m < kImages; ++m) {
      for (int c = 0; c < 64; ++c) {
        for (int p = 0; p < 64; ++p) mean.row(m)[c] += tokens.local[l].row(m)[c * 64 + p] / 64;
      }
    }
    EXPECT_LT(correlation(mean, tokens.global[l]), 0.9) << "layer " << l;
  }
}

TEST(SyntheticNetwork, LevelsAreThoseTheNameSays) {
  std::map<std::string, std::vector<int>> levels;
  for (const std::string& name : synthetic_network_names()) {
    for (const Array<float>& local : tokens_of(name).local) levels[name].push_back(level_of(local));
  }
  EXPECT_EQ(levels["aligned"], (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(levels["truncated"], (std::vector<int>{0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 6}));
  EXPECT_TRUE(std::is_sorted(levels["low-level"].begin(), levels["low-level"].end()));
  EXPECT_LE(levels["low-level"].back(), 2);
  EXPECT_FALSE(std::is_sorted(levels["scrambled"].begin(), levels["scrambled"].end()));
  std::sort(levels["scrambled"].begin(), levels["scrambled"].end());
  EXPECT_EQ(levels["scrambled"], levels["aligned"]);
}

/// The layer of `aligned` that each layer of another network is bit for bit; -1 where none is.
std::vector<int> layers_of_aligned(const std::string& name) {
  const TokenBatch &aligned = tokens_of("aligned"), &other = tokens_of(name);
  std::vector<int> same;
  for (int l = 0; l < 12; ++l) {
    same.push_back(-1);
    for (int m = 0; m < 12; ++m) {
      if (other.local[l].values == aligned.local[m].values &&
          other.global[l].values == aligned.global[m].values) {
        same.back() = m;
      }
    }
  }
  return same;
}

TEST(SyntheticNetwork, FineTuningKeepsEarlyLayersAndRewiresLateOnes) {
  EXPECT_EQ(layers_of_aligned("aligned-finetuned"),
            (std::vector<int>{0, 1, 2, 3, 4, 5, 9, 10, 11, 6, 7, 8}));
}

TEST(SyntheticNetwork, OneThatForgotHasNoLayerWhereItWas) {
  EXPECT_EQ(layers_of_aligned("aligned-forgotten"),
            (std::vector<int>{6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5}));
}

TEST(SyntheticNetwork, SameSeedSameTokensOtherSeedOther) {
  const std::vector<Image> few(scenes().begin(), scenes().begin() + 8);
  const TokenBatch tokens = make_synthetic_network("aligned", 3, few)->tokens(few);
  EXPECT_EQ(make_synthetic_network("aligned", 3, few)->tokens(few).local[11].values,
            tokens.local[11].values);
  EXPECT_NE(make_synthetic_network("aligned", 4, few)->tokens(few).local[11].values,
            tokens.local[11].values);
}

TEST(SyntheticNetwork, LoadsWhatItSaved) {
  const std::vector<Image> few(scenes().begin(), scenes().begin() + 8);
  const auto network = make_synthetic_network("truncated", 3, few);
  const TempDir folder;
  network->save(folder / "truncated.pt");
  const auto loaded = open_backbone(folder / "truncated.pt");
  EXPECT_EQ(loaded->name(), "truncated");
  const TokenBatch before = network->tokens(few), after = loaded->tokens(few);
  for (int l = 0; l < 12; ++l) {
    EXPECT_EQ(before.local[l].values, after.local[l].values);
    EXPECT_EQ(before.global[l].values, after.global[l].values);
  }
}

TEST(SyntheticNetwork, SaysThatItIsSynthetic) {
  const FeatureInfo info = synthetic_features("low-level", {"a", "b"});
  EXPECT_TRUE(info.is_synthetic);
  EXPECT_EQ(info.network, "low-level");
  EXPECT_EQ(info.layer_count(), 12);
  EXPECT_EQ(info.image_count(), 2);
  EXPECT_EQ(info.channels, std::vector<int>(12, 64));
  EXPECT_EQ(synthetic_features("aligned-finetuned", {}).network, "aligned, fine-tuned");
  EXPECT_EQ(synthetic_features("aligned-forgotten", {}).network, "aligned, all forgotten");
}

TEST(SyntheticNetwork, RefusesAnUnknownName) {
  EXPECT_EQ(error_of([] { make_synthetic_network("vgg", 3, scenes()); }),
            "networks: there is no network \"vgg\" (there are aligned, truncated, low-level, "
            "scrambled, aligned-finetuned, aligned-forgotten and untrained)");
}

TEST(SyntheticNetwork, RefusesFilesThatAreNoNetwork) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] { open_backbone(folder / "none.pt"); }),
            (folder / "none.pt").string() +
                ": no such file (a network is a TorchScript file, such as <name>.pt of a simulated "
                "study, or a vision transformer's weights (.safetensors))");
  write_bytes(folder / "bad.pt", "not a module");
  EXPECT_EQ(error_of([&] { open_backbone(folder / "bad.pt"); }),
            (folder / "bad.pt").string() +
                ": expected a TorchScript module with a method get_tokens, found none "
                "(save the network with torch.jit.script(network).save(file))");
}

}  // namespace
}  // namespace cortiscope
