#include "app/session/json_field.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr std::size_t kLongestText = 4096;
constexpr std::size_t kLongestShown = 40;

}  // namespace

JsonField::JsonField(const nlohmann::ordered_json& json, std::string file)
    : json_(&json), file_(std::move(file)) {}

bool JsonField::has(const char* name) const { return json_->is_object() && json_->contains(name); }

JsonField JsonField::at(const char* name) const {
  if (!json_->is_object()) fail("an object");
  JsonField field = *this;
  field.name_ += (name_.empty() ? "" : ".") + std::string(name);
  static const nlohmann::ordered_json kNothing;
  field.json_ = json_->contains(name) ? &json_->at(name) : &kNothing;
  if (!json_->contains(name)) field.fail("something");
  return field;
}

std::string JsonField::text() const {
  if (!json_->is_string() || json_->get_ref<const std::string&>().size() > kLongestText) {
    fail("text of at most " + std::to_string(kLongestText) + " bytes");
  }
  return json_->get<std::string>();
}

int JsonField::number(int least, int most) const {
  const bool is_whole = json_->is_number_integer();
  const double value = is_whole ? json_->get<double>() : 0;
  if (!is_whole || value < least || value > most) {
    fail("a number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return json_->get<int>();
}

bool JsonField::truth() const {
  if (!json_->is_boolean()) fail("true or false");
  return json_->get<bool>();
}

std::vector<JsonField> JsonField::list(std::size_t most) const {
  if (!json_->is_array() || json_->size() > most) {
    fail("a list of at most " + std::to_string(most));
  }
  std::vector<JsonField> fields;
  for (const auto& each : *json_) {
    fields.push_back(*this);
    fields.back().json_ = &each;
    fields.back().name_ += "[" + std::to_string(fields.size() - 1) + "]";
  }
  return fields;
}

void JsonField::fail(const std::string& expected) const {
  std::string found = "nothing";
  if (json_->is_structured()) {
    found = (json_->is_array() ? "a list of " : "an object of ") + std::to_string(json_->size());
  } else if (!json_->is_null()) {
    found = json_->dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
    if (found.size() > kLongestShown) found = found.substr(0, kLongestShown) + "...";
  }
  throw Error(ErrorKind::kBadFormat, file_,
              (name_.empty() ? "expected " : "expected in \"" + name_ + "\" ") + expected +
                  ", found " + found,
              "take another copy of the file, or repair that field");
}

}  // namespace cortiscope
