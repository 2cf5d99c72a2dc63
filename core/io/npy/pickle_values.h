#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cortiscope {

/// A value of a pickle.
struct PickleValue {
  enum class Kind {
    kNone,
    kBool,
    kInteger,
    kText,
    kBytes,
    kTuple,
    kList,
    kDict,      ///< items: key, value, key, value, ...
    kFunction,  ///< one of those known; text: its module and name, with a dot between
    kType,      ///< NumPy's dtype of objects
    kArray      ///< NumPy's array of objects; items: what its state was set to
  };
  Kind kind = Kind::kNone;
  std::int64_t number = 0;  ///< of a bool 0 or 1
  std::string text;
  std::vector<int> items;  ///< places in PickleValues::all

  bool is(Kind wanted) const { return kind == wanted; }
};

/// All values of a pickle, each once: what contains others names their places. Values may contain
/// themselves.
struct PickleValues {
  std::vector<PickleValue> all;
  int result = 0;  ///< place of the value that the pickle stands for
};

/// Builds the values that a pickle describes. It knows the opcodes that Python writes of None,
/// truth values, integers of 64 bits, text, bytes, tuples, lists, dicts and NumPy's arrays of
/// objects; functions are compared by name and never called. Memory is in proportion to the bytes.
///
/// @param subject  the file, as messages call it
/// @throws Error  kBadFormat: anything else, or cut short
PickleValues parse_pickle(std::string_view bytes, const std::string& subject);

}  // namespace cortiscope
