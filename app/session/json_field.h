#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace cortiscope {

/// A field of a JSON file that is read with checks, so that a message names it: "subjects[0].file".
/// Borrows the JSON.
class JsonField {
 public:
  /// The whole of a file.
  JsonField(const nlohmann::ordered_json& json, std::string file);

  bool has(const char* name) const;
  /// @throws Error  kBadFormat: no object, or it has no such field. So do the others where the
  /// field
  ///                is not what they return.
  JsonField at(const char* name) const;
  std::string text() const;  ///< of at most 4096 bytes
  int number(int least, int most) const;
  bool truth() const;
  std::vector<JsonField> list(std::size_t most) const;

  const nlohmann::ordered_json& json() const { return *json_; }
  const std::string& name() const { return name_; }
  /// @param expected  "a number from 0 to 5"
  [[noreturn]] void fail(const std::string& expected) const;

 private:
  const nlohmann::ordered_json* json_;
  std::string file_, name_;
};

}  // namespace cortiscope
