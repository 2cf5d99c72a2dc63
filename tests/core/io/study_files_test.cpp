// Round trips and refusals of the subject, features, images and fit files.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/images_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/open_features.h"
#include "core/open/describe.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

Surface tetrahedron() {
  Surface surface;
  surface.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  surface.triangles = {{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}};
  return surface;
}

/// Four vertices a hemisphere, three of them encoded; two images, two layers.
Recording small_recording() {
  Recording recording;
  Subject& subject = recording.subject;
  subject.name = "small";
  subject.is_synthetic = true;
  subject.cortex.name = "tetrahedra";
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h].surfaces[SurfaceKind::kSphere] = tetrahedron();
    Surface flat = tetrahedron();
    flat.triangles = {{0, 2, 1}};
    subject.cortex[h].surfaces[SurfaceKind::kFlat] = flat;
    subject.cortex[h].curvature = {0.5F, -0.5F, 0, 1};
    subject.cortex[h].regions = {{"V1", {0, 2}}};
  }
  subject.vertices = {std::vector<int>{0, 2}, std::vector<int>{3}};
  subject.noise_ceiling = {0.1F, 0.2F, 0.3F};
  subject.truth = Truth{"aligned",
                        {Array<float>(Shape{3, 2}, {1, 0, 0, 1, 0.5F, 0.5F}),
                         Array<float>(Shape{3, 2}, 0.25F), Array<float>(Shape{3}, 0.75F)}};
  recording.images = {"a", "b"};
  recording.responses = Array<float>(Shape{2, 3}, {1, -1, 1, -1, 1, -1});
  return recording;
}

FeatureInfo small_features() {
  return {"aligned", true, {"early", "late"}, {2, 3}, 2, 1, {"a", "b"}, "", {}};
}

FitResult small_fit() {
  FitResult fit;
  fit.subject = small_recording().subject;
  fit.features = small_features();
  fit.training_images = {0};
  fit.test_images = {1};
  fit.selectors = fit.subject.truth->selectors;
  fit.r2 = {0.1F, 0.2F, 0.3F};
  fit.validation_r2 = {0, 0, 0};
  fit.parameters["readout_bias"] = Array<float>(Shape{3}, 0.5F);
  fit.parameters["space_mlp/w0"] = Array<float>(Shape{1, 2}, 2.0F);
  fit.history = {{10, 0.5F, -1.0F, 0.05F}};
  fit.provenance.seed = 12345678901234567ULL;
  fit.provenance.subject_hash = "xxh3-128:0";
  fit.provenance.recipe = {"averaged", {1e-3, 2e-3, 3e-3, 0.25}, 0.5};
  fit.provenance.is_open_ended = true;
  fit.provenance.leak = "too good";
  fit.provenance.near_images = "two of them";
  fit.response_scaling = {{1, 2, 3}, {4, 5, 0}};
  fit.provenance.seconds = 1.5;
  return fit;
}

TEST(CortexFile, GivesTheCortexBack) {
  const TempDir dir;
  Cortex cortex = small_recording().subject.cortex;
  cortex[kLh].parcels = {{"cuneus", {1}}};
  cortex[kRh] = {};
  write_cortex_file(dir / "cortex.h5", cortex);
  const Cortex read = read_cortex_file(dir / "cortex.h5");
  EXPECT_EQ(read.name, "tetrahedra");
  EXPECT_EQ(read[kRh].vertex_count(), 0);
  EXPECT_EQ(read[kLh].curvature, cortex[kLh].curvature);
  EXPECT_EQ(read[kLh].parcels[0].vertices, (std::vector<int>{1}));
  EXPECT_EQ(read[kLh].find(SurfaceKind::kSphere)->vertices, tetrahedron().vertices);
  EXPECT_EQ(read[kLh].find(SurfaceKind::kFlat)->triangles.size(), 1U);
  ASSERT_EQ(read.sources.size(), 5U);
  EXPECT_EQ(read.sources[1].file, "/cortex/lh/flat");

  const Description description = describe(dir / "cortex.h5");
  EXPECT_EQ(description.kind, "cortiscope cortex");
  EXPECT_EQ(description.parts.size(), 5U);
}

TEST(CortexFile, RefusesOneWithoutSurfaces) {
  const TempDir dir;
  write_cortex_file(dir / "empty.h5", Cortex{});
  EXPECT_EQ(error_of([&] { read_cortex_file(dir / "empty.h5"); }),
            "empty.h5:/cortex: expected the surfaces of a hemisphere, found none (write "
            "/cortex/lh/pial and /cortex/lh/triangles, say)");
}

