#include "app/session/wall.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/color/palette.h"
#include "tests/app/session/planted_comparison.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

constexpr const char* kCreated = "2026-01-01T00:00:00Z";

std::shared_ptr<const Subject> subject_called(const std::string& name) {
  auto subject = std::make_shared<Subject>(*tiny_subject());
  subject->name = name;
  return subject;
}

FitResult fit_of(const Subject& subject, const std::string& network) {
  FitResult fit = tiny_fit(network, kCreated);
  fit.subject = subject;
  return fit;
}

/// Two subjects with fits of three networks, but for one; and a third subject that has nothing.
struct Study {
  Library library;
  std::vector<SubjectId> subjects;

  Study() {
    for (const std::string name : {"one", "two"}) {
      const auto subject = subject_called(name);
      subjects.push_back(library.add_subject(subject, name + ".h5", {}));
      for (const std::string network : {"alpha", "beta", "gamma"}) {
        if (name == "two" && network == "beta") continue;
        library.add_fit(fit_of(*subject, network), name + network + ".fit.h5");
      }
    }
    auto bare = std::make_shared<Subject>(*subject_called("three"));
    bare->truth.reset();
    subjects.push_back(library.add_subject(bare, "three.h5", {}));
  }
  ModelId model(const std::string& name) const {
    for (const LibraryModel& model : library.models()) {
      if (model.name == name) return model.id;
    }
    return -1;
  }
  Look at(const std::string& network, const char* map = "layer") const {
    Look look;
    look.choice = {subjects[0], model(network)};
    look.map = {map};
    return look;
  }
  Wall wall(const Look& look, WallRows rows, WallOrder order = WallOrder::kLibrary,
            const std::map<ModelId, ModelNumbers>& numbers = {}) const {
    return wall_of(library, look, library.cell(look.choice).source, rows, order, numbers);
  }
};

TEST(Wall, HasARowForEachSubjectAndAColumnForEachModelWithSomethingToPaint) {
  const Study study;
  const Wall wall = study.wall(study.at("alpha"), WallRows::kSubjects);
  EXPECT_EQ(wall.models, (std::vector<ModelId>{kKnownAnswer, study.model("alpha"),
                                               study.model("beta"), study.model("gamma")}));
  EXPECT_EQ(wall.subjects, (std::vector<SubjectId>{study.subjects[0], study.subjects[1]}))
      << "the third has no fit";
  ASSERT_EQ(wall.tiles.size(), 8U);
  for (std::size_t i = 0; i < wall.tiles.size(); ++i) {
    EXPECT_EQ(wall.tiles[i].at, (Choice{wall.subjects[i / 4], wall.models[i % 4]}));
    EXPECT_EQ(wall.tiles[i].source, study.library.cell(wall.tiles[i].at).source);
  }
  EXPECT_FALSE(wall.tiles[6].source) << "beta is not fitted to the second subject";
  EXPECT_EQ(wall.find({study.subjects[1], study.model("gamma")}, {"layer"}), std::size_t(7));
  EXPECT_FALSE(wall.find({study.subjects[1], study.model("gamma")}, {"space"}));
}

TEST(Wall, HasARowForEachMapOfTheChosenSubject) {
  const Study study;
  Wall wall = study.wall(study.at("alpha"), WallRows::kMaps);
  EXPECT_EQ(wall.maps, default_figure_maps());
  EXPECT_EQ(wall.subjects, std::vector<SubjectId>(wall.maps.size(), study.subjects[0]));
  EXPECT_EQ(wall.tiles[5].map, wall.maps[1]);
  wall = study.wall(study.at("alpha", "eccentricity"), WallRows::kMaps);
  EXPECT_EQ(wall.maps.back(), (Map{"eccentricity"})) << "the chosen one as well";
  Look of_second = study.at("alpha");
  of_second.choice.subject = study.subjects[1];
  wall = study.wall(of_second, WallRows::kMaps);
  EXPECT_EQ(wall.models,
            (std::vector<ModelId>{kKnownAnswer, study.model("alpha"), study.model("gamma")}));
}

