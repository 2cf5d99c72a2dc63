#include "core/io/open_features.h"

#include <gtest/gtest.h>

#include "core/io/hdf5/h5_file.h"
#include "core/io/other_features/other_features.h"
#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

using Floats = std::vector<float>;

/// An array of 1, 2, 3, ...
std::string counting(const std::string& shape, int count, int from = 1,
                     bool is_column_major = false) {
  std::vector<double> numbers;
  for (int i = 0; i < count; ++i) numbers.push_back(from + i);
  return npy_bytes("<f4", shape, number_bytes(numbers, "<f4"), is_column_major);
}

class OtherFeaturesTest : public testing::Test {
 protected:
  OtherFeaturesTest() { std::filesystem::create_directories(net_); }
  void write(const std::string& name, const std::string& bytes) {
    std::filesystem::create_directories((net_ / name).parent_path());
    write_bytes(net_ / name, bytes);
  }
  std::shared_ptr<const FeatureSet> open() const { return open_features(net_, 0); }
  std::string error() const {
    return error_of([&] { open()->read({0}); });
  }
  TempDir folder_;
  std::filesystem::path net_ = folder_ / "net";
};

TEST_F(OtherFeaturesTest, AreReadOfThingsvision) {
  write("features.npy", counting("(3, 2)", 6));
  write("file_names.txt", "images/b.png\nimages/a.png\r\n\nimages/c.png\n");
  for (const auto& path : {net_, net_ / "features.npy", net_ / ""}) {
    const auto features = open_features(path, 0);
    EXPECT_EQ(features->info().network, "net");
    EXPECT_EQ(features->info().layers, (std::vector<std::string>{"net"}));
    EXPECT_EQ(features->info().channels, std::vector<int>{2});
    EXPECT_EQ(features->info().images, (std::vector<std::string>{"b.png", "a.png", "c.png"}));
    const TokenBatch tokens = features->read({2, 0});
    EXPECT_EQ(tokens.global[0].values, (Floats{5, 6, 1, 2}));
    EXPECT_EQ(tokens.local[0].shape, (Shape{2, 2, 1, 1}));
    EXPECT_EQ(tokens.local[0].values, (Floats{0, 0, 0, 0})) << "one vector is global only";
    EXPECT_EQ(features->read_last_global({1}).values, (Floats{3, 4}));
  }
  const auto found = open_other_features(net_);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->program, "thingsvision");
  EXPECT_EQ(found->concern,
            "1 of 1 layers have one vector an image, read as a global token alone: vertices that "
            "read them look nowhere");
}

TEST_F(OtherFeaturesTest, AreReadOfThingsvisionInFortranOrderAndHdf5) {
  write("file_names.txt", "a\nb\nc\n");
  write("features.npy", counting("(3, 2)", 6, 1, /*is_column_major=*/true));
  EXPECT_EQ(open()->read({1}).global[0].values, (Floats{2, 5}));
  std::filesystem::remove(net_ / "features.npy");
  {
    H5Writer file(net_ / "features.hdf5");
    file.write("/features", Array<float>(Shape{3, 2}, {1, 2, 3, 4, 5, 6}));
    file.commit();
  }
  EXPECT_EQ(open()->read({2, 0}).global[0].values, (Floats{5, 6, 1, 2}));
  EXPECT_EQ(open_features(net_ / "features.hdf5", 1)->read({1}).global[0].values, (Floats{3, 4}));
}

TEST_F(OtherFeaturesTest, OfThingsvisionMayBeInPartsAndInAFolderForEachLayer) {
  write("file_names.txt", "a\nb\nc\n");
  for (const char* layer : {"blocks.10", "blocks.9"}) {
    write(std::string(layer) + "/features_01.npy", counting("(1, 2)", 2));
    write(std::string(layer) + "/features_02.npy", counting("(2, 2)", 4, 3));
  }
  const auto features = open();
  EXPECT_EQ(features->info().layers, (std::vector<std::string>{"blocks.9", "blocks.10"}));
  EXPECT_EQ(features->read({2, 0, 1}).global[1].values, (Floats{5, 6, 1, 2, 3, 4}));
  write("blocks.9/file_names.txt", "a\nc\nb\n");
  EXPECT_EQ(error(),
            "blocks.10/file_names.txt: expected the names of blocks.9/file_names.txt, found others "
            "(extract all layers from the same images)");
}

