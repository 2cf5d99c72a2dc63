#include "core/backbone/extract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/backbone/script.h"
#include "core/data/image_hash.h"
#include "core/io/hdf5/features_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A layer of three channels, red, green and blue times a weight each, and one of brightness; the
/// global tokens are means.
constexpr const char* kMethods = R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    early = images * self.weight.view(1, 3, 1, 1)
    late = images.mean(1, True)
    return [early, late], [early.mean([2, 3]), late.mean([2, 3])]
)";

std::unique_ptr<ScriptBackbone> colors(const std::vector<float>& weights = {1, 2, 4}) {
  ScriptSource source;
  source.name = "colors";
  source.methods = kMethods;
  source.parameters["weight"] = Array<float>({3}, weights);
  return make_script_backbone(source);
}

/// Images of one colour each, of any sizes, in memory.
class Colors : public ImageSet {
 public:
  Colors(int count, int width, int height) : images_(std::size_t(count), Image(width, height)) {
    for (int i = 0; i < count; ++i) {
      names_.push_back("image " + std::to_string(i));
      for (Rgb8& pixel : images_[std::size_t(i)].pixels) {
        pixel = {std::uint8_t(3 * i), std::uint8_t(i), std::uint8_t(255 - i)};
      }
    }
  }
  Image& operator[](std::size_t i) { return images_[i]; }
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>& images) const override {
    std::vector<Image> found;
    for (const int i : images) found.push_back(images_[std::size_t(i)]);
    return found;
  }

 private:
  std::vector<Image> images_;
  std::vector<std::string> names_;
};

/// Extracts from all and reads it back.
TokenBatch extracted(Backbone& network, const ImageSet& images, const ExtractOptions& options,
                     FeatureInfo* info = nullptr) {
  const TempDir folder;
  EXPECT_TRUE(extract_features(network, images, options, folder / "f.h5", {}, {}));
  const FeaturesFile file(folder / "f.h5");
  if (info) *info = file.info();
  std::vector<int> all(images.names().size());
  std::iota(all.begin(), all.end(), 0);
  return file.read(all);
}

void expect_near(const std::vector<float>& found, const std::vector<float>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_NEAR(found[i], expected[i], 1e-3 * std::abs(expected[i]) + 1e-6) << i;  // half precision
  }
}

TEST(ExtractFeatures, WritesWhatTheNetworkGivesOfMoreImagesThanFitAtOnce) {
  const Colors images(70, 8, 8);
  const auto network = colors();
  FeatureInfo info;
  const TokenBatch found = extracted(*network, images, {}, &info);
  EXPECT_EQ(info.network, "colors");
  EXPECT_FALSE(info.is_synthetic);
  EXPECT_EQ(info.layers, (std::vector<std::string>{"layer 1", "layer 2"}));
  EXPECT_EQ(info.channels, (std::vector<int>{3, 1}));
  EXPECT_EQ(info.images, images.names());
  std::vector<int> all(70);
  std::iota(all.begin(), all.end(), 0);
  const TokenBatch expected = network->tokens(images.read(all));
  for (int l = 0; l < 2; ++l) {
    expect_near(found.local[l].values, expected.local[l].values);
    expect_near(found.global[l].values, expected.global[l].values);
  }
}

TEST(ExtractFeatures, RecordsHashesOfTheImages) {
  Colors images(40, 30, 20);
  for (int x = 0; x < 30; ++x) images[35].at(x, 7) = {std::uint8_t(8 * x), 0, 0};
  FeatureInfo info;
  extracted(*colors(), images, {}, &info);
  ASSERT_EQ(info.image_hashes.size(), 40U);
  EXPECT_EQ(info.image_hashes[35], difference_hash(images[35]));
  EXPECT_NE(info.image_hashes[35], 0U);
  EXPECT_EQ(info.image_hashes[3], 0U) << "a plain image";
}

TEST(ExtractFeatures, BringsTokensToTheGridAndImagesToTheResolution) {
  Colors images(3, 20, 10);
  images[2] = Image(5, 50, {6, 2, 253});
  ExtractOptions options;
  options.resolution = 16;
  FeatureInfo info;
  const TokenBatch found = extracted(*colors(), images, options, &info);
  EXPECT_EQ(info.rows, 8);
  EXPECT_EQ(info.columns, 8);
  EXPECT_EQ(found.local[0].shape, (Shape{3, 3, 8, 8}));
  EXPECT_NEAR(found.local[0].row(2)[0], 6 / 255.0, 1e-4);
  EXPECT_NEAR(found.local[0].row(2)[2 * 64], 4 * 253 / 255.0, 4e-3);
}

