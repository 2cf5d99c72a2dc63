#include "app/session/fit_reading.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "app/session/preferred_stimuli.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/open_features.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Rows = std::vector<int>;

class FitReadingTest : public testing::Test {
 protected:
  TempDir folder_;
  FitFiles files_ = write_tiny_study(folder_.path(), "one");
  std::string created_ = read_fit(files_.out).provenance.created;
};

TEST_F(FitReadingTest, GivesTheResponsesToTheTestImages) {
  FitReading reading(files_, created_);
  double told = 0;
  const auto found = reading.responses({3, 7}, {}, [&](double done) { told = done; });
  ASSERT_TRUE(found);
  ASSERT_EQ(found->images.size(), 12U);
  EXPECT_EQ(found->images.front(), "image 8");
  EXPECT_EQ(told, 1);
  EXPECT_EQ(found->predicted.size(), 12U);
  EXPECT_TRUE(std::isfinite(found->correlation));
  const auto one = reading.responses({3}, {}, {}), other = reading.responses({7}, {}, {});
  EXPECT_NEAR(found->measured[5], (one->measured[5] + other->measured[5]) / 2, 1e-5);
  EXPECT_NEAR(found->predicted[5], (one->predicted[5] + other->predicted[5]) / 2, 1e-5);
}

TEST_F(FitReadingTest, GivesChannelsOfAnImageAgainAsBefore) {
  FitReading reading(files_, created_);
  const auto vertex = reading.channels("image 2", {3}, {});
  ASSERT_TRUE(vertex);
  EXPECT_EQ(vertex->width, 4);
  EXPECT_EQ(vertex->height, 4);
  const auto region = reading.channels("image 2", {3, 4, 5, 6, 7, 8}, {});
  ASSERT_TRUE(region);
  EXPECT_NE(region->pixels, vertex->pixels);
  EXPECT_NE(reading.channels("image 19", {3}, {})->pixels, vertex->pixels);
  EXPECT_EQ(reading.channels("image 2", {3}, {})->pixels, vertex->pixels);
  EXPECT_FALSE(reading.channels("image 20", {3}, {})) << "the features have no such image";
}

TEST_F(FitReadingTest, StopsWhenItIsAsked) {
  FitReading reading(files_, created_);
  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(reading.responses({3}, stop.token(), {}));
  EXPECT_FALSE(reading.channels("image 2", {3}, stop.token()));
  EXPECT_TRUE(reading.channels("image 2", {3}, {})) << "asked again";
}

TEST_F(FitReadingTest, SaysWhatItCannotRead) {
  FitResult fit = read_fit(files_.out);
  fit.parameters.clear();
  write_fit(folder_ / "viewed.fit.h5", fit);
  EXPECT_EQ(error_of([&] {
              FitReading({files_.subject, files_.features, folder_ / "viewed.fit.h5"}, created_);
            }),
            "viewed.fit.h5: is for viewing only: it holds no parameters to predict with (fit the "
            "network again)");
  FeatureInfo fewer = fit.features;
  fewer.images.resize(19);
  TokenBatch tokens = open_features(files_.features, 0)->read([] {
    Rows rows(19);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
  }());
  FeaturesWriter writer(folder_ / "fewer.features.h5", fewer);
  writer.add(tokens);
  writer.commit();
  EXPECT_EQ(error_of([&] {
              FitReading({files_.subject, folder_ / "fewer.features.h5", files_.out}, created_);
            }),
            tiny_subject()->name +
                ": its image \"image 19\" has no features of network \"one\" (extract the "
                "features from the same images, under the same names)");
  EXPECT_EQ(error_of([&] { FitReading(files_, "another day"); }),
            files_.out.filename().string() +
                ": was replaced by another fit than the one that is shown (open it again)");
}

TEST_F(FitReadingTest, NeedsFilesThatAreOpen) {
  Library library;
  const FitResult fit = read_fit(files_.out);
  const Choice at = library.add_fit(fit, files_.out);
  const auto reason = [&](Choice choice) {
    const auto found = files_to_read(library, choice, *library.cell(choice).source);
    const auto* missing = std::get_if<std::string>(&found);
    return missing ? *missing : std::string();
  };
  EXPECT_EQ(reason(at),
            "The responses of " + fit.subject.name + " are not open. Open the subject's file.");
  library.add_subject(tiny_subject(), files_.subject, fit.features.images);
  const Choice with_responses = library.add_fit(fit, files_.out);
  EXPECT_EQ(reason(with_responses), "The features of one are not open. Open its features file.");
  library.add_features(fit.features, files_.features);
  EXPECT_EQ(reason(with_responses), "");
  const auto found = files_to_read(library, with_responses, *library.cell(with_responses).source);
  EXPECT_EQ(std::get<FitFiles>(found).features, files_.features);
  EXPECT_EQ(std::get<FitFiles>(found).out, files_.out);
  library.add_unsaved_fit(with_responses, fit, files_.out);
  EXPECT_EQ(reason(with_responses), "The fit is not saved yet.");
  const MapSource truth = truth_source(tiny_subject()), bare = bare_source(tiny_subject());
  EXPECT_EQ(std::get<std::string>(files_to_read(library, with_responses, truth)),
            "A known answer is not a network: it has no channels and predicts no responses.");
  EXPECT_EQ(std::get<std::string>(files_to_read(library, with_responses, bare)),
            "This needs a fit.");
  MapSource shown = *library.cell(with_responses).source;
  shown.kind = MapSource::Kind::kRunning;
  EXPECT_EQ(std::get<std::string>(files_to_read(library, with_responses, shown)),
            "The fit is still running.");
  shown.kind = MapSource::Kind::kFit;
  shown.installed_file = "one.fit.h5";
  EXPECT_EQ(std::get<std::string>(files_to_read(library, with_responses, shown)),
            "This fit came with the program for viewing only. Fit one again to see this.");
}

TEST(PreferredStimuli, AreRankedByEitherResponseAndFoundByName) {
  const TestResponses responses = {{"a", "b", "c"}, {3, 1, 2}, {-1, 0, 5}, 0};
  Stimuli stimuli;
  stimuli.names = {"c", "x", "a"};
  const Rows places = places_among(&stimuli, responses.images);
  EXPECT_EQ(places, (Rows{2, -1, 0}));
  EXPECT_EQ(places_among(nullptr, responses.images), (Rows{-1, -1, -1}));
  const PreferredStimuli predicted = preferred_stimuli(responses, places, RankedBy::kPredicted, 2);
  ASSERT_EQ(predicted.most.size(), 2U);
  EXPECT_EQ(predicted.most[0].name, "a");
  EXPECT_EQ(predicted.most[0].stimulus, 2);
  EXPECT_EQ(predicted.most[0].measured, -1);
  EXPECT_EQ(predicted.least[0].name, "b");
  EXPECT_EQ(predicted.least[0].stimulus, -1);
  const PreferredStimuli measured = preferred_stimuli(responses, places, RankedBy::kMeasured, 8);
  EXPECT_EQ(measured.most[0].name, "c");
  EXPECT_EQ(measured.least.size(), 3U) << "there are no more";
}

}  // namespace
}  // namespace cortiscope
