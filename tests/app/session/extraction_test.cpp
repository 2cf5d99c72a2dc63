#include "app/session/extraction.h"

#include <gtest/gtest.h>

#include "core/backbone/trusted_module.h"
#include "core/io/hdf5/images_file.h"
#include "core/io/image/png_file.h"
#include "core/io/open_features.h"
#include "tests/app/session/tiny_network.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

const std::vector<std::string> kImages = {"a", "b", "c"};

StimulusSet stimuli_named(const std::vector<std::string>& names) {
  StimulusSet stimuli;
  for (const std::string& name : names) {
    stimuli.names.push_back(name);
    stimuli.images.emplace_back(8, 8, Rgb8{std::uint8_t(10 * stimuli.names.size()), 0, 0});
  }
  return stimuli;
}

std::shared_ptr<const Stimuli> shared(StimulusSet stimuli) {
  return std::make_shared<const Stimuli>(
      Stimuli{std::move(stimuli.names), std::move(stimuli.images)});
}

TEST(Extraction, IsOfferedWhereANetworkHasImagesButNoFeatures) {
  Library library;
  const SubjectId subject = library.add_subject(tiny_subject(), "s/subject.h5", kImages);
  const ModelId model = library.add_network("clip", "n/clip.pt");
  const Choice at{subject, model};
  EXPECT_TRUE(library.is_empty(at)) << "no images";
  library.add_stimuli(shared(stimuli_named({"a", "b"})), "s/some.h5");
  EXPECT_FALSE(extraction_of(library, at)) << "not all images";
  library.add_stimuli(shared(stimuli_named({"d", "c", "b", "a"})), "s/images.h5");
  ASSERT_TRUE(extraction_of(library, at));
  EXPECT_FALSE(library.is_empty(at));
  const Extraction found = *extraction_of(library, at);
  EXPECT_EQ(found.network, "clip");
  EXPECT_EQ(found.at, at);
  EXPECT_EQ(found.network_file, std::filesystem::path("n/clip.pt"));
  EXPECT_EQ(found.images, std::filesystem::path("s/images.h5"));
  EXPECT_EQ(found.out, std::filesystem::path("s/clip.features.h5"));
  EXPECT_FALSE(extraction_of(library, {subject, kKnownAnswer}));
  library.add_features(tiny_features("clip", kImages), "s/clip.features.h5");
  EXPECT_FALSE(extraction_of(library, at)) << "they are open";
  EXPECT_EQ(library.models().size(), 2U) << "the known answer, and one column for both";
}

TEST(Extraction, OfASubjectThatIsAFolderIsFromItsOwnImages) {
  const TempDir folder;
  std::filesystem::create_directory(folder / "subj01");
  Library library;
  const SubjectId subject =
      library.add_subject(tiny_subject(), folder / "subj01", kImages, {}, folder / "subj01/images");
  const ModelId model = library.add_network("clip", folder / "clip.pt");
  const auto found = extraction_of(library, {subject, model});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->images, folder / "subj01/images");
  EXPECT_EQ(found->out, folder / (tiny_subject()->name + ".clip.features.h5"));
}

class ExtractTest : public testing::Test {
 protected:
  ExtractTest() {
    write_images(folder_ / "images.h5", stimuli_named(kImages));
    write_tiny_script(network_);
    library_.add_stimuli(shared(stimuli_named(kImages)), folder_ / "images.h5");
    const SubjectId subject = library_.add_subject(tiny_subject(), folder_ / "subject.h5", kImages);
    at_ = {subject, library_.add_network("clip", network_)};
  }

  TempDir folder_, cache_;
  EnvironmentVariable variable_{"XDG_CACHE_HOME", cache_.path().string()};
  std::filesystem::path network_ = folder_ / "clip.pt";
  Library library_;
  Choice at_;
};

TEST_F(ExtractTest, WritesFeaturesThatCanBeFitted) {
  trust(network_);
  const Extraction extraction = *extraction_of(library_, at_);
  int done = 0, count = 0;
  EXPECT_TRUE(extract(extraction, {}, [&](const ExtractProgress& progress) {
    done = progress.done;
    count = progress.count;
  }));
  EXPECT_EQ(done, 3);
  EXPECT_EQ(count, 3);
  const auto features = open_features(extraction.out, 0);
  EXPECT_EQ(features->info().network, "clip");
  EXPECT_EQ(features->info().images, kImages);
  library_.add_features(features->info(), extraction.out);
  EXPECT_TRUE(library_.cell(at_).can_fit());
}

TEST_F(ExtractTest, TakesImagesOfSeveralSizes) {
  trust(network_);
  StimulusSet stimuli = stimuli_named(kImages);
  stimuli.images[1] = Image(20, 9, Rgb8{40, 0, 0});
  std::filesystem::create_directory(folder_ / "pictures");
  for (std::size_t i = 0; i < kImages.size(); ++i) {
    write_png(stimuli.images[i], folder_ / "pictures" / (kImages[i] + ".png"));
  }
  Extraction extraction = *extraction_of(library_, at_);
  extraction.images = folder_ / "pictures";
  ASSERT_TRUE(extract(extraction, {}, {}));
  const auto features = open_features(extraction.out, 0);
  EXPECT_EQ(features->info().preprocessing.side, 8) << "as large as the first";
  EXPECT_EQ(features->info().image_count(), 3);
}

TEST_F(ExtractTest, GoesOnWhereItWasStopped) {
  trust(network_);
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) names.push_back("image " + std::to_string(i));
  write_images(folder_ / "many.h5", stimuli_named(names));
  Extraction extraction = *extraction_of(library_, at_);
  extraction.images = folder_ / "many.h5";
  StopSource stop;
  EXPECT_FALSE(
      extract(extraction, stop.token(), [&](const ExtractProgress&) { stop.request_stop(); }));
  EXPECT_EQ(images_kept(extraction.out), 32);
  EXPECT_EQ(extraction_of(library_, at_)->out, extraction.out) << "it is asked for again";
  EXPECT_TRUE(extract(extraction, {}, [&](const ExtractProgress& progress) {
    EXPECT_EQ(progress.kept, 32);
    EXPECT_EQ(progress.done, 40);
  }));
  EXPECT_EQ(open_features(extraction.out, 0)->info().images, names);
}

TEST_F(ExtractTest, NeverWritesOverAFile) {
  trust(network_);
  const Extraction first = *extraction_of(library_, at_);
  write_bytes(folder_ / "clip.features.h5", "something else");
  EXPECT_NE(error_of([&] { extract(first, {}, {}); }), "(no error)");
  EXPECT_EQ(read_bytes(folder_ / "clip.features.h5"), "something else");
  EXPECT_EQ(extraction_of(library_, at_)->out, folder_ / "clip-2.features.h5");
}

TEST_F(ExtractTest, RunsNothingThatIsNotTrustedAndLeavesNothingWhenStopped) {
  const Extraction extraction = *extraction_of(library_, at_);
  EXPECT_NE(error_of([&] { extract(extraction, {}, {}); }).find("not trusted"), std::string::npos);
  trust(network_);
  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(extract(extraction, stop.token(), {}));
  EXPECT_FALSE(std::filesystem::exists(extraction.out));
}

}  // namespace
}  // namespace cortiscope
