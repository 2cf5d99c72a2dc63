// A fit of another program's features from end to end.
#include <gtest/gtest.h>

#include <numeric>

#include "core/fit/fit.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/simulate/planted_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/planted_study.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

std::string npy_of(const float* values, const Shape& shape) {
  std::string bytes(reinterpret_cast<const char*>(values),
                    sizeof(float) * std::size_t(element_count(shape)));
  return npy_bytes("<f4", to_string(shape), bytes);
}

/// A planted study: its subject.h5, and the features of its network in every way.
class OtherFeaturesFit : public testing::Test {
 protected:
  OtherFeaturesFit() {
    PlantedStudy study = make_planted_study(tiny_study(), 7);
    for (std::string& image : study.recording.images) image += ".png";
    write_recording(folder_ / "subject.h5", study.recording);
    info_ = study.features->info();
    for (std::string& image : info_.images) image += ".png";
    std::vector<int> all(std::size_t(info_.image_count()));
    std::iota(all.begin(), all.end(), 0);
    tokens_ = study.features->read(all);
    info_.rows = info_.columns = 8;
    for (std::size_t l = 0; l < tokens_.local.size(); ++l) {
      tokens_.local[l] = Array<float>(Shape{info_.image_count(), info_.channels[l], 8, 8});
      float value = 0;
      for (float& token : tokens_.local[l].values) {
        value = std::fmod(value + 0.37F + float(l), 2.1F);
        token = value;
      }
    }
  }

  FitResult fit(const std::filesystem::path& features, double cache_gb = 1) {
    return fit_factor_topy(open_study(folder_ / "subject.h5", features, cache_gb), tiny_options(),
                           {}, {});
  }
  /// The same tokens as a file of ours.
  FitResult expected() {
    FeaturesWriter writer(folder_ / "ours.h5", info_, Stored::kFloat32);
    writer.add(tokens_);
    writer.commit();
    return fit(folder_ / "ours.h5");
  }
  /// Layer l of image i as tokens, the class token first: (65, C).
  std::vector<float> tokens_of(std::size_t l, int i) const {
    const auto channels = std::size_t(info_.channels[l]);
    const float* global = tokens_.global[l].row(i);
    std::vector<float> values(global, global + channels);
    for (std::size_t place = 0; place < 64; ++place) {
      for (std::size_t c = 0; c < channels; ++c) {
        values.push_back(tokens_.local[l].row(i)[c * 64 + place]);
      }
    }
    return values;
  }

  TempDir folder_;
  FeatureInfo info_;
  TokenBatch tokens_;
};

void expect_equal(const FitResult& found, const FitResult& expected) {
  EXPECT_EQ(found.selectors.layer.values, expected.selectors.layer.values);
  EXPECT_EQ(found.selectors.space.values, expected.selectors.space.values);
  EXPECT_EQ(found.selectors.scale.values, expected.selectors.scale.values);
  EXPECT_EQ(found.r2, expected.r2);
  EXPECT_EQ(found.parameters.at("readout_weight").values,
            expected.parameters.at("readout_weight").values);
  EXPECT_EQ(found.features.images, expected.features.images) << "called as the study's";
  EXPECT_EQ(found.test_images, expected.test_images);
}

TEST_F(OtherFeaturesFit, OfNet2BrainEqualsThatOfOursBitForBit) {
  std::filesystem::create_directory(folder_ / "net");
  for (int i = 0; i < info_.image_count(); ++i) {
    std::vector<ZippedFile> layers;
    for (std::size_t l = 0; l < info_.layers.size(); ++l) {
      layers.push_back({info_.layers[l] + ".npy",
                        npy_of(tokens_of(l, i).data(), {1, 65, info_.channels[l]}), i % 2 == 0});
    }
    const std::string& image = info_.images[std::size_t(i)];
    write_bytes(folder_ / "net" / (image.substr(0, image.size() - 4) + ".npz"), zip_bytes(layers));
  }
  const FitResult ours = expected();
  for (const double cache_gb : {0.0, 1.0}) expect_equal(fit(folder_ / "net", cache_gb), ours);
}

TEST_F(OtherFeaturesFit, OfThingsvisionEqualsThatOfOursBitForBit) {
  std::string names;
  for (const std::string& image : info_.images) names += "images/" + image + "\n";
  for (std::size_t l = 0; l < info_.layers.size(); ++l) {
    std::vector<float> values;
    for (int i = 0; i < info_.image_count(); ++i) {
      const std::vector<float> one = tokens_of(l, i);
      values.insert(values.end(), one.begin(), one.end());
    }
    const auto layer = folder_ / "net" / info_.layers[l];
    std::filesystem::create_directories(layer);
    write_bytes(layer / "features.npy",
                npy_of(values.data(), {info_.image_count(), 65, info_.channels[l]}));
    write_bytes(layer / "file_names.txt", names);
  }
  expect_equal(fit(folder_ / "net"), expected());
}

TEST_F(OtherFeaturesFit, OfVectorsAloneEqualsThatOfOursWithoutLocalTokens) {
  info_.rows = info_.columns = 1;
  for (std::size_t l = 0; l < tokens_.local.size(); ++l) {
    tokens_.local[l] = Array<float>(Shape{info_.image_count(), info_.channels[l], 1, 1});
    const auto layer = folder_ / "net" / info_.layers[l];
    std::filesystem::create_directories(layer);
    write_bytes(layer / "features.npy",
                npy_of(tokens_.global[l].values.data(), tokens_.global[l].shape));
  }
  std::string names;
  for (const std::string& image : info_.images) names += image + "\n";
  write_bytes(folder_ / "net/file_names.txt", names);
  expect_equal(fit(folder_ / "net"), expected());
}

TEST_F(OtherFeaturesFit, SaysWhichImageTheyLack) {
  std::filesystem::create_directory(folder_ / "net");
  write_bytes(folder_ / "net/features.npy", npy_of(tokens_.global[0].values.data(), {1, 2}));
  write_bytes(folder_ / "net/file_names.txt", info_.images[0] + "\n");
  EXPECT_NE(error_of([&] {
              fit(folder_ / "net");
            }).find("its image \"" + info_.images[1] + "\" has no features of network \"net\""),
            std::string::npos);
}

}  // namespace
}  // namespace cortiscope
