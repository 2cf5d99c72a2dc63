#include "core/io/npy/pickled_names.h"

#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"
#include "core/io/npy/npy_header.h"
#include "core/io/npy/pickle_values.h"

namespace cortiscope {
namespace {

using Kind = PickleValue::Kind;

constexpr std::uintmax_t kMostBytes = std::uintmax_t(256) << 10;  // those of real studies have 400
constexpr std::size_t kLongestName = 1000;

[[noreturn]] void refuse(const std::string& subject, const std::string& found) {
  throw Error(ErrorKind::kBadFormat, subject,
              "expected the names of regions as numpy.save writes a dict of them, found " + found,
              "take the file from the study's own download");
}

/// The only object of an array that holds one; nullptr where it is something else. The state of an
/// array is (version, shape, type, whether in Fortran order, list of its objects).
const PickleValue* object_of(const PickleValues& values, const PickleValue& array) {
  if (!array.is(Kind::kArray) || array.items.size() != 1) return nullptr;
  const auto at = [&](int place) -> const PickleValue& { return values.all[std::size_t(place)]; };
  const PickleValue& state = at(array.items[0]);
  constexpr std::size_t kShape = 1, kType = 2, kObjects = 4;
  if (!state.is(Kind::kTuple) || state.items.size() != kObjects + 1) return nullptr;
  const PickleValue& shape = at(state.items[kShape]);
  const PickleValue& objects = at(state.items[kObjects]);
  const bool is_one = shape.is(Kind::kTuple) && shape.items.empty() &&
                      at(state.items[kType]).is(Kind::kType) && objects.is(Kind::kList) &&
                      objects.items.size() == 1;
  return is_one ? &at(objects.items[0]) : nullptr;
}

}  // namespace

std::map<std::int64_t, std::string> read_pickled_names(const std::filesystem::path& file) {
  const std::string subject = file_name(file);
  const NpyHeader header = read_npy_header(file);
  if (header.type != "|O" || !header.shape.empty()) {
    refuse(subject,
           "an array of type " + in_quotes(header.type) + " and " + shape_in_words(header.shape));
  }
  const std::string bytes = read_file_bytes(file, kMostBytes);
  const PickleValues values =
      parse_pickle(std::string_view(bytes).substr(std::size_t(header.data_start)), subject);
  const PickleValue* dict = object_of(values, values.all[std::size_t(values.result)]);
  if (!dict || !dict->is(Kind::kDict)) refuse(subject, "a pickle of something else");
  std::map<std::int64_t, std::string> names;
  for (std::size_t i = 0; i + 1 < dict->items.size(); i += 2) {
    const PickleValue& number = values.all[std::size_t(dict->items[i])];
    const PickleValue& name = values.all[std::size_t(dict->items[i + 1])];
    if (!number.is(Kind::kInteger) || !name.is(Kind::kText) || name.text.size() > kLongestName) {
      refuse(subject, "a dict of other things than numbers and names");
    }
    names[number.number] = readable_text(name.text);
  }
  return names;
}

}  // namespace cortiscope
