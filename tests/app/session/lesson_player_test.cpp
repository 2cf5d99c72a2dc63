#include "app/session/lesson_player.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "app/session/vertex_card.h"
#include "core/analysis/comparison.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

/// The tiny subject with fits of two networks that found the known answer; `evident` says of which
/// rows the first has evidence.
Library library_where(const std::function<bool(int)>& evident) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {"a", "b", "c"});
  FitResult fit = tiny_fit("aligned", "2026");
  for (int row = 0; row < 60; ++row) fit.evidence.push_back(evident(row) ? 0.01F : 0.5F);
  library.add_fit(fit, "s/aligned.fit.h5");
  library.add_fit(tiny_fit("scrambled", "2026"), "s/scrambled.fit.h5");
  return library;
}

bool always(int) { return true; }
bool never(int) { return false; }

/// A lesson that asks all of a random vertex, and tells the answer on another map.
Lesson guessing(int repeat = 1) {
  Lesson lesson;
  lesson.title = "Guess";
  LessonStep step;
  step.view.model = "aligned";
  step.view.vertex.kind = LessonVertex::Kind::kRandom;
  step.question = LessonQuestion{{}, GuessVertex{{Guess::kLayer, Guess::kPlace, Guess::kScale}}};
  step.reveal = LessonReveal{"It was {layer}.", {}};
  step.reveal->view.look.map = {"scale"};
  step.reveal->view.fields = {"map"};
  step.repeat = repeat;
  LessonStep end;
  end.text = "The end.";
  lesson.steps = {step, end};
  return lesson;
}

/// What the fit of `aligned` found, read from its card rather than from the player.
LessonAnswer answer_to(const Look& look) {
  const VertexCard card = card_of(truth_source(tiny_subject()), *look.picked);
  return {{}, float(card.read->layer), ImagePlace{card.read->x, card.read->y}, card.read->scale};
}

TEST(LessonPlayer, GivesARightAnswerOnePointAndANearOneLess) {
  const Library library = library_where(always);
  LessonPlayer player(guessing(), 1);
  const Look look = player.go_to(0, library, Look{});
  ASSERT_EQ(player.problem(), "");
  ASSERT_TRUE(look.picked);
  EXPECT_EQ(library.find_model(look.choice.model)->name, "aligned");
  EXPECT_EQ(player.layers(), 12);
  EXPECT_FALSE(player.is_done());
  EXPECT_DOUBLE_EQ(player.check(answer_to(look)).points, 1);
  EXPECT_TRUE(player.mark()->is_right);
  EXPECT_TRUE(player.is_done());

  LessonAnswer near = answer_to(player.again(library, look));
  *near.layer += *near.layer > 6 ? -2.0F : 2.0F;  // half of four layers
  near.place->x += near.place->x > 0 ? -0.5F : 0.5F;
  *near.scale += *near.scale > 0.5F ? -0.25F : 0.25F;
  const LessonMark mark = player.check(near);
  EXPECT_NEAR(mark.points, 0.5, 1e-5);
  EXPECT_NEAR(player.points(), 1.5, 1e-5);
  EXPECT_EQ(player.answers(), 2);
}

TEST(LessonPlayer, MarksEachPartByHowFarItIsAway) {
  const LessonAnswer right = {{}, 5.0F, ImagePlace{0.5F, 0}, 0.2F};
  const auto points = [&](Guess guess, const LessonAnswer& given) {
    return mark_guess({guess}, given, right, 12).points;
  };
  EXPECT_DOUBLE_EQ(points(Guess::kLayer, {{}, 6.0F, {}, {}}), 0.75);
  EXPECT_DOUBLE_EQ(points(Guess::kLayer, {{}, 9.0F, {}, {}}), 0);
  EXPECT_DOUBLE_EQ(points(Guess::kPlace, {{}, {}, ImagePlace{0.5F, 0.25F}, {}}), 0.75);
  EXPECT_NEAR(points(Guess::kScale, {{}, {}, {}, 0.3F}), 0.8, 1e-6);
  EXPECT_DOUBLE_EQ(points(Guess::kScale, {}), 0) << "not answered";
  const LessonAnswer half = {{}, 5.0F, ImagePlace{0.5F, 0}, 0.9F};
  const LessonMark mark = mark_guess({Guess::kLayer, Guess::kScale}, half, right, 12);
  EXPECT_DOUBLE_EQ(mark.points, 0.5);
  EXPECT_FALSE(mark.is_right) << "the scale is wrong";
}

TEST(LessonPlayer, AsksOnlyOfVerticesWithEvidence) {
  const auto every_fifth = [](int row) { return row % 5 == 0; };
  const Library library = library_where(every_fifth);
  LessonPlayer player(guessing(), 3);
  Look look = player.go_to(0, library, Look{});
  std::set<int> asked;
  for (int i = 0; i < 100; ++i) {
    const auto row = row_of(*tiny_subject(), *look.picked);
    ASSERT_TRUE(row);
    EXPECT_TRUE(every_fifth(*row)) << *row;
    asked.insert(*row);
    const auto before = *look.picked;
    look = player.again(library, look);
    EXPECT_NE(*look.picked, before) << "a new vertex each time";
  }
  EXPECT_GT(asked.size(), 6U) << "of those painted, which have a noise ceiling";
}