TEST(ExtractFeatures, GivesTheUntrainedTwinItsName) {
  const Colors images(2, 8, 8);
  const auto twin = colors({1, 2, 4});
  ExtractOptions options;
  options.untrained = 4;
  FeatureInfo info;
  const TokenBatch found = extracted(*twin, images, options, &info);
  EXPECT_EQ(info.network, "colors, untrained (seed 4)");
  EXPECT_EQ(info.objective, "untrained");
  expect_near(found.local[0].values, twin->tokens(images.read({0, 1})).local[0].values);
  EXPECT_NE(found.local[0].values, colors()->tokens(images.read({0, 1})).local[0].values);
}

/// Runs a network over images into `file` until so many are done.
bool run_until(int last, Backbone& network, const ImageSet& images,
               const std::filesystem::path& file, ExtractBeginning beginning,
               const ExtractOptions& options = {}) {
  StopSource stop;
  return extract_features(
      network, images, options, file, stop.token(),
      [&](const ExtractProgress& progress) {
        if (progress.done >= last) stop.request_stop();
      },
      beginning);
}

TEST(ExtractFeatures, KeepsWhatIsDoneWhereItIsStopped) {
  const TempDir folder;
  const Colors images(70, 8, 8);
  EXPECT_EQ(images_kept(folder / "f.h5"), std::nullopt);
  EXPECT_FALSE(run_until(32, *colors(), images, folder / "f.h5", ExtractBeginning::kNew));
  EXPECT_FALSE(std::filesystem::exists(folder / "f.h5"));
  EXPECT_EQ(images_kept(folder / "f.h5"), 32);
  EXPECT_EQ(error_of([&] { FeaturesFile{folder / "f.h5.part"}; }),
            "f.h5.part: expected the tokens of 70 images, found those of the first 32 (the "
            "extraction was interrupted: resume it)");
  EXPECT_EQ(
      error_of([&] { run_until(70, *colors(), images, folder / "f.h5", ExtractBeginning::kNew); }),
      "f.h5.part: holds 32 images of an interrupted extraction (resume it, or delete this file "
      "to begin again)");
}

TEST(ExtractFeatures, WritesTheSameWhereItWasInterruptedBitForBit) {
  const TempDir folder;
  Colors images(140, 8, 8);
  for (std::size_t i = 0; i < 140; ++i) images[i].at(int(i % 8), 2) = {255, 255, 255};
  ASSERT_TRUE(extract_features(*colors(), images, {}, folder / "whole.h5", {}, {}));
  ASSERT_FALSE(run_until(32, *colors(), images, folder / "f.h5", ExtractBeginning::kNew));
  std::vector<int> computed;
  StopSource stop;
  const auto stop_at_128 = [&](const ExtractProgress& progress) {
    EXPECT_EQ(progress.kept, 32);
    computed.push_back(progress.done);
    if (progress.done == 128) stop.request_stop();
  };
  EXPECT_FALSE(extract_features(*colors(), images, {}, folder / "f.h5", stop.token(), stop_at_128,
                                ExtractBeginning::kResumed));
  EXPECT_EQ(computed, (std::vector<int>{64, 96, 128}));
  EXPECT_TRUE(run_until(1000, *colors(), images, folder / "f.h5", ExtractBeginning::kResumed));
  EXPECT_EQ(read_bytes(folder / "f.h5"), read_bytes(folder / "whole.h5"));
  const std::vector<std::uint64_t> hashes = FeaturesFile(folder / "f.h5").info().image_hashes;
  for (const std::size_t i : {3U, 100U, 139U}) {
    EXPECT_NE(hashes.at(i), 0U) << i;
    EXPECT_EQ(hashes[i], difference_hash(images[i])) << i;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "f.h5.part"));
  EXPECT_EQ(error_of([&] {
              run_until(1000, *colors(), images, folder / "f.h5", ExtractBeginning::kResumed);
            }),
            "f.h5.part: expected what is kept of an interrupted extraction, found no such file "
            "(begin it without resuming)");
}