TEST(SubjectFile, GivesBackWhatWasWritten) {
  const TempDir folder;
  const Recording written = small_recording();
  write_recording(folder / "subject.h5", written);
  const Recording read = read_recording(folder / "subject.h5");
  EXPECT_EQ(read.images, written.images);
  EXPECT_EQ(read.responses.values, written.responses.values);
  EXPECT_EQ(read.subject.name, "small");
  EXPECT_TRUE(read.subject.is_synthetic);
  EXPECT_EQ(read.subject.vertices, written.subject.vertices);
  EXPECT_EQ(read.subject.noise_ceiling, written.subject.noise_ceiling);
  EXPECT_EQ(read.subject.cortex.name, "tetrahedra");
  const HemisphereCortex& lh = read.subject.cortex[kLh];
  EXPECT_EQ(lh.curvature, written.subject.cortex[kLh].curvature);
  EXPECT_EQ(lh.find(SurfaceKind::kFlat)->triangles.size(), 1U);
  EXPECT_EQ(lh.find(SurfaceKind::kSphere)->triangles[3], Eigen::Vector3i(1, 2, 3));
  EXPECT_EQ(lh.regions.at(0).name, "V1");
  EXPECT_EQ(lh.regions.at(0).vertices, (std::vector<int>{0, 2}));
  ASSERT_TRUE(read.subject.truth);
  EXPECT_EQ(read.subject.truth->network, "aligned");
  EXPECT_EQ(read.subject.truth->selectors.layer.values,
            written.subject.truth->selectors.layer.values);
}

TEST(SubjectFile, GivesTheSameResponsesFromMemoryAndFromDisk) {
  const TempDir folder;
  write_recording(folder / "subject.h5", small_recording());
  for (const double cache_gb : {0.0, 1.0}) {
    const RecordingSource source = open_recording(folder / "subject.h5", cache_gb);
    EXPECT_EQ(source.responses->image_count(), 2);
    EXPECT_EQ(source.responses->read({1, 0}).values, (std::vector<float>{-1, 1, -1, 1, -1, 1}));
  }
}

TEST(SubjectFile, KeepsTheStudysOwnTestSet) {
  const TempDir folder;
  Recording recording = small_recording();
  write_recording(folder / "without.h5", recording);
  EXPECT_FALSE(H5Reader(folder / "without.h5").has("/test_images")) << "as in files of before";
  EXPECT_TRUE(read_recording(folder / "without.h5").test_rows.empty());
  EXPECT_TRUE(open_recording(folder / "without.h5", 0).test_rows.empty());
  recording.test_rows = {1};
  write_recording(folder / "with.h5", recording);
  EXPECT_EQ(read_recording(folder / "with.h5").test_rows, std::vector<int>{1});
  EXPECT_EQ(open_recording(folder / "with.h5", 0).test_rows, std::vector<int>{1});
}

RecordingSource source_of(const Recording& recording) {
  return {recording.subject, recording.images,
          std::make_shared<ResponsesInMemory>(recording.responses), recording.is_z_scored,
          recording.test_rows};
}

TEST(SubjectFile, IsTheSameBytesWrittenAPortionAtATime) {
  const TempDir folder;
  Recording recording = small_recording();
  recording.is_z_scored = true;
  recording.test_rows = {1};
  write_recording(folder / "whole.h5", recording);
  std::vector<int> written;
  EXPECT_TRUE(write_recording(folder / "portions.h5", source_of(recording), {},
                              [&](int count) { written.push_back(count); }));
  EXPECT_EQ(read_bytes(folder / "portions.h5"), read_bytes(folder / "whole.h5"));
  EXPECT_EQ(written, std::vector<int>{2});

  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(write_recording(folder / "stopped.h5", source_of(recording), stop.token()));
  EXPECT_FALSE(std::filesystem::exists(folder / "stopped.h5"));
  recording.responses.values[3] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(error_of([&] { write_recording(folder / "bad.h5", source_of(recording), {}); }),
            "small: expected finite responses, found inf of vertex 0 of lh to image \"b\" (leave "
            "out the image or the vertex)");
  EXPECT_FALSE(std::filesystem::exists(folder / "bad.h5"));
}