TEST(LessonPlayer, NeverAsksAboutASubjectWithoutEvidence) {
  const Library library = library_where(never);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    LessonPlayer player(guessing(3), seed);
    const Look look = player.go_to(0, library, Look{});
    EXPECT_FALSE(look.picked);
    EXPECT_FALSE(player.right());
    EXPECT_EQ(player.problem(), "No vertex has evidence in aligned · " + tiny_subject()->name +
                                    ", so that there is nothing to ask about.");
    EXPECT_TRUE(player.is_done()) << "the lesson goes on";
  }
  // Nor about a vertex that the user picked.
  Lesson lesson = guessing();
  lesson.steps[0].view.vertex.kind = LessonVertex::Kind::kKept;
  LessonPlayer player(lesson, 1);
  Look look;
  look.choice = {0, 1};
  look.picked = CortexVertex{kLh, tiny_subject()->vertices[kLh].front()};
  player.go_to(0, library, look);
  EXPECT_FALSE(player.right());
  EXPECT_EQ(player.problem(),
            "The fit has no evidence of what this vertex reads: nobody knows the answer.");
}

TEST(LessonPlayer, RepeatsUntilSoManyInARowAreRight) {
  const Library library = library_where(always);
  LessonPlayer player(guessing(3), 1);
  Look look = player.go_to(0, library, Look{});
  const auto answer = [&](bool is_right) {
    player.check(is_right ? answer_to(look) : LessonAnswer{});
    const bool was_done = player.is_done();
    look = player.reveal(library, look);
    if (!was_done) look = player.again(library, look);
    return was_done;
  };
  EXPECT_FALSE(answer(true));
  EXPECT_FALSE(answer(true));
  EXPECT_FALSE(answer(false)) << "begins again";
  EXPECT_FALSE(answer(true));
  EXPECT_FALSE(answer(true));
  EXPECT_TRUE(answer(true));
  EXPECT_EQ(player.answers(), 6);
}

TEST(LessonPlayer, RevealsOnceAndCountsThatAsWrongWithoutAnAnswer) {
  const Library library = library_where(always);
  LessonPlayer player(guessing(), 1);
  const Look look = player.go_to(0, library, Look{});
  EXPECT_EQ(player.reveal(library, look).map.name, "scale");
  EXPECT_EQ(player.answers(), 1);
  EXPECT_DOUBLE_EQ(player.points(), 0);
  EXPECT_FALSE(player.is_done());
  const Look first = player.reset(library, Look{});
  EXPECT_EQ(player.answers(), 0);
  EXPECT_EQ(first.picked, look.picked) << "the same seed asks the same again";
}

TEST(LessonPlayer, GuessesOfTheFitWhereItIsAskedAndOfTheKnownAnswerElse) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {});
  FitResult fit = tiny_fit("aligned", "2026");
  for (float& scale : fit.selectors.scale.values) scale = 0.875F;
  const Choice at = library.add_fit(fit, "s/aligned.fit.h5");
  const CortexVertex vertex{kLh, tiny_subject()->vertices[kLh].front()};
  const MapSource& source = *library.cell(at).source;
  EXPECT_EQ(right_guess(source, vertex, {{Guess::kScale}, true})->scale, 0.875F);
  EXPECT_EQ(right_guess(source, vertex, {{Guess::kScale}, false})->scale,
            tiny_subject()->truth->selectors.scale.values[0]);
}

TEST(LessonPlayer, ChoosesVerticesOfRegionsAndOfTheBestScored) {
  FitResult fit = tiny_fit("aligned", "2026");
  for (int row = 0; row < 60; ++row) fit.r2[std::size_t(row)] = float(row);
  const MapSource source = fit_source(fit, tiny_subject());
  LessonVertex wanted;
  const std::size_t all = askable_vertices(source, wanted).size();
  wanted.best = 0.25F;
  const auto best = askable_vertices(source, wanted);
  EXPECT_EQ(best.size(), std::size_t(std::lround(0.25 * double(all))));
  for (const CortexVertex vertex : best) EXPECT_EQ(vertex.hemisphere, kRh) << "the last rows";
  wanted.best = 1;
  wanted.regions = {"V1"};
  const auto in_v1 = askable_vertices(source, wanted);
  ASSERT_FALSE(in_v1.empty());
  EXPECT_LT(in_v1.size(), all);
  for (const CortexVertex vertex : in_v1) {
    const auto regions = card_of(source, vertex).regions;
    EXPECT_TRUE(std::any_of(regions.begin(), regions.end(), [](const std::string& name) {
      return name.substr(0, 2) == "V1";
    })) << vertex.vertex;
  }
  wanted.regions = {"nowhere"};
  EXPECT_TRUE(askable_vertices(source, wanted).empty());
}

