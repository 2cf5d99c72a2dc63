#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cortiscope {

/// One object of a lesson's file, which says where it is when something is wrong with it.
class LessonObject {
 public:
  using Json = nlohmann::ordered_json;

  /// @param where   for messages: "waves.lesson.json: step 3, view"
  /// @param fields  all that it may have
  /// @throws Error  kBadValue: it is no object, or has another field
  LessonObject(const Json& json, std::string where, const std::vector<std::string>& fields);

  bool has(const char* field) const { return json_.contains(field); }
  const Json& at(const char* field) const { return json_.at(field); }
  std::string where(const std::string& field) const { return where_ + ", " + field; }

  /// "" where it is missing. @param longest  in bytes
  std::string text(const char* field, std::size_t longest) const;
  /// Paragraphs may be given as a list; they are joined by empty lines.
  std::string paragraphs(const char* field) const;
  /// Empty where it is missing; one text stands for a list of one.
  std::vector<std::string> texts(const char* field, std::size_t most) const;
  int number(const char* field, int otherwise, int least, int most) const;
  bool is_set(const char* field) const;
  /// The place of the field's word among those that it can be; `otherwise` where it is missing.
  int word(const char* field, std::initializer_list<const char*> words, int otherwise) const;

  [[noreturn]] void refuse(const std::string& field, const std::string& expected) const;

 private:
  const Json& json_;
  std::string where_;
};

}  // namespace cortiscope
