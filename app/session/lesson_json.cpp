#include "app/session/lesson_json.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr std::size_t kLongestText = 4000;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kMostParagraphs = 40;

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

LessonObject::LessonObject(const Json& json, std::string where,
                           const std::vector<std::string>& fields)
    : json_(json), where_(std::move(where)) {
  if (!json.is_object()) {
    throw Error(ErrorKind::kBadValue, where_, "expected an object, { \"field\": value }");
  }
  for (const auto& [name, value] : json.items()) {
    if (std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
    throw Error(ErrorKind::kBadValue, where_, "there is no field " + in_quotes(name),
                "the fields are " + list_of(fields));
  }
}

void LessonObject::refuse(const std::string& field, const std::string& expected) const {
  throw Error(ErrorKind::kBadValue, where(field), "expected " + expected,
              "the help page Teaching describes lessons");
}

std::string LessonObject::text(const char* field, std::size_t longest) const {
  if (!has(field)) return {};
  const Json& value = at(field);
  if (!value.is_string() || value.get_ref<const std::string&>().size() > longest) {
    refuse(field, "a text of at most " + std::to_string(longest) + " bytes");
  }
  return value.get<std::string>();
}

std::string LessonObject::paragraphs(const char* field) const {
  if (!has(field) || !at(field).is_array()) return text(field, kLongestText);
  std::string all;
  for (const Json& paragraph : at(field)) {
    const bool is_usable = paragraph.is_string() && at(field).size() <= kMostParagraphs;
    if (is_usable) all += (all.empty() ? "" : "\n\n") + paragraph.get<std::string>();
    if (!is_usable || all.size() > kLongestText) {
      refuse(field, "a text, or a list of at most " + std::to_string(kMostParagraphs) +
                        " paragraphs, of at most " + std::to_string(kLongestText) + " bytes");
    }
  }
  return all;
}

std::vector<std::string> LessonObject::texts(const char* field, std::size_t most) const {
  std::vector<std::string> all;
  if (!has(field)) return all;
  if (at(field).is_string()) return {text(field, kLongestName)};
  const Json& list = at(field);
  bool is_usable = list.is_array() && !list.empty() && list.size() <= most;
  if (is_usable) {
    for (const Json& entry : list) {
      is_usable = is_usable && entry.is_string() &&
                  entry.get_ref<const std::string&>().size() <= kLongestName;
      if (is_usable) all.push_back(entry.get<std::string>());
    }
  }
  if (!is_usable) {
    refuse(field, "a list of 1 to " + std::to_string(most) + " texts of at most " +
                      std::to_string(kLongestName) + " bytes");
  }
  return all;
}

int LessonObject::number(const char* field, int otherwise, int least, int most) const {
  if (!has(field)) return otherwise;
  const Json& value = at(field);
  const double found = value.is_number_integer() ? value.get<double>() : least - 1.0;
  if (found < least || found > most) {
    refuse(field, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return int(found);
}

bool LessonObject::is_set(const char* field) const {
  if (!has(field)) return false;
  if (!at(field).is_boolean()) refuse(field, "true or false");
  return at(field).get<bool>();
}

int LessonObject::word(const char* field, std::initializer_list<const char*> words,
                       int otherwise) const {
  if (!has(field)) return otherwise;
  const std::vector<std::string> known(words.begin(), words.end());
  const auto found = at(field).is_string()
                         ? std::find(known.begin(), known.end(), at(field).get<std::string>())
                         : known.end();
  if (found == known.end()) refuse(field, "one of " + list_of(known));
  return int(found - known.begin());
}

}  // namespace cortiscope