TEST(LessonPlayer, AsksWhichModelIsShownAndWhichIsSteepest) {
  const Library library = library_where(always);
  Lesson lesson = guessing();
  lesson.steps[0].view = {};
  lesson.steps[0].view.is_random_model = true;
  lesson.steps[0].question->asked = ChooseModel{};
  lesson.steps[1].question = LessonQuestion{{}, ChooseModel{ChooseModel::Which::kSteepest}};
  LessonPlayer player(lesson, 1);
  std::set<std::string> shown;
  Look look = player.go_to(0, library, Look{});
  for (int i = 0; i < 10; ++i) {
    const std::string name = library.find_model(look.choice.model)->name;
    shown.insert(name);
    EXPECT_EQ(player.options()[std::size_t(*player.right()->option)], name);
    look = player.again(library, look);
  }
  EXPECT_EQ(shown, (std::set<std::string>{"aligned", "scrambled"}));

  look = player.go_to(1, library, look);
  EXPECT_FALSE(player.right());
  EXPECT_TRUE(player.awaits_comparison());
  player.set_slopes({{"aligned", 0.25}, {"scrambled", 0.5}, {"unknown", 0.75}});
  ASSERT_TRUE(player.right());
  EXPECT_EQ(player.options()[std::size_t(*player.right()->option)], "scrambled");
  EXPECT_TRUE(player.check({1, {}, {}, {}}).is_right);
}

TEST(LessonPlayer, SaysWhatIsMissing) {
  Lesson lesson = guessing();
  lesson.needs.models = {"clip"};
  LessonPlayer player(lesson, 1);
  player.go_to(0, library_where(always), Look{});
  EXPECT_EQ(player.problem(), "This lesson needs a subject with fits of clip.");
  lesson.needs = {{}, {}, 3, true};
  LessonPlayer other(lesson, 1);
  other.go_to(0, library_where(always), Look{});
  EXPECT_EQ(other.problem(),
            "This lesson needs a simulated subject with a known answer with 3 fits.");
  lesson.needs = {};
  lesson.steps[0].view.model = "clip";
  LessonPlayer third(lesson, 1);
  Look look;
  look.choice = {0, 1};
  third.go_to(0, library_where(always), look);
  EXPECT_EQ(third.problem(), "There is no fit of clip to this subject.");
}

TEST(LessonPlayer, IsDoneOnceTheAwaitedWasDone) {
  const Library library = library_where(always);
  Lesson lesson = guessing();
  lesson.steps[1].wait_for = LessonWait::kVertex;
  LessonPlayer player(lesson, 1);
  player.go_to(1, library, Look{});
  EXPECT_FALSE(player.is_done());
  EXPECT_TRUE(player.note_awaited());
  EXPECT_TRUE(player.is_done());
  EXPECT_FALSE(player.note_awaited()) << "only once";
}

TEST(LessonPlayer, AsksAboutTheVertexThatTheLearnerPickedInstead) {
  const Library library = library_where([](int row) { return row < 30; });
  LessonPlayer player(guessing(), 1);
  Look look = player.go_to(0, library, Look{});
  look.picked = CortexVertex{kLh, tiny_subject()->vertices[kLh].front()};
  player.reconsider(library, look);
  ASSERT_TRUE(player.right());
  EXPECT_DOUBLE_EQ(player.check(answer_to(look)).points, 1);
  look = player.again(library, look);
  look.picked = CortexVertex{kRh, tiny_subject()->vertices[kRh].back()};
  player.reconsider(library, look);
  EXPECT_FALSE(player.right()) << "it has no evidence";
  EXPECT_NE(player.problem(), "");
}

TEST(LessonFacts, AreToldOfWhatIsShown) {
  LessonScene scene;
  scene.subject = "s_1";
  scene.model = "clip|b";
  auto source = std::make_shared<MapSource>(tiny_source());
  source->evidence.assign(60, 0.5F);
  for (int row = 0; row < 15; ++row) source->evidence[std::size_t(row)] = 0;
  scene.source = source;
  EXPECT_EQ(filled_text("{network} of {subject}: {layers} layers, {evidence}, {r2}.", scene),
            "clip\\|b of s\\_1: 12 layers, 25 %, 0.250.");
  EXPECT_EQ(filled_text("{layer} {slope} {open", scene), "… … {open") << "not known, or no name";
  scene.vertex = CortexVertex{kLh, tiny_subject()->vertices[kLh].front()};
  const VertexCard card = card_of(truth_source(tiny_subject()), *scene.vertex);
  EXPECT_EQ(filled_text("{layer}", scene), std::to_string(card.read->layer));
  EXPECT_TRUE(needs_comparison("a {slope}"));
  EXPECT_FALSE(needs_comparison("a {layer}"));

  auto report = std::make_shared<ComparisonReport>();
  report->comparison.rows.resize(1);
  report->comparison.rows[0].common[kBothSides].slope = {0.72, 0.6, 0.84};
  report->comparison.rows[0].r2_mean = 0.25;
  scene.report = report;
  scene.compared = {"clip|b"};
  EXPECT_EQ(filled_text("{slope}", scene), "0.72 [0.60, 0.84]");
  EXPECT_NE(
      filled_text("{table}", scene).find("| clip\\|b | 0.72 [0.60, 0.84] | 0.25 | not tested |"),
      std::string::npos);
}

}  // namespace
}  // namespace cortiscope