TEST_F(OtherFeaturesTest, OfThingsvisionThatDoNotBelongTogetherAreRefused) {
  write("features.npy", counting("(3, 2)", 6));
  write("file_names.txt", "a\nb\n");
  EXPECT_EQ(
      error(),
      "features.npy: expected 2 images as file_names.txt names, found 3 (are they of the same "
      "extraction?)");
  write("file_names.txt", "a\nb\na\n");
  EXPECT_EQ(error(),
            "file_names.txt: expected unique names, found \"a\" twice (extract each image once)");
  write("file_names.txt", "x/a\ny/a\nb\n");
  EXPECT_EQ(open()->info().images, (std::vector<std::string>{"x/a", "y/a", "b"}))
      << "folders stay where names need them";
  write("features_01.npy", counting("(3, 2)", 6));
  EXPECT_EQ(error(),
            "net: expected one features file or its numbered parts, found features.npy and "
            "features_01.npy (move one of them away)");
  std::filesystem::remove(net_ / "features.npy");
  write("features_02.npy", counting("(3, 3)", 9));
  EXPECT_EQ(error(),
            "features_02.npy: expected (2) for each image as in features_01.npy, found (3) (are "
            "they parts of the same features?)");
}

TEST_F(OtherFeaturesTest, AreReadOfNet2BrainInAFileForEachImage) {
  for (const bool is_deflated : {false, true}) {
    write("b.npz", zip_bytes({{"late.npy", counting("(1, 2)", 2, 5), is_deflated},
                              {"early.npy", counting("(1, 1, 2, 1)", 2), is_deflated}}));
    write("a.npz", zip_bytes({{"early.npy", counting("(1, 1, 2, 1)", 2, 3), is_deflated},
                              {"late.npy", counting("(1, 2)", 2, 7), is_deflated}}));
    const auto features = open();
    EXPECT_EQ(features->info().images, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(features->info().layers, (std::vector<std::string>{"early", "late"}))
        << "in the order of the first image's file";
    const TokenBatch tokens = features->read({1, 0});
    EXPECT_EQ(tokens.global[1].values, (Floats{5, 6, 7, 8}));
    EXPECT_EQ(tokens.global[0].values, (Floats{1.5F, 3.5F})) << "the mean of a map";
    EXPECT_EQ(tokens.local[0].shape, (Shape{2, 1, 8, 8}));
    EXPECT_EQ(tokens.local[1].shape, (Shape{2, 2, 8, 8})) << "all layers have one grid";
  }
  write("c.npz", zip_bytes({{"early.npy", counting("(1, 1, 2, 1)", 2)}}));
  EXPECT_EQ(error_of([&] { open()->read({2}); }),
            "c.npz: expected an array \"late.npy\" as in the first image's file, found none "
            "(extract the same layers of all images)");
  write("c.npz", zip_bytes({{"early.npy", counting("(1, 1, 3, 1)", 3)}}));
  EXPECT_EQ(error_of([&] { open()->read({2}); }),
            "c.npz:early.npy: expected shape (1, 2, 1) as of the first image, found (1, 3, 1) "
            "(extract all images at one size)");
}

TEST_F(OtherFeaturesTest, AreReadOfNet2BrainInAFileForEachLayer) {
  write("consolidated_conv10.npz",
        zip_bytes({{"b.npy", counting("(2,)", 2)}, {"a.npy", counting("(2,)", 2, 3)}}));
  write("consolidated_conv9.npz",
        zip_bytes({{"a.npy", counting("(2,)", 2, 7)}, {"b.npy", counting("(2,)", 2, 5)}}));
  const auto features = open();
  EXPECT_EQ(features->info().layers, (std::vector<std::string>{"conv9", "conv10"}));
  EXPECT_EQ(features->info().images, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(features->read({1, 0}).global[0].values, (Floats{5, 6, 7, 8}));
  EXPECT_EQ(features->read({1, 0}).global[1].values, (Floats{1, 2, 3, 4}));
  EXPECT_EQ(open_features(net_ / "consolidated_conv10.npz", 0)->info().layers,
            std::vector<std::string>{"conv10"});
  write("consolidated_conv9.npz", zip_bytes({{"a.npy", counting("(2,)", 2)}, {"c.npy", ""}}));
  EXPECT_EQ(error(),
            "consolidated_conv10.npz: expected the images of the other layers, found none named "
            "\"c\" (extract all layers from the same images)");
  write("a.npz", zip_bytes({{"x.npy", counting("(2,)", 2)}}));
  EXPECT_EQ(error(),
            "net: expected .npz files of images or of layers (consolidated_...), found both (move "
            "one kind to a folder of its own)");
}

// Row by row; with one more token the first is the class token.
TEST_F(OtherFeaturesTest, OfTokensBecomeAGridAndAGlobalToken) {
  write("file_names.txt", "a\n");
  write("features.npy", counting("(1, 64, 2)", 128));
  TokenBatch tokens = open()->read({0});
  EXPECT_EQ(tokens.local[0].shape, (Shape{1, 2, 8, 8}));
  EXPECT_EQ(tokens.local[0].values[0], 1);
  EXPECT_EQ(tokens.local[0].values[1], 3) << "the next token to the right";
  EXPECT_EQ(tokens.local[0].values[64], 2) << "the second channel";
  EXPECT_EQ(tokens.global[0].values, (Floats{64, 65})) << "their mean";
  write("features.npy", counting("(1, 65, 2)", 130));
  tokens = open()->read({0});
  EXPECT_EQ(tokens.local[0].values[0], 3);
  EXPECT_EQ(tokens.global[0].values, (Floats{1, 2})) << "the class token";
}

TEST_F(OtherFeaturesTest, OfShapesThatCouldMeanSeveralThingsAreRefused) {
  write("file_names.txt", "a\n");
  const auto error_with = [&](const std::string& shape, int count) {
    write("features.npy", counting(shape, count));
    return error();
  };
  EXPECT_EQ(error_with("(1, 3, 4)", 12),
            "features.npy: expected tokens of a square grid, or one more for a class token, found "
            "(3, 4) for each image (axes are token, channel: transpose it if they are the other "
            "way round)");
  EXPECT_EQ(error_with("(1, 7, 3)", 21),
            "features.npy: expected tokens of a square grid, or one more for a class token, found "
            "(7, 3) for each image (leave out register tokens, or write a map of channel, row, "
            "column)");
  EXPECT_EQ(error_with("(1, 2, 2, 3)", 12),
            "features.npy: expected channel, row, column, found (2, 2, 3) for each image (it looks "
            "like row, column, channel: transpose it)");
  EXPECT_EQ(error_with("(1, 2, 2, 2)", 8),
            "features.npy: expected channel, row, column, found (2, 2, 2) for each image (with "
            "three equal axes nothing says which are the channels: write tokens of shape (row * "
            "column, channel))");
  EXPECT_EQ(error_with("(1,)", 1),
            "features.npy: expected (channels), (tokens, channels) or (channels, rows, columns), "
            "found () for each image (resources/help/networks.md says what is read)");
  EXPECT_EQ(error_with("(1, 70000)", 70000),
            "features.npy: expected at most 65536 channels, found (70000) for each image (is it a "
            "map that was flattened? extract it again without flattening (thingsvision: "
            "flatten_acts=False))");
  write("features.npy", counting("(1, 2, 1, 2)", 4, 1, /*is_column_major=*/true));
  EXPECT_EQ(error(),
            "features.npy: expected an array of shape (1, 2, 1, 2) in C order, found Fortran order "
            "(save numpy.ascontiguousarray of it)");
}

TEST_F(OtherFeaturesTest, AreNotOtherFoldersAndFiles) {
  write("features.npy", counting("(3, 2)", 6));
  EXPECT_FALSE(open_other_features(net_)) << "no file_names.txt";
  EXPECT_FALSE(open_other_features(net_ / "features.npy"));
  write("sub/x.npz", "");
  EXPECT_FALSE(open_other_features(net_));
  EXPECT_FALSE(open_other_features(net_ / "sub/x.npz"));
  EXPECT_FALSE(open_other_features(net_ / "none"));
}

// A map of an early layer has far more numbers than its tokens: it is read in portions.
TEST_F(OtherFeaturesTest, OfManyNumbersAreReadInPortions) {
  std::string names;
  for (int i = 0; i < 9; ++i) names += std::to_string(i) + "\n";
  write("file_names.txt", names);
  std::string bytes(std::size_t(9) << 20, '\1');
  write("features.npy", npy_bytes("|u1", "(9, 1, 1024, 1024)", bytes));
  const TokenBatch tokens = open()->read({8, 0, 1, 2, 3, 4, 5, 6, 7});
  EXPECT_EQ(tokens.local[0].values, Floats(9 * 64, 1));
  EXPECT_EQ(tokens.global[0].values, Floats(9, 1));
}

}  // namespace
}  // namespace cortiscope