TEST(ExtractFeatures, GoesOnOnlyWithTheSameNetworkImagesAndOptions) {
  const TempDir folder;
  Colors images(70, 8, 8);
  ASSERT_FALSE(run_until(32, *colors(), images, folder / "f.h5", ExtractBeginning::kNew));
  const std::string kept = read_bytes(folder / "f.h5.part");
  const auto error_with = [&](Backbone& network, const ImageSet& of,
                              const ExtractOptions& options = {}) {
    const std::string said = error_of(
        [&] { run_until(70, network, of, folder / "f.h5", ExtractBeginning::kResumed, options); });
    EXPECT_EQ(read_bytes(folder / "f.h5.part"), kept) << "what is kept stays";
    return said;
  };
  const std::string end = " (resume it as it was begun, or delete this file to begin again)";
  const std::string others =
      "f.h5.part: expected the tokens that the network now gives of the first images, found those "
      "of "
      "another network, device or library, or of images that have changed" +
      end;
  EXPECT_EQ(error_with(*colors({1, 2, 5}), images), others);
  images[3] = Image(8, 8, {1, 2, 3});
  EXPECT_EQ(error_with(*colors(), images), others);
  EXPECT_EQ(error_with(*colors(), Colors(71, 8, 8)),
            "f.h5.part: expected features of these 71 images, found those of others, or in another "
            "order" +
                end);
  ExtractOptions options;
  options.resolution = 8;
  const std::string other_options =
      "f.h5.part: expected features with these options, found those of other layers, tokens, size, "
      "mean or std" +
      end;
  EXPECT_EQ(error_with(*colors(), Colors(70, 8, 8), options), other_options);
  options = {};
  options.objective = "supervised";
  EXPECT_EQ(error_with(*colors(), Colors(70, 8, 8), options),
            "f.h5.part: expected features of the objective \"supervised\", found those of \"\"" +
                end);
  options = {};
  options.untrained = 1;
  EXPECT_EQ(error_with(*colors(), Colors(70, 8, 8), options),
            "f.h5.part: expected features of \"colors, untrained (seed 1)\", found those of "
            "\"colors\"" +
                end);
  EXPECT_TRUE(
      run_until(1000, *colors(), Colors(70, 8, 8), folder / "f.h5", ExtractBeginning::kReplacing));
}

TEST(ExtractFeatures, SaysWhatIsWrongAndWritesNothing) {
  const TempDir folder;
  const auto words = [&](Backbone& network, const ImageSet& images, ExtractOptions options = {}) {
    const std::string said =
        error_of([&] { extract_features(network, images, options, folder / "f.h5", {}, {}); });
    EXPECT_FALSE(std::filesystem::exists(folder / "f.h5"));
    return said;
  };
  Colors images(40, 8, 8);
  images[35] = Image(8, 6);
  EXPECT_EQ(words(*colors(), images),
            "image 35: expected 8 x 8 pixels as the first image has, found 8 x 6 pixels (with a "
            "resolution, all are resized)");
  EXPECT_EQ(images_kept(folder / "f.h5"), 32) << "what was done before is kept";
  std::filesystem::remove(folder / "f.h5.part");
  EXPECT_EQ(words(*colors(), Colors(0, 8, 8)), "images: expected one or more, found none");
  ExtractOptions options;
  options.resolution = 5000;
  EXPECT_EQ(words(*colors(), images, options), "resolution: expected 1 to 4096, found 5000");
  const Colors good(2, 8, 8);
  EXPECT_EQ(
      words(*colors({1, 2, 1e6F}), good),
      "colors: layer 1: expected tokens up to 65504, which half precision holds, found larger "
      "ones (divide them by a constant in get_tokens)");
  EXPECT_EQ(words(*colors({1, 2, std::numeric_limits<float>::quiet_NaN()}), good),
            "colors: layer 1: expected finite tokens, found NaN or infinity (does the network "
            "expect other images?)");
  ScriptSource bare;
  bare.name = "bare";
  bare.methods =
      "def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:\n"
      "    return [images], [images.mean([2, 3])]\n";
  options = {};
  options.untrained = 1;
  EXPECT_EQ(words(*make_script_backbone(bare), good, options),
            "bare: expected weights to shuffle, found none (a frozen module holds them as "
            "constants: save it before torch.jit.freeze)");
}

}  // namespace
}  // namespace cortiscope
