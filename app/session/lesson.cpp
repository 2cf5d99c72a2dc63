#include "app/session/lesson.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "app/session/lesson_facts.h"
#include "app/session/lesson_json.h"
#include "app/session/look_json.h"
#include "app/session/map_table.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

using Json = LessonObject::Json;

constexpr std::uintmax_t kLargestFile = 1 << 20;
constexpr std::size_t kMostLessonSteps = 200, kMostOptions = 8, kMostNames = 20;
constexpr std::size_t kLongestTitle = 100, kLongestLine = 400;
constexpr int kMostRepeats = 20, kMostImage = 9999999;

/// Refuses a fact that there is not: a misspelt one would stay in the text.
std::string told_text(const LessonObject& object, const char* field) {
  std::string text = object.paragraphs(field);
  for (const std::string& name : fact_names(text)) {
    const auto& facts = lesson_facts();
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&](const LessonFact& fact) { return name == fact.name; });
    if (found != facts.end()) continue;
    std::string known;
    for (const LessonFact& fact : facts)
      known += std::string(known.empty() ? "" : ", ") + fact.name;
    object.refuse(field, "one of these names in braces, not " + in_quotes(name) + ": " + known);
  }
  return text;
}

LessonNeeds read_needs(const Json& json, const std::string& where) {
  const LessonObject object(json, where, {"subject", "models", "fits", "known_answer"});
  LessonNeeds needs;
  needs.subject = object.text("subject", kLongestLine);
  needs.models = object.texts("models", kMostNames);
  needs.fits = object.number("fits", 0, 0, 1000);
  needs.has_known_answer = object.is_set("known_answer");
  return needs;
}

LessonVertex read_vertex(const LessonObject& view) {
  LessonVertex vertex;
  if (!view.has("vertex")) return vertex;
  const Json& json = view.at("vertex");
  if (json.is_string()) {
    vertex.given = json.get<std::string>();
    vertex.kind = vertex.given == "none"     ? LessonVertex::Kind::kNone
                  : vertex.given == "random" ? LessonVertex::Kind::kRandom
                                             : LessonVertex::Kind::kGiven;
    return vertex;
  }
  const LessonObject object(json, view.where("vertex"), {"in", "best"});
  vertex.kind = LessonVertex::Kind::kRandom;
  vertex.regions = object.texts("in", kMostNames);
  if (object.has("best")) {
    const Json& best = object.at("best");
    vertex.best = best.is_number() ? best.get<float>() : 0;
    if (!(vertex.best > 0 && vertex.best <= 1)) object.refuse("best", "a number above 0, to 1");
  }
  return vertex;
}

LessonImage read_image(const LessonObject& view) {
  LessonImage image;
  if (!view.has("image")) return image;
  if (view.at("image").is_string()) {
    view.word("image", {"random"}, 0);
    image.kind = LessonImage::Kind::kRandom;
  } else {
    image.kind = LessonImage::Kind::kGiven;
    image.given = view.number("image", 1, 1, kMostImage) - 1;
  }
  return image;
}

LessonView read_view(const Json& json, const std::string& where) {
  const std::vector<std::string> stored = stored_fields();
  std::vector<std::string> all = {"subject", "model", "against", "vertex", "image"};
  all.insert(all.end(), stored.begin(), stored.end());
  const LessonObject object(json, where, all);
  LessonView view;
  view.subject = object.text("subject", kLongestLine);
  view.model = object.text("model", kLongestLine);
  view.against = object.text("against", kLongestLine);
  view.is_random_model = view.model == "random";
  view.vertex = read_vertex(object);
  view.image = read_image(object);
  Json look = Json::object();
  for (const std::string& field : stored) {
    if (!object.has(field.c_str())) continue;
    look[field] = object.at(field.c_str());
    view.fields.insert(field);
    bool is_usable = false;
    try {
      is_usable = look_in(Json{{field, look[field]}}).has_value();
    } catch (const Error& error) {  // such as no map of this name: it lists those that there are
      throw Error(ErrorKind::kBadValue, object.where(field), error.what());
    }
    if (!is_usable) object.refuse(field, "a value as recipes of figures have it");
  }
  view.look = *look_in(look);
  return view;
}

LessonQuestion read_question(const Json& json, const std::string& where) {
  const LessonObject object(json, where, {"text", "guess", "of", "choose", "answer"});
  LessonQuestion question;
  question.text = told_text(object, "text");
  if (object.has("guess") == object.has("choose")) {
    object.refuse("guess", "either \"guess\" or \"choose\"");
  }
  if (object.has("guess")) {
    GuessVertex guess;
    for (const std::string& name : object.texts("guess", 3)) {
      if (name != "layer" && name != "place" && name != "scale") {
        object.refuse("guess", "layer, place or scale");
      }
      guess.guesses.insert(name == "layer"   ? Guess::kLayer
                           : name == "place" ? Guess::kPlace
                                             : Guess::kScale);
    }
    guess.is_of_fit = object.word("of", {"known answer", "fit"}, 0) == 1;
    if (object.has("answer")) object.refuse("answer", "none: the data have the answer to a guess");
    question.asked = guess;
  } else if (object.at("choose").is_string()) {
    object.word("choose", {"models"}, 0);
    ChooseModel choice;
    const int which = object.word("answer", {"shown", "largest slope"}, 0);
    choice.which = which == 0 ? ChooseModel::Which::kShown : ChooseModel::Which::kSteepest;
    question.asked = choice;
  } else {
    ChooseOption choice;
    choice.options = object.texts("choose", kMostOptions);
    const std::string answer = object.text("answer", kLongestLine);
    const auto found = std::find(choice.options.begin(), choice.options.end(), answer);
    if (found == choice.options.end() || choice.options.size() < 2) {
      object.refuse("answer", "one of at least two answers in \"choose\"");
    }
    choice.answer = int(found - choice.options.begin());
    question.asked = choice;
  }
  return question;
}