TEST(SubjectFile, IsTheSameBytesForTheSameRecording) {
  const TempDir folder;
  write_recording(folder / "a.h5", small_recording());
  write_recording(folder / "b.h5", small_recording());
  EXPECT_EQ(read_bytes(folder / "a.h5"), read_bytes(folder / "b.h5"));
}

/// The message that refuses a changed recording when it is read.
template <class Change>
std::string refusal(Change change) {
  const TempDir folder;
  Recording recording = small_recording();
  change(recording);
  write_recording(folder / "subject.h5", recording);
  return error_of([&] { read_recording(folder / "subject.h5"); });
}

TEST(SubjectFile, RefusesResponsesThatDoNotFitItsImagesAndVertices) {
  EXPECT_EQ(
      refusal([](Recording& r) { r.images.push_back("c"); }),
      "subject.h5:/responses: expected shape (3, 3), found (2, 3) (one row an image, one column an "
      "encoded vertex, lh before rh)");
}

TEST(SubjectFile, RefusesTestImagesThatAreNoRows) {
  const auto refusal_of = [](std::vector<int> rows) {
    return refusal([&](Recording& recording) { recording.test_rows = rows; });
  };
  const auto words = [](int found) {
    return "subject.h5:/test_images: expected rows of /images from 0 to 1, ascending and each "
           "once, found " +
           std::to_string(found) + " (sort them, and count from 0)";
  };
  EXPECT_EQ(refusal_of({0, 2}), words(2));
  EXPECT_EQ(refusal_of({-1}), words(-1));
  EXPECT_EQ(refusal_of({1, 0}), words(0));
  EXPECT_EQ(refusal_of({1, 1}), words(1));
}

TEST(SubjectFile, RefusesVerticesOutsideTheMesh) {
  EXPECT_EQ(refusal([](Recording& r) { r.subject.vertices[kRh] = {4}; }),
            "subject.h5:/vertices/rh: expected vertex indices from 0 to 3, found 4 (indices count "
            "from 0 within one hemisphere's mesh)");
}

TEST(SubjectFile, RefusesVerticesOutOfOrder) {
  EXPECT_EQ(refusal([](Recording& r) {
              r.subject.vertices[kLh] = {2, 0};
            }),
            "subject.h5:/vertices/lh: expected ascending indices, found 0 after 2 (sort them, with "
            "the responses' columns, and remove duplicates)");
}

TEST(SubjectFile, RefusesTrianglesOutsideTheMesh) {
  EXPECT_EQ(
      refusal([](Recording& r) {
        r.subject.cortex[kLh].surfaces[SurfaceKind::kSphere].triangles[0] = {0, 1, 9};
      }),
      "subject.h5:/cortex/lh/triangles: expected vertex indices from 0 to 3, found 9 (indices "
      "count from 0 within one hemisphere's mesh)");
}

TEST(SubjectFile, RefusesHemispheresOfDifferentSurfaces) {
  EXPECT_EQ(refusal([](Recording& r) { r.subject.cortex[kLh].curvature.push_back(0); }),
            "subject.h5:/cortex/lh/curvature: expected shape (4), found (5) (core/io/FORMAT.md "
            "says what a file must hold)");
}

TEST(SubjectFile, RefusesACeilingInPercent) {
  EXPECT_EQ(refusal([](Recording& r) { r.subject.noise_ceiling[1] = 35; }),
            "subject.h5:/noise_ceiling: expected fractions from 0 to 1, found 35.000000 (divide "
            "percentages by 100)");
}

TEST(SubjectFile, RefusesAnImageThatIsThereTwice) {
  EXPECT_EQ(refusal([](Recording& r) { r.images[1] = "a"; }),
            "subject.h5:/images: expected unique names, found \"a\" twice (average the repeats of "
            "an image into one row)");
}

TEST(FeaturesFile, GivesBackTheTokensAskedFor) {
  const TempDir folder;
  FeaturesWriter writer(folder / "f.h5", small_features(), Stored::kFloat32);
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
  EXPECT_EQ(file.info().layers, small_features().layers);
  const TokenBatch batch = file.read({1, 0});
  EXPECT_EQ(batch.local[1].shape, (Shape{2, 3, 2, 1}));
  EXPECT_EQ(batch.local[1].values[0], 13);
  EXPECT_EQ(batch.local[0].values[4], 2);
  EXPECT_EQ(batch.global[0].values[0], -1);
}

