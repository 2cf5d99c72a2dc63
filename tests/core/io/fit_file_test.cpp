#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/open/describe.h"
#include "tests/core/io/stored_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The cortex of stored_fit as the template "tetrahedra-1", with a region that fits replace.
std::optional<Cortex> tetrahedra_template(const std::string& name) {
  if (name != "tetrahedra-1") return std::nullopt;
  Cortex cortex = stored_fit().subject.cortex;
  cortex[kLh].regions = {{"of the template", {3}}};
  cortex[kLh].parcels = {{"cuneus", {1}}};
  return cortex;
}

TEST(FitFile, GivesBackWhatWasWritten) {
  const TempDir folder;
  const FitResult written = stored_fit();
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

FitResult stored_fit_with_snapshots() {
  FitResult fit = stored_fit();
  for (const int step : {0, 1, 5}) {
    fit.snapshots.push_back(snapshot_of(step, 0.25 * step, fit.selectors, {}));
  }
  fit.snapshots[2].layer[1] = 1;
  fit.snapshots[1].x[2] = 77;
  return fit;
}

TEST(FitFile, AndFeaturesSayWhatTheNetworkWasTrainedFor) {
  const TempDir dir;
  FitResult fit = stored_fit();
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
  const FitResult written = stored_fit_with_snapshots();
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
  write_fit(folder / "fit.h5", stored_fit());
  EXPECT_TRUE(read_fit(folder / "fit.h5").snapshots.empty()) << "as of older fits";
}

TEST(FitFile, RefusesSnapshotsThatAreNotOfTheFit) {
  const TempDir folder;
  const auto error_of_fit = [&](const FitResult& fit) {
    write_fit(folder / "fit.h5", fit);
    return error_of([&] { read_fit(folder / "fit.h5"); });
  };
  FitResult fit = stored_fit_with_snapshots();
  fit.snapshots[1].layer[0] = 2;
  EXPECT_EQ(error_of_fit(fit),
            "fit.h5:/snapshots/layer: expected layers from 0 to 1, found 2 (the file is damaged; "
            "copy it again)");
  fit = stored_fit_with_snapshots();
  fit.snapshots[2].step = 1;
  EXPECT_EQ(error_of_fit(fit),
            "fit.h5:/snapshots/step: expected ascending steps, found 1 (the file is damaged; copy "
            "it again)");
  fit = stored_fit_with_snapshots();
  const Selectors two = {rows_of(fit.selectors.layer, {0, 1}), rows_of(fit.selectors.space, {0, 1}),
                         rows_of(fit.selectors.scale, {0, 1})};
  for (MapSnapshot& snapshot : fit.snapshots) snapshot = snapshot_of(snapshot.step, 0, two, {});
  EXPECT_EQ(error_of_fit(fit),
            "fit.h5:/snapshots/layer: expected shape (3, 3), found (2, 3) (core/io/FORMAT.md says "
            "what a file must hold)");
}

TEST(FitFile, RefusesSelectorsOfAnotherNumberOfLayers) {
  const TempDir folder;
  FitResult fit = stored_fit();
  fit.features.layers.push_back("later");
  fit.features.channels.push_back(4);
  write_fit(folder / "fit.h5", fit);
  EXPECT_EQ(error_of([&] { read_fit(folder / "fit.h5"); }),
            "fit.h5:/selectors/layer: expected one column for each of the network's 3 layers, "
            "found 2 (the file is damaged; copy it again)");
}

TEST(FitFile, ToLookAtRefersToItsCortex) {
  const TempDir folder;
  FitResult written = stored_fit();
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
  write_fit_to_look_at(folder / "fit.h5", stored_fit(), "tetrahedra-1");
  const std::string message =
      "fit.h5:/cortex: holds no surfaces but refers to the template \"tetrahedra-1\", which is not "
      "known here (the version of Cortiscope that wrote it knows its template)";
  EXPECT_EQ(error_of([&] { read_fit(folder / "fit.h5"); }), message);
  const auto knows_none = [](const std::string&) { return std::optional<Cortex>(); };
  EXPECT_EQ(error_of([&] { read_fit(folder / "fit.h5", knows_none); }), message);
}

TEST(FitFile, ToLookAtIsRefusedOnAnotherMesh) {
  const TempDir folder;
  write_fit_to_look_at(folder / "fit.h5", stored_fit(), "tetrahedra-1");
  Cortex other = stored_fit().subject.cortex;
  std::swap(other[kRh].surfaces[SurfaceKind::kSphere].triangles[0],
            other[kRh].surfaces[SurfaceKind::kSphere].triangles[1]);
  EXPECT_EQ(error_of([&] {
              read_fit(folder / "fit.h5", [&](const std::string&) { return std::optional(other); });
            }),
            "fit.h5:/cortex: expected the template \"tetrahedra-1\" to have the mesh " +
                hash_of_mesh(stored_fit().subject.cortex) + ", found " + hash_of_mesh(other) +
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
  write_fit_to_look_at(folder / "fit.h5", stored_fit(), "tetrahedra-1");
  EXPECT_EQ(facts_of()["parameters"], "no");
  EXPECT_EQ(facts_of()["cortex_template"], "tetrahedra-1");
  write_fit(folder / "fit.h5", stored_fit());
  EXPECT_EQ(facts_of()["parameters"], "yes");
  EXPECT_EQ(facts_of().count("cortex_template"), 0U);
}

}  // namespace
}  // namespace cortiscope