LessonReveal read_reveal(const Json& json, const std::string& where) {
  const LessonObject object(json, where, {"text", "view"});
  LessonReveal reveal;
  reveal.text = told_text(object, "text");
  if (object.has("view")) reveal.view = read_view(object.at("view"), object.where("view"));
  return reveal;
}

LessonKnob read_knob(const LessonObject& step) {
  LessonKnob knob;
  if (step.at("knob").is_string()) {
    const int kind = step.word("knob", {"models", "clusters", "form"}, 0);
    knob.kind = std::array{LessonKnob::Kind::kModels, LessonKnob::Kind::kClusters,
                           LessonKnob::Kind::kForm}[std::size_t(kind)];
    return knob;
  }
  const LessonObject object(step.at("knob"), step.where("knob"), {"maps"});
  for (const std::string& name : object.texts("maps", kMostNames)) {
    try {
      knob.maps.push_back(parse_map(name));
    } catch (const Error& error) {
      throw Error(ErrorKind::kBadValue, object.where("maps"), error.what());
    }
  }
  if (knob.maps.empty()) object.refuse("maps", "at least one map");
  return knob;
}

LessonStep read_step(const Json& json, const std::string& where) {
  const LessonObject object(
      json, where,
      {"text", "view", "question", "reveal", "knob", "highlight", "wait_for", "repeat"});
  LessonStep step;
  step.text = told_text(object, "text");
  if (object.has("view")) step.view = read_view(object.at("view"), object.where("view"));
  if (object.has("question")) {
    step.question = read_question(object.at("question"), object.where("question"));
  }
  if (object.has("reveal")) {
    step.reveal = read_reveal(object.at("reveal"), object.where("reveal"));
  }
  if (object.has("knob")) step.knob = read_knob(object);
  step.highlight = object.text("highlight", kLongestLine);
  step.wait_for =
      std::array{LessonWait::kNothing, LessonWait::kControl, LessonWait::kVertex,
                 LessonWait::kMap,     LessonWait::kModel,   LessonWait::kPhotograph}[std::size_t(
          1 + object.word("wait_for", {"control", "vertex", "map", "model", "photograph"}, -1))];
  step.repeat = object.number("repeat", 1, 1, kMostRepeats);
  if (step.text.empty() && !step.question) object.refuse("text", "a text or a question");
  if (step.wait_for == LessonWait::kControl && step.highlight.empty()) {
    object.refuse("wait_for", "\"highlight\" to name the control");
  }
  if (step.wait_for != LessonWait::kNothing && step.question) {
    object.refuse("wait_for", "no question in a step that waits for something");
  }
  const bool is_new_each_time =
      step.view.is_random_model || step.view.vertex.kind == LessonVertex::Kind::kRandom;
  if (step.repeat > 1 && !(step.question && is_new_each_time)) {
    object.refuse("repeat", "a question about a random vertex or model in a step that repeats");
  }
  return step;
}

/// nlohmann's message without its own number.
std::string syntax_problem(const std::string& message) {
  const auto end = message.find("] ");
  return end == std::string::npos ? message : message.substr(end + 2);
}

Json parsed(const std::filesystem::path& file) {
  try {
    return Json::parse(read_file_bytes(file, kLargestFile), nullptr, /*allow_exceptions=*/true,
                       /*ignore_comments=*/true);
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::kBadFormat, file_name(file), syntax_problem(error.what()),
                "a lesson is a JSON file");
  }
}

}  // namespace

Lesson read_lesson(const std::filesystem::path& file) {
  const Json json = parsed(file);
  const std::string name = file_name(file);
  const LessonObject object(json, name, {"title", "summary", "level", "needs", "opens", "steps"});
  Lesson lesson;
  lesson.file = file;
  lesson.title = object.text("title", kLongestTitle);
  lesson.summary = object.text("summary", kLongestLine);
  lesson.level = object.text("level", kLongestTitle);
  if (lesson.title.empty()) object.refuse("title", "a title");
  if (object.has("needs")) lesson.needs = read_needs(object.at("needs"), object.where("needs"));
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  for (const std::string& path : object.texts("opens", kMostNames)) {
    lesson.opens.push_back((folder / path).lexically_normal());
  }
  const bool has_steps = object.has("steps") && object.at("steps").is_array() &&
                         !object.at("steps").empty() &&
                         object.at("steps").size() <= kMostLessonSteps;
  if (!has_steps)
    object.refuse("steps", "a list of 1 to " + std::to_string(kMostLessonSteps) + " steps");
  for (const Json& step : object.at("steps")) {
    const std::string number = std::to_string(lesson.steps.size() + 1);
    lesson.steps.push_back(read_step(step, name + ": step " + number));
  }
  return lesson;
}

}  // namespace cortiscope
