#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "app/session/look.h"

namespace cortiscope {

// A lesson: what a teacher writes, and what a learner is shown, asked and told. Plain values.

/// Which vertex a step shows.
struct LessonVertex {
  enum class Kind { kKept, kNone, kGiven, kRandom };
  Kind kind = Kind::kKept;
  std::string given;                 ///< "lh 1234", as parse_vertex reads it
  std::vector<std::string> regions;  ///< a random one lies in one of these; empty: anywhere
  float best = 1;                    ///< among this share of the best-scored, above 0, to 1
};

/// Which stimulus a step shows.
struct LessonImage {
  enum class Kind { kKept, kGiven, kRandom };
  Kind kind = Kind::kKept;
  int given = 0;  ///< counted from 0
};

/// What a step shows; what it does not name stays as it is.
struct LessonView {
  std::string subject, model, against;  ///< names; empty: as they are
  bool is_random_model = false;         ///< one of those fitted to the subject
  LessonVertex vertex;
  LessonImage image;
  Look look;                     ///< of which only these fields count:
  std::set<std::string> fields;  ///< names of stored_fields()
};

/// What a learner guesses of the vertex that is picked.
enum class Guess { kLayer, kPlace, kScale };

/// The learner guesses what the picked vertex reads. The answer is the known one, where the subject
/// has one, else what the fit that is shown found.
struct GuessVertex {
  std::set<Guess> guesses;  ///< at least one
  bool is_of_fit = false;   ///< of what the fit found, also where the answer is known
};

/// The learner chooses one of the answers that the lesson gives.
struct ChooseOption {
  std::vector<std::string> options;
  int answer = 0;  ///< the right one
};

/// The learner chooses one of the models fitted to the subject.
struct ChooseModel {
  enum class Which { kShown, kSteepest };
  Which which = Which::kShown;  ///< the model that is shown, or that of the largest slope
};

struct LessonQuestion {
  std::string text;  ///< Markdown; may be empty
  std::variant<GuessVertex, ChooseOption, ChooseModel> asked;
};

/// What is told and shown after the answer, or after the action that the step waits for.
struct LessonReveal {
  std::string text;
  LessonView view;
};

/// The one control that a learner has on the card.
struct LessonKnob {
  enum class Kind { kMaps, kModels, kClusters, kForm };
  Kind kind = Kind::kMaps;
  std::vector<Map> maps;  ///< of kMaps, at least one
};

/// What the learner has to do before the lesson goes on by itself.
enum class LessonWait { kNothing, kControl, kVertex, kMap, kModel, kPhotograph };

struct LessonStep {
  std::string text;  ///< Markdown, with the facts of lesson_facts.h in braces
  LessonView view;
  std::optional<LessonQuestion> question;
  std::optional<LessonReveal> reveal;
  std::optional<LessonKnob> knob;
  std::string highlight;  ///< the object name of a control that is framed; empty: none
  LessonWait wait_for = LessonWait::kNothing;
  int repeat = 1;  ///< answers in a row that have to be right, each to a new random choice
};

/// What has to be open.
struct LessonNeeds {
  std::string subject;              ///< by name; empty: any
  std::vector<std::string> models;  ///< by name, fitted to that subject
  int fits = 0;                     ///< how many models are fitted to it, at least
  bool has_known_answer = false;    ///< a simulated subject
};

struct Lesson {
  std::filesystem::path file;
  std::string title, summary, level;
  LessonNeeds needs;
  std::vector<std::filesystem::path> opens;  ///< files that it brings; absolute
  std::vector<LessonStep> steps;             ///< at least one
};

/// Reads a lesson. resources/help/teaching.md describes the format.
///
/// @throws Error  as read_file_bytes; kBadFormat: not JSON; kBadValue: a field that no lesson has,
///                or a value that the field cannot have; the message names the step and the field
Lesson read_lesson(const std::filesystem::path& file);

}  // namespace cortiscope
