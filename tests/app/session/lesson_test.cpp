#include "app/session/lesson.h"

#include <gtest/gtest.h>

#include "app/session/lesson_list.h"
#include "core/io/file_bytes.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A lesson with one step, as given.
class LessonFile {
 public:
  Lesson read(const std::string& step) const {
    return read_whole(R"({"title": "T", "steps": [)" + step + "]}");
  }
  Lesson read_whole(const std::string& text) const {
    write_bytes(file(), text);
    return read_lesson(file());
  }
  std::string error_in(const std::string& step) const {
    return error_of([&] { read(step); });
  }
  std::filesystem::path file() const { return folder_ / "waves.lesson.json"; }

 private:
  TempDir folder_;
};

constexpr const char* kHelp = " (the help page Teaching describes lessons)";

TEST(Lesson, ReadsAllThatATeacherCanWrite) {
  const LessonFile file;
  const Lesson lesson = file.read_whole(R"({
    // a comment
    "title": "Waves", "summary": "What waves do", "level": "first steps",
    "needs": {"models": "clip", "fits": 2, "known_answer": true},
    "opens": ["fits/clip.fit.h5"],
    "steps": [
      {"text": ["One.", "Two {slope}."],
       "view": {"model": "clip", "map": "weight:3", "side": "ventral", "shows_flat": false,
                "vertex": {"in": ["V1", "V2"], "best": 0.5}, "image": "random"},
       "question": {"text": "Where?", "guess": ["layer", "place"], "of": "fit"},
       "reveal": {"text": "There.", "view": {"map": "layer", "vertex": "none"}},
       "repeat": 3},
      {"text": "Turn it.", "highlight": "map-layer", "wait_for": "control",
       "knob": {"maps": ["layer", "scale"]}},
      {"question": {"choose": ["yes", "no"], "answer": "no"}},
      {"question": {"choose": "models", "answer": "largest slope"}, "view": {"image": 4}}
    ]})");
  EXPECT_EQ(lesson.title, "Waves");
  EXPECT_EQ(lesson.needs.models, std::vector<std::string>{"clip"});
  EXPECT_EQ(lesson.needs.fits, 2);
  EXPECT_TRUE(lesson.needs.has_known_answer);
  ASSERT_EQ(lesson.opens.size(), 1U);
  EXPECT_EQ(lesson.opens[0], file.file().parent_path() / "fits/clip.fit.h5");
  ASSERT_EQ(lesson.steps.size(), 4U);

  const LessonStep& first = lesson.steps[0];
  EXPECT_EQ(first.text, "One.\n\nTwo {slope}.");
  EXPECT_EQ(first.view.model, "clip");
  EXPECT_EQ(first.view.fields, (std::set<std::string>{"map", "side", "shows_flat"}));
  EXPECT_EQ(first.view.look.map.layer, 3);
  EXPECT_EQ(first.view.look.side, Side::kVentral);
  EXPECT_FALSE(first.view.look.shows_flat);
  EXPECT_EQ(first.view.vertex.kind, LessonVertex::Kind::kRandom);
  EXPECT_EQ(first.view.vertex.regions, (std::vector<std::string>{"V1", "V2"}));
  EXPECT_FLOAT_EQ(first.view.vertex.best, 0.5F);
  EXPECT_EQ(first.view.image.kind, LessonImage::Kind::kRandom);
  const auto& guess = std::get<GuessVertex>(first.question->asked);
  EXPECT_EQ(guess.guesses, (std::set<Guess>{Guess::kLayer, Guess::kPlace}));
  EXPECT_TRUE(guess.is_of_fit);
  EXPECT_EQ(first.reveal->view.vertex.kind, LessonVertex::Kind::kNone);
  EXPECT_EQ(first.repeat, 3);

  EXPECT_EQ(lesson.steps[1].wait_for, LessonWait::kControl);
  EXPECT_EQ(lesson.steps[1].highlight, "map-layer");
  EXPECT_EQ(lesson.steps[1].knob->maps.size(), 2U);
  EXPECT_EQ(std::get<ChooseOption>(lesson.steps[2].question->asked).answer, 1);
  EXPECT_EQ(std::get<ChooseModel>(lesson.steps[3].question->asked).which,
            ChooseModel::Which::kSteepest);
  EXPECT_EQ(lesson.steps[3].view.image.given, 3) << "teachers count from 1";
}

TEST(Lesson, NamesFileStepAndFieldOfWhatItDoesNotKnow) {
  const LessonFile file;
  EXPECT_EQ(file.error_in(R"({"text": "a", "sound": 1})"),
            "waves.lesson.json: step 1: there is no field \"sound\" (the fields are text, view, "
            "question, reveal, knob, highlight, wait_for, repeat)");
  EXPECT_EQ(file.error_in(R"({"text": "a", "reveal": {"view": {"mapp": "layer"}}})").substr(0, 68),
            "waves.lesson.json: step 1, reveal, view: there is no field \"mapp\" (t");
  EXPECT_EQ(file.error_in(R"({"text": "a"}, {"text": "a {slop}"})").substr(0, 99),
            "waves.lesson.json: step 2, text: expected one of these names in braces, not \"slop\": "
            "subject, networ");
  EXPECT_EQ(file.error_in(R"({"text": "a", "view": {"map": "lair"}})").substr(0, 48),
            "waves.lesson.json: step 1, view, map: map \"lair\"");
  EXPECT_EQ(file.error_in(R"({"text": "a", "view": {"clusters": -1}})"),
            std::string("waves.lesson.json: step 1, view, clusters: expected a value as recipes of "
                        "figures have it") +
                kHelp);
}