TEST(Wall, ShowsARunningFitInItsTile) {
  const Study study;
  const Look look = study.at("beta");
  const auto running = std::make_shared<const MapSource>(tiny_source());
  const Wall wall =
      wall_of(study.library, look, running, WallRows::kSubjects, WallOrder::kLibrary, {});
  EXPECT_EQ(wall.tiles[*wall.find(look.choice, look.map)].source, running);
}

TEST(Wall, OrdersModelsByANumberOfTheComparisonAndTheUnknownLast) {
  const Study study;
  const std::vector<ComparedModel> compared = {{study.model("alpha"), "alpha", nullptr, ""},
                                               {study.model("beta"), "beta", nullptr, ""},
                                               {study.model("gamma"), "gamma", nullptr, ""}};
  ComparisonReport report = planted_comparison();  // slopes 0.5, unknown, 0.9
  report.comparison.rows[0].common[kBothSides].b0.value = 0.4;
  report.comparison.rows[1].common[kBothSides].b1.value = 0.9;
  const auto numbers = numbers_of(report, compared);
  const auto order = [&](WallOrder by) {
    const Wall wall = study.wall(study.at("alpha"), WallRows::kSubjects, by, numbers);
    std::vector<std::string> names;
    for (const ModelId model : wall.models) names.push_back(study.library.find_model(model)->name);
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(order(WallOrder::kLibrary), (Names{"known answer", "alpha", "beta", "gamma"}));
  EXPECT_EQ(order(WallOrder::kSlope), (Names{"gamma", "alpha", "known answer", "beta"}));
  EXPECT_EQ(order(WallOrder::kB0), (Names{"alpha", "beta", "gamma", "known answer"}));
  EXPECT_EQ(order(WallOrder::kB1), (Names{"beta", "alpha", "gamma", "known answer"}));
  EXPECT_EQ(order(WallOrder::kR2), (Names{"gamma", "beta", "alpha", "known answer"}));
  EXPECT_DOUBLE_EQ(number_of(numbers.at(study.model("gamma")), WallOrder::kR2), 0.375);
}

TEST(Wall, ComparesTheFitsOfASubjectAsTheComparisonDoes) {
  const Study study;
  ComparedSubjects subjects;
  const auto compared = compared_models(study.library, study.subjects[0]);
  const auto report = compare_models(compared, {}, subjects, {});
  ASSERT_TRUE(report);
  const auto numbers = numbers_of(*report, compared);
  ASSERT_EQ(numbers.size(), 3U);
  EXPECT_FLOAT_EQ(float(numbers.at(study.model("beta")).r2), 0.25F) << "R2 of every vertex";
  EXPECT_EQ(numbers.at(study.model("beta")).slope,
            report->comparison.rows[1].common[kBothSides].slope.value);
}

TEST(Wall, PairsTheFirstTwoFitsOfARow) {
  const Study study;
  const std::map<ModelId, ModelNumbers> slopes = {{study.model("alpha"), {0.5}},
                                                  {study.model("gamma"), {0.9}}};
  using Names = std::vector<std::string>;
  const auto pair_in = [&](const Wall& wall, std::size_t subject, const char* map) {
    Names names;
    if (const auto pair = first_pair(wall, study.subjects[subject], {map})) {
      for (const WallTile& tile : {pair->first, pair->second}) {
        EXPECT_EQ(tile.at.subject, study.subjects[subject]);
        EXPECT_EQ(tile.map, Map{map});
        names.push_back(study.library.find_model(tile.at.model)->name);
      }
    }
    return names;
  };
  const Look look = study.at("alpha");
  const Wall listed = study.wall(look, WallRows::kSubjects);
  EXPECT_EQ(pair_in(listed, 0, "layer"), (Names{"alpha", "beta"})) << "no known answer";
  EXPECT_EQ(pair_in(listed, 1, "layer"), (Names{"alpha", "gamma"})) << "beta is not fitted";
  EXPECT_EQ(pair_in(listed, 2, "layer"), Names{}) << "nothing is fitted";
  EXPECT_EQ(pair_in(listed, 0, "space"), Names{}) << "there is no such row";
  EXPECT_EQ(pair_in(study.wall(look, WallRows::kSubjects, WallOrder::kSlope, slopes), 0, "layer"),
            (Names{"gamma", "alpha"}));
  EXPECT_EQ(pair_in(study.wall(look, WallRows::kMaps, WallOrder::kSlope, slopes), 0, "space"),
            (Names{"gamma", "alpha"}));
  auto running = tiny_source();
  running.kind = MapSource::Kind::kRunning;
  EXPECT_EQ(pair_in(wall_of(study.library, look, std::make_shared<const MapSource>(running),
                            WallRows::kSubjects, WallOrder::kLibrary, {}),
                    0, "layer"),
            (Names{"beta", "gamma"}))
      << "alpha is being fitted";
}

/// A fit with so many layers in which every vertex reads the layer at a share of the depth.
std::shared_ptr<const MapSource> source_reading(int layers, double share) {
  FitResult fit = tiny_fit("deep " + std::to_string(layers), kCreated);
  fit.features.layers.assign(std::size_t(layers), "block");
  fit.selectors.layer = Array<float>(Shape{60, layers}, 0.0F);
  for (int row = 0; row < 60; ++row) {
    fit.selectors.layer.row(row)[std::lround(share * (layers - 1))] = 1;
  }
  return std::make_shared<const MapSource>(fit_source(fit, tiny_subject()));
}

TEST(Wall, PaintsTheSameDepthInTheSameColourWhateverTheNumberOfLayers) {
  const auto color_of = [](int layers, double share) {
    const WallTile tile = {{0, 1}, {"layer"}, source_reading(layers, share)};
    PaintRequest request = request_of(tile, Look());
    request.least_ceiling = 0;
    const HemisphereColors colors = painting_of(tile.source, request).colors(Ground::kLight);
    return colors[kLh][std::size_t(tiny_subject()->vertices[kLh][0])];
  };
  for (const double depth : {0.0, 1.0 / 3, 1.0}) {
    const Rgb8 expected = coolwarm(float(depth));
    for (const int layers : {13, 25, 40}) EXPECT_EQ(color_of(layers, depth), expected) << layers;
  }
  EXPECT_EQ(color_of(12, 1), color_of(24, 1));
  EXPECT_NE(color_of(12, 0), color_of(12, 1));
}

TEST(Wall, PaintsAllTilesOverTheLooksRange) {
  Look look;
  look.shows_overlay = true;  // of one subject, and so not painted in tiles
  look.ranges["score"] = {0.1F, 0.6F};
  const WallTile tile = {{0, 1}, {"score"}, source_reading(12, 0)};
  const PaintRequest request = request_of(tile, look);
  EXPECT_EQ(request.map, tile.map);
  EXPECT_EQ(painting_of(tile.source, request).range, (ColorRange{0.1F, 0.6F}));
  EXPECT_TRUE(tile.is_painted(request));
  EXPECT_FALSE((WallTile{{0, 1}, {"weight", 13}, tile.source}).is_painted(request));
}

TEST(Wall, SubtractsFitsOfOneSubjectInOneMap) {
  const Study study;
  const Wall wall = study.wall(study.at("alpha"), WallRows::kSubjects);
  const auto tile = [&](std::size_t subject, const std::string& model) {
    return wall.tiles[*wall.find({study.subjects[subject], study.model(model)}, {"layer"})];
  };
  EXPECT_TRUE(can_subtract(study.library, tile(0, "alpha"), tile(0, "gamma")));
  EXPECT_FALSE(can_subtract(study.library, tile(0, "alpha"), tile(0, "alpha")));
  EXPECT_FALSE(can_subtract(study.library, tile(0, "alpha"), tile(1, "gamma"))) << "two subjects";
  EXPECT_FALSE(can_subtract(study.library, tile(0, "known answer"), tile(0, "gamma"))) << "no fit";
  WallTile in_space = tile(0, "gamma");
  in_space.map = {"space"};
  EXPECT_FALSE(can_subtract(study.library, tile(0, "alpha"), in_space)) << "two maps";
  EXPECT_FALSE(can_subtract(study.library, tile(0, "alpha"), {})) << "nothing";
  EXPECT_EQ(difference_of({"space"}), MapQuantity::kSpace);
  EXPECT_EQ(difference_of({"score"}), MapQuantity::kScore);
  EXPECT_EQ(difference_of({"scale"}), MapQuantity::kLayer) << "a map that has no difference";
}

}  // namespace
}  // namespace cortiscope
