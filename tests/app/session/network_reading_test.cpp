#include "app/session/network_reading.h"

#include <gtest/gtest.h>

#include "core/analysis/predicted_images.h"
#include "core/backbone/trusted_module.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/app/session/tiny_network.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Kind = ReadPart::Kind;

std::shared_ptr<const Picture> picture_of(std::uint8_t red) {
  return std::make_shared<const Picture>(Picture{"photo.png", Image(8, 8, Rgb8{red, 40, 80})});
}

class NetworkReadingTest : public testing::Test {
 protected:
  NetworkReading reading(int stimulus_side = 0) {
    auto network = std::make_unique<TinyNetwork>("one", preprocessing_);
    network_ = network.get();
    return NetworkReading(fit_, std::move(network), stimulus_side);
  }

  TempDir folder_;
  FitFiles files_ = write_tiny_study(folder_.path(), "one");
  FitResult fit_ = read_fit(files_.out);
  Preprocessing preprocessing_;
  TinyNetwork* network_ = nullptr;
};

TEST_F(NetworkReadingTest, PredictsWhatThePredictCommandDoes) {
  NetworkReading asked = reading();
  const auto picture = picture_of(200);
  struct One : ImageSet {
    explicit One(Image image) : image_(std::move(image)) {}
    const std::vector<std::string>& names() const override { return names_; }
    std::vector<Image> read(const std::vector<int>&) const override { return {image_}; }
    Image image_;
    std::vector<std::string> names_ = {"photo.png"};
  };
  TinyNetwork network("one");
  for (const ReadPart& part : {ReadPart{}, ReadPart{Kind::kLayer, 9}, ReadPart{Kind::kGlobal}}) {
    const PredictedResponse found = asked.predicted(picture, part);
    EXPECT_EQ(found.values,
              predict_images(fit_, network, One(picture->image), 0, part, {}).responses.values)
        << name_of(part);
    EXPECT_EQ(found.image, "photo.png");
    EXPECT_EQ(found.part, part);
    EXPECT_TRUE(found.is_of_user);
  }
  EXPECT_NE(asked.predicted(picture_of(10), {}).values, asked.predicted(picture, {}).values);
}

TEST_F(NetworkReadingTest, RunsTheNetworkOnceForAllComponentsOfAnImage) {
  NetworkReading asked = reading();
  const auto first = picture_of(200), second = picture_of(10);
  const std::vector<float> whole = asked.predicted(first, {}).values;
  const std::vector<float> local = asked.predicted(first, {Kind::kLocal}).values;
  const std::vector<float> global = asked.predicted(first, {Kind::kGlobal}).values;
  EXPECT_EQ(network_->runs, 1);
  const std::vector<float>& bias = fit_.parameters.at("readout_bias").values;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_NEAR(local[i] + global[i] + bias[i], whole[i], 1e-3) << "vertex " << i;
  }
  asked.predicted(second, {});
  EXPECT_EQ(network_->runs, 2);
  asked.predicted(first, {});
  EXPECT_EQ(network_->runs, 2) << "the last images are kept";
}

TEST_F(NetworkReadingTest, ResizesTheImageAsForTheFeaturesOrAsTheNetworkSays) {
  {
    NetworkReading asked = reading(20);
    asked.predicted(picture_of(1), {});
    EXPECT_EQ(network_->last_side, 20) << "the stimuli's size, where nothing is said";
  }
  preprocessing_.side = 16;
  {
    NetworkReading asked = reading();
    asked.predicted(picture_of(1), {});
    EXPECT_EQ(network_->last_side, 16);
  }
  fit_.features.preprocessing.side = 12;
  NetworkReading asked = reading();
  asked.predicted(picture_of(1), {});
  EXPECT_EQ(network_->last_side, 12);
}

TEST_F(NetworkReadingTest, RunsOnlyAModuleThatIsTrusted) {
  const TempDir cache;
  const EnvironmentVariable variable("XDG_CACHE_HOME", cache.path().string());
  const auto file = folder_ / "one.pt";
  write_tiny_script(file);
  const auto open = [&] { return NetworkReading({files_.out, file}, fit_.provenance.created); };
  EXPECT_EQ(error_of([&] { open(); }),
            "one.pt: is a program that you have not trusted, or that has changed since (open it "
            "again, and say whether you trust it)");
  trust(file);
  EXPECT_EQ(open().predicted(picture_of(200), {}).values.size(), 60U);
  EXPECT_EQ(error_of([&] {
              NetworkReading({files_.out, file}, "another day");
            }),
            files_.out.filename().string() +
                ": was replaced by another fit than the one that is shown (open it again)");
}

TEST_F(NetworkReadingTest, NeedsTheFitsNetworkAndNoFeatures) {
  Library library;
  const Choice at = library.add_fit(fit_, files_.out);
  const auto found = [&] { return files_to_run(library, at, *library.cell(at).source); };
  EXPECT_EQ(std::get<std::string>(found()),
            "The network one is not open. Open its .pt or .safetensors file.");
  library.add_network("another", folder_ / "another.pt");
  EXPECT_TRUE(std::holds_alternative<std::string>(found()));
  library.add_network("one", folder_ / "one.pt");
  EXPECT_EQ(std::get<NetworkFiles>(found()), (NetworkFiles{files_.out, folder_ / "one.pt"}));
  EXPECT_EQ(std::get<std::string>(files_to_run(library, at, truth_source(tiny_subject()))),
            "A known answer is not a network: it has no channels and predicts no responses.");
}

}  // namespace
}  // namespace cortiscope