TEST(Lesson, RefusesWhatItCannotPlay) {
  const LessonFile file;
  const auto refused = [&](const std::string& step, const std::string& problem) {
    EXPECT_EQ(file.error_in(step), "waves.lesson.json: step 1, " + problem + kHelp);
  };
  refused(R"({"view": {}})", "text: expected a text or a question");
  refused(R"({"text": 3})", "text: expected a text of at most 4000 bytes");
  refused(R"({"text": ")" + std::string(4001, 'a') + "\"}",
          "text: expected a text of at most 4000 bytes");
  refused(R"({"text": "a", "wait_for": "control"})",
          "wait_for: expected \"highlight\" to name the control");
  refused(R"({"text": "a", "wait_for": "rain"})",
          "wait_for: expected one of control, vertex, map, model, photograph");
  refused(R"({"text": "a", "repeat": 2})",
          "repeat: expected a question about a random vertex or model in a step that repeats");
  refused(R"({"text": "a", "repeat": 1.5})", "repeat: expected a whole number from 1 to 20");
  refused(R"({"question": {"choose": ["a", "b"], "answer": "c"}})",
          "question, answer: expected one of at least two answers in \"choose\"");
  refused(R"({"question": {"guess": "layer", "answer": "c"}})",
          "question, answer: expected none: the data have the answer to a guess");
  refused(R"({"question": {"guess": "mood"}})", "question, guess: expected layer, place or scale");
  refused(R"({"question": {"text": "?"}})",
          "question, guess: expected either \"guess\" or \"choose\"");
  refused(R"({"text": "a", "view": {"vertex": {"best": 2}}})",
          "view, vertex, best: expected a number above 0, to 1");
  refused(R"({"text": "a", "wait_for": "map", "question": {"guess": "layer"}})",
          "wait_for: expected no question in a step that waits for something");
}

TEST(Lesson, RefusesFilesThatAreNoLesson) {
  const LessonFile file;
  EXPECT_EQ(error_of([&] { file.read_whole("{\"title\": \"T\",\n \"steps\": [}"); }).substr(0, 53),
            "waves.lesson.json: parse error at line 2, column 12: ");
  EXPECT_EQ(error_of([&] { file.read_whole("[]"); }),
            "waves.lesson.json: expected an object, { \"field\": value }");
  EXPECT_EQ(error_of([&] { file.read_whole(R"({"title": "T", "steps": []})"); }),
            std::string("waves.lesson.json, steps: expected a list of 1 to 200 steps") + kHelp);
  EXPECT_EQ(error_of([&] { file.read_whole(R"({"steps": [{"text": "a"}]})"); }),
            std::string("waves.lesson.json, title: expected a title") + kHelp);
}

TEST(Lesson, ListsAFolderAndSaysWhatCannotBeRead) {
  const TempDir folder;
  write_bytes(folder / "b.lesson.json", R"({"title": "B", "steps": [{"text": "a"}]})");
  write_bytes(folder / "a.lesson.json", "{");
  write_bytes(folder / "notes.json", "{}");
  const std::vector<ListedLesson> lessons = lessons_in(folder.path());
  ASSERT_EQ(lessons.size(), 2U);
  EXPECT_FALSE(lessons[0].problem.empty());
  EXPECT_EQ(lessons[0].title, "a.lesson.json");
  EXPECT_EQ(lessons[1].title, "B");
  EXPECT_TRUE(lessons_in(folder / "nowhere").empty());
}

/// What the program brings, and what the help shows as an example, is a lesson.
TEST(Lesson, ThatComesWithTheProgramCanBeRead) {
  const std::vector<ListedLesson> lessons =
      lessons_in(std::filesystem::path(CORTISCOPE_RESOURCES) / "lessons");
  EXPECT_EQ(lessons.size(), 4U);
  for (const ListedLesson& lesson : lessons) {
    EXPECT_EQ(lesson.problem, "") << lesson.file;
    EXPECT_FALSE(lesson.summary.empty()) << lesson.file;
    for (const auto& opened : read_lesson(lesson.file).opens) {
      EXPECT_TRUE(std::filesystem::exists(opened)) << opened;
    }
  }
  const std::string page =
      read_file_bytes(std::filesystem::path(CORTISCOPE_RESOURCES) / "help" / "teaching.md");
  const auto start = page.find("```json\n");
  ASSERT_NE(start, std::string::npos);
  const auto from = start + 8;
  const Lesson shown = LessonFile().read_whole(page.substr(from, page.find("```", from) - from));
  EXPECT_GE(shown.steps.size(), 3U);
}

}  // namespace
}  // namespace cortiscope