TEST(OpenFeatures, GivesTheSameHoweverMuchItHolds) {
  const TempDir folder;
  FeatureInfo info = small_features();
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

TEST(FeaturesFile, RefusesTokensOfAnotherShape) {
  const TempDir folder;
  {
    H5Writer writer(folder / "f.h5");
    mark_format(writer, "features");
    write_feature_info(writer, "/", small_features());
    writer.write("/local/0", Array<float>(Shape{2, 2, 2, 2}));
    writer.commit();
  }
  EXPECT_EQ(
      error_of([&] { FeaturesFile{folder / "f.h5"}; }),
      "f.h5:/local/0: expected shape (2, 2, 2, 1), found (2, 2, 2, 2) (axes are image, channel, "
      "row, column for local tokens; image, channel for global)");
}

TEST(CortexFile, RefusesAColourThatIsNone) {
  for (const char* color : {"", "#", "orange", "#ff80zz", "ff80000"}) {
    const TempDir folder;
    H5Writer writer(folder / "c.h5");
    mark_format(writer, "cortex");
    write_cortex(writer, small_recording().subject.cortex);
    writer.set_text("/cortex/lh/regions/V1", "color", color);
    writer.commit();
    EXPECT_EQ(error_of([&] { read_cortex_file(folder / "c.h5"); }),
              "c.h5:/cortex/lh/regions/V1: expected a color such as #ff8000, found \"" +
                  std::string(color) + "\" (correct the attribute, or leave it out)");
  }
}

TEST(ImagesFile, GivesBackWhatWasWritten) {
  const TempDir folder;
  StimulusSet stimuli{{"a", "b"}, {Image(3, 2, {1, 2, 3}), Image(3, 2, {4, 5, 6})}};
  stimuli.images[0].at(2, 1) = {9, 8, 7};
  write_images(folder / "images.h5", stimuli);
  const StimulusSet read = read_images(folder / "images.h5");
  EXPECT_EQ(read.names, stimuli.names);
  ASSERT_EQ(read.images.size(), 2U);
  EXPECT_EQ(read.images[0].pixels, stimuli.images[0].pixels);
  EXPECT_EQ(read.images[1].at(0, 0), (Rgb8{4, 5, 6}));
}

/// The cortex of small_fit as the template "tetrahedra-1", with a region that fits replace.
std::optional<Cortex> tetrahedra_template(const std::string& name) {
  if (name != "tetrahedra-1") return std::nullopt;
  Cortex cortex = small_fit().subject.cortex;
  cortex[kLh].regions = {{"of the template", {3}}};
  cortex[kLh].parcels = {{"cuneus", {1}}};
  return cortex;
}

TEST(FitFile, GivesBackWhatWasWritten) {
  const TempDir folder;
  const FitResult written = small_fit();
  write_fit(folder / "fit.h5", written);
  const FitResult read = read_fit(folder / "fit.h5");
  EXPECT_EQ(read.selectors.layer.values, written.selectors.layer.values);
  EXPECT_EQ(read.r2, written.r2);
  EXPECT_EQ(read.training_images, written.training_images);
  EXPECT_EQ(read.validation_images, written.validation_images);
  EXPECT_EQ(read.parameters.at("space_mlp/w0").shape, (Shape{1, 2}));
  EXPECT_EQ(read.parameters.at("readout_bias").values,
            written.parameters.at("readout_bias").values);
  EXPECT_EQ(read.history.at(0).step, 10);
  EXPECT_EQ(read.history.at(0).validation_r2, 0.05F);
  EXPECT_EQ(read.provenance.seed, written.provenance.seed);
  EXPECT_EQ(read.provenance.subject_hash, "xxh3-128:0");
  EXPECT_EQ(read.provenance.recipe.name, "averaged");
  EXPECT_EQ(read.provenance.recipe.rates.selectors, 1e-3);
  EXPECT_EQ(read.provenance.recipe.rates.alignment, 2e-3);
  EXPECT_EQ(read.provenance.recipe.rates.readout, 3e-3);
  EXPECT_EQ(read.provenance.recipe.rates.readout_decay, 0.25);
  EXPECT_EQ(read.provenance.recipe.averaging, 0.5);
  EXPECT_TRUE(read.provenance.is_open_ended);
  EXPECT_EQ(read.provenance.leak, "too good");
  EXPECT_EQ(read.provenance.near_images, "two of them");
  EXPECT_EQ(read.response_scaling.mean, written.response_scaling.mean);
  EXPECT_EQ(read.response_scaling.factor, written.response_scaling.factor);
  EXPECT_EQ(read.provenance.seconds, 1.5);
}

FitResult small_fit_with_snapshots() {
  FitResult fit = small_fit();
  for (const int step : {0, 1, 5}) {
    fit.snapshots.push_back(snapshot_of(step, 0.25 * step, fit.selectors, {}));
  }
  fit.snapshots[2].layer[1] = 1;
  fit.snapshots[1].x[2] = 77;
  return fit;
}

TEST(FitFile, AndFeaturesSayWhatTheNetworkWasTrainedFor) {
  const TempDir dir;
  FitResult fit = small_fit();
  const auto kept_in_fit = [&] {
    write_fit(dir / "f.fit.h5", fit);
    return read_fit(dir / "f.fit.h5").features.objective;
  };
  const auto kept_in_features = [&] {
    FeaturesWriter writer(dir / "f.features.h5", fit.features);
    writer.add({{Array<float>(Shape{2, 2, 2, 1}), Array<float>(Shape{2, 3, 2, 1})},
                {Array<float>(Shape{2, 2}), Array<float>(Shape{2, 3})}});
    writer.commit();
    return FeaturesFile(dir / "f.features.h5").info().objective;
  };
  EXPECT_EQ(kept_in_fit(), "");
  EXPECT_EQ(kept_in_features(), "");
  EXPECT_FALSE(H5Reader(dir / "f.features.h5").has_attribute("/", "objective"))
      << "as in files of earlier versions";
  fit.features.objective = "self-distillation";
  EXPECT_EQ(kept_in_fit(), "self-distillation");
  EXPECT_EQ(kept_in_features(), "self-distillation");
}

TEST(FitFile, GivesBackItsSnapshots) {
  const TempDir folder;
  const FitResult written = small_fit_with_snapshots();
  const auto expect_written = [&](const FitResult& read) {
    ASSERT_EQ(read.snapshots.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      const MapSnapshot &a = read.snapshots[i], &b = written.snapshots[i];
      EXPECT_EQ(a.step, b.step);
      EXPECT_EQ(a.loss, b.loss);
      EXPECT_EQ(a.layer, b.layer);
      EXPECT_EQ(a.expected_layer, b.expected_layer);
      EXPECT_EQ(a.confidence, b.confidence);
      EXPECT_EQ(a.x, b.x);
      EXPECT_EQ(a.y, b.y);
      EXPECT_EQ(a.scale, b.scale);
      EXPECT_EQ(a.validation_r2, b.validation_r2);
    }
  };
  write_fit(folder / "fit.h5", written);
  expect_written(read_fit(folder / "fit.h5"));
  write_fit_to_look_at(folder / "fit.h5", written, "tetrahedra-1");
  expect_written(read_fit(folder / "fit.h5", tetrahedra_template));
  write_fit(folder / "fit.h5", small_fit());
  EXPECT_TRUE(read_fit(folder / "fit.h5").snapshots.empty()) << "as of older fits";
}

TEST(FitFile, RefusesSnapshotsThatAreNotOfTheFit) {
  const TempDir folder;
  const auto error_of_fit = [&](const FitResult& fit) {
    write_fit(folder / "fit.h5", fit);
    return error_of([&] { read_fit(folder / "fit.h5"); });
  };
  FitResult fit = small_fit_with_snapshots();
  fit.snapshots[1].layer[0] = 2;
  EXPECT_EQ(error_of_fit(fit),
            "fit.h5:/snapshots/layer: expected layers from 0 to 1, found 2 (the file is damaged; "
            "copy it again)");
  fit = small_fit_with_snapshots();
  fit.snapshots[2].step = 1;
  EXPECT_EQ(error_of_fit(fit),
            "fit.h5:/snapshots/step: expected ascending steps, found 1 (the file is damaged; copy "
            "it again)");
  fit = small_fit_with_snapshots();
  const Selectors two = {rows_of(fit.selectors.layer, {0, 1}), rows_of(fit.selectors.space, {0, 1}),
                         rows_of(fit.selectors.scale, {0, 1})};
  for (MapSnapshot& snapshot : fit.snapshots) snapshot = snapshot_of(snapshot.step, 0, two, {});
  EXPECT_EQ(error_of_fit(fit),
            "fit.h5:/snapshots/layer: expected shape (3, 3), found (2, 3) (core/io/FORMAT.md says "
            "what a file must hold)");
}

TEST(FitFile, RefusesSelectorsOfAnotherNumberOfLayers) {
  const TempDir folder;
  FitResult fit = small_fit();
  fit.features.layers.push_back("later");
  fit.features.channels.push_back(4);
  write_fit(folder / "fit.h5", fit);
  EXPECT_EQ(error_of([&] { read_fit(folder / "fit.h5"); }),
            "fit.h5:/selectors/layer: expected one column for each of the network's 3 layers, "
            "found 2 (the file is damaged; copy it again)");
}

TEST(FitFile, ToLookAtRefersToItsCortex) {
  const TempDir folder;
  FitResult written = small_fit();
  written.selectors.scale.values = {1.0F / 3, 0, 1};
  written.r2 = {0.3F, -0.001F, std::numeric_limits<float>::quiet_NaN()};
  write_fit_to_look_at(folder / "fit.h5", written, "tetrahedra-1");
  const FitResult read = read_fit(folder / "fit.h5", tetrahedra_template);
  const HemisphereCortex& lh = read.subject.cortex[kLh];
  EXPECT_EQ(read.subject.cortex.name, "tetrahedra");
  EXPECT_EQ(lh.find(SurfaceKind::kSphere)->vertices, tetrahedron().vertices);
  EXPECT_EQ(lh.curvature, written.subject.cortex[kLh].curvature);
  EXPECT_EQ(lh.parcels[0].name, "cuneus");
  ASSERT_EQ(lh.regions.size(), 1U);
  EXPECT_EQ(lh.regions[0].name, "V1") << "the file's own, not the template's";
  EXPECT_EQ(lh.regions[0].vertices, (std::vector<int>{0, 2}));
  EXPECT_EQ(read.subject.vertices, written.subject.vertices);
  EXPECT_EQ(read.subject.truth->network, "aligned");
  EXPECT_TRUE(read.parameters.empty());
  EXPECT_EQ(read.selectors.scale.values[0], 2731.0F / 8192) << "rounded to 12 bits";
  EXPECT_EQ(read.selectors.scale.values[1], 0);
  EXPECT_EQ(read.selectors.scale.values[2], 1);
  EXPECT_EQ(read.selectors.layer.values, written.selectors.layer.values) << "halves need no more";
  EXPECT_NEAR(read.r2[0], 0.3, 0.3 / 4096);
  EXPECT_NEAR(read.r2[1], -0.001, 0.001 / 4096);
  EXPECT_TRUE(std::isnan(read.r2[2]));
  EXPECT_EQ(read.test_images, written.test_images);
  EXPECT_EQ(read.features.images, written.features.images);
  EXPECT_EQ(read.history.at(0).step, 10);
  EXPECT_EQ(read.provenance.seed, written.provenance.seed);
}

TEST(FitFile, ToLookAtNeedsItsTemplate) {
  const TempDir folder;
  write_fit_to_look_at(folder / "fit.h5", small_fit(), "tetrahedra-1");
  const std::string message =
      "fit.h5:/cortex: holds no surfaces but refers to the template \"tetrahedra-1\", which is not "
      "known here (the version of Cortiscope that wrote it knows its template)";
  EXPECT_EQ(error_of([&] { read_fit(folder / "fit.h5"); }), message);
  const auto knows_none = [](const std::string&) { return std::optional<Cortex>(); };
  EXPECT_EQ(error_of([&] { read_fit(folder / "fit.h5", knows_none); }), message);
}

TEST(FitFile, ToLookAtIsRefusedOnAnotherMesh) {
  const TempDir folder;
  write_fit_to_look_at(folder / "fit.h5", small_fit(), "tetrahedra-1");
  Cortex other = small_fit().subject.cortex;
  std::swap(other[kRh].surfaces[SurfaceKind::kSphere].triangles[0],
            other[kRh].surfaces[SurfaceKind::kSphere].triangles[1]);
  EXPECT_EQ(error_of([&] {
              read_fit(folder / "fit.h5", [&](const std::string&) { return std::optional(other); });
            }),
            "fit.h5:/cortex: expected the template \"tetrahedra-1\" to have the mesh " +
                hash_of_mesh(small_fit().subject.cortex) + ", found " + hash_of_mesh(other) +
                " (the file is of another mesh that was called the same)");
}

TEST(FitFile, ToLookAtIsDescribedAsWhatItIs) {
  const TempDir folder;
  const auto facts_of = [&] {
    std::map<std::string, std::string> texts;
    for (const Fact& fact : describe(folder / "fit.h5", tetrahedra_template).facts) {
      if (const auto* text = std::get_if<std::string>(&fact.value)) texts[fact.name] = *text;
    }
    return texts;
  };
  write_fit_to_look_at(folder / "fit.h5", small_fit(), "tetrahedra-1");
  EXPECT_EQ(facts_of()["parameters"], "no");
  EXPECT_EQ(facts_of()["cortex_template"], "tetrahedra-1");
  write_fit(folder / "fit.h5", small_fit());
  EXPECT_EQ(facts_of()["parameters"], "yes");
  EXPECT_EQ(facts_of().count("cortex_template"), 0U);
}

TEST(HashOfMesh, IsOfWhatIndicesReferTo) {
  const Cortex cortex = small_fit().subject.cortex;
  Cortex moved = cortex;
  moved[kLh].surfaces[SurfaceKind::kSphere].vertices[0].x() += 1;
  moved[kLh].surfaces[SurfaceKind::kFlat].triangles.clear();
  EXPECT_EQ(hash_of_mesh(moved), hash_of_mesh(cortex));
  moved[kLh].surfaces[SurfaceKind::kSphere].vertices.emplace_back(0, 0, 0);
  EXPECT_NE(hash_of_mesh(moved), hash_of_mesh(cortex));
}

FitCheckpoint small_checkpoint() {
  FitCheckpoint checkpoint;
  checkpoint.plan = "small, 60 steps";
  checkpoint.choices = {"eager", 60, 20, 4, {"averaged", {1e-3, 2e-3, 3e-3, 0.25}, 0.5}, 9};
  checkpoint.step = 7;
  checkpoint.engine.steps = 7;
  checkpoint.engine.parameters["space_mlp/w0"] = Array<float>(Shape{1, 2}, 2.0F);
  checkpoint.engine.moment1 = checkpoint.engine.parameters;
  checkpoint.engine.average["readout_bias"] = Array<float>(Shape{3}, 0.75F);
  checkpoint.engine.moment2["readout_bias"] = Array<float>(Shape{3}, 0.5F);
  checkpoint.loss_since_validation.add(0.25);
  checkpoint.best_mean = 0.125;
  return checkpoint;
}

TEST(CheckpointFile, GivesBackWhatWasWrittenBeforeTheFirstValidation) {
  const TempDir folder;
  write_checkpoint(folder / "c", small_checkpoint());
  const FitCheckpoint read = read_checkpoint(folder / "c");
  EXPECT_EQ(read.plan, "small, 60 steps");
  EXPECT_EQ(read.engine.steps, 7);
  for (const FitChoices& choices : {read.choices, read_checkpoint_choices(folder / "c")}) {
    EXPECT_EQ(choices.engine, "eager");
    EXPECT_EQ(choices.steps, 60);
    EXPECT_EQ(choices.batch, 4);
    EXPECT_EQ(choices.soft_steps, 20);
    EXPECT_EQ(choices.recipe.rates.readout, 3e-3);
    EXPECT_EQ(choices.recipe.rates.readout_decay, 0.25);
    EXPECT_EQ(choices.recipe.averaging, 0.5);
    EXPECT_EQ(choices.seed, 9U);
  }
  EXPECT_EQ(read.engine.moment1.at("space_mlp/w0").shape, (Shape{1, 2}));
  EXPECT_EQ(read.engine.moment2.at("readout_bias").values, std::vector<float>(3, 0.5F));
  EXPECT_EQ(read.engine.average.at("readout_bias").values, std::vector<float>(3, 0.75F));
  EXPECT_EQ(read.loss_since_validation.mean(), 0.25);
  EXPECT_TRUE(read.history.empty());
  EXPECT_TRUE(read.best_parameters.empty());
  EXPECT_EQ(read.best_mean, 0.125);
}

TEST(CheckpointFile, IsDescribedByWhatItGoesOnWith) {
  const TempDir folder;
  write_checkpoint(folder / "c", small_checkpoint());
  const Description description = describe(folder / "c");
  EXPECT_EQ(description.kind, "cortiscope checkpoint");
  EXPECT_EQ(description.facts.at(0).name, "plan");
  EXPECT_TRUE(description.problems.empty());
}

}  // namespace
}  // namespace cortiscope
