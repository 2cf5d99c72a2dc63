#include "core/io/safetensors/safetensors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"
#include "core/io/number_type.h"

namespace cortiscope {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kMostHeader = std::uint64_t(8)
                                      << 20;  // bytes; a thousand tensors take 0.1 MB
constexpr std::size_t kMostAxes = 8;
constexpr const char* kCutShort = "the file is cut short or damaged; copy it again";

[[noreturn]] void refuse(const std::string& subject, const std::string& problem,
                         const std::string& hint = "the file is damaged; copy it again") {
  throw Error(ErrorKind::kBadFormat, subject, problem, hint);
}

/// Bytes of a number of this type; 0: a type that we do not know.
std::uint64_t bytes_of(const std::string& type) {
  static const std::map<std::string, std::uint64_t> sizes = {
      {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E4M3", 1}, {"F8_E5M2", 1},
      {"I16", 2},  {"U16", 2}, {"F16", 2}, {"BF16", 2},    {"I32", 4},
      {"U32", 4},  {"F32", 4}, {"I64", 8}, {"U64", 8},     {"F64", 8}};
  const auto found = sizes.find(type);
  return found == sizes.end() ? 0 : found->second;
}

/// How many elements a shape has; absent where that is more than `most`.
std::optional<std::uint64_t> count_of(const Shape& shape, std::uint64_t most) {
  std::uint64_t count = 1;
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  for (const std::int64_t extent : shape) {
    if (std::uint64_t(extent) > most / count) return std::nullopt;
    count *= std::uint64_t(extent);
  }
  return count;
}

Shape shape_in(const Json& value, const std::string& subject) {
  if (!value.is_array() || value.size() > kMostAxes) {
    refuse(subject, "expected a shape of at most " + std::to_string(kMostAxes) + " axes");
  }
  Shape shape;
  for (const Json& extent : value) {
    const bool is_extent = extent.is_number_unsigned() &&
                           extent.get<std::uint64_t>() <= std::numeric_limits<std::int32_t>::max();
    if (!is_extent) refuse(subject, "expected whole numbers up to 2147483647 in its shape");
    shape.push_back(extent.get<std::int64_t>());
  }
  return shape;
}

/// @param start, end  where the tensors lie in the file, in bytes
SafetensorsEntry entry_in(const Json& value, const std::string& subject, std::uint64_t start,
                          std::uint64_t end) {
  const bool is_entry = value.is_object() && value.contains("dtype") &&
                        value["dtype"].is_string() && value.contains("shape") &&
                        value.contains("data_offsets");
  if (!is_entry) refuse(subject, "expected dtype, shape and data_offsets in the header");
  SafetensorsEntry entry;
  entry.type = value["dtype"].get<std::string>();
  entry.shape = shape_in(value["shape"], subject);
  const Json& offsets = value["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
      !offsets[1].is_number_unsigned()) {
    refuse(subject, "expected two whole numbers as its data_offsets");
  }
  const auto first = offsets[0].get<std::uint64_t>(), last = offsets[1].get<std::uint64_t>();
  if (first > last || last > end - start) {
    refuse(subject,
           "expected its data between bytes 0 and " + std::to_string(end - start) + ", found " +
               std::to_string(first) + " to " + std::to_string(last),
           kCutShort);
  }
  entry.first = start + first;
  entry.size = last - first;
  const std::uint64_t number = bytes_of(entry.type);
  if (number == 0) return entry;
  const auto count = count_of(entry.shape, entry.size / number);
  if (!count || *count * number != entry.size) {
    refuse(subject, "expected the bytes of shape " + to_string(entry.shape) + " in " + entry.type +
                        ", found " + std::to_string(entry.size));
  }
  return entry;
}

void refuse_overlaps(const SafetensorsFile& file) {
  using Named = const std::pair<const std::string, SafetensorsEntry>*;
  std::vector<Named> order;
  for (const auto& named : file.tensors()) {
    if (named.second.size > 0) order.push_back(&named);
  }
  std::sort(order.begin(), order.end(),
            [](Named a, Named b) { return a->second.first < b->second.first; });
  for (std::size_t i = 1; i < order.size(); ++i) {
    const SafetensorsEntry& before = order[i - 1]->second;
    if (before.first + before.size <= order[i]->second.first) continue;
    refuse(file.subject(order[i]->first),
           "expected bytes of its own, found some of " + in_quotes(order[i - 1]->first));
  }
}

float as_float(std::uint32_t bits) {
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

/// IEEE 754 binary16.
float half(std::uint16_t bits) {
  const int exponent = bits >> 10 & 31;
  const auto fraction = float(bits & 1023);
  const float size = exponent == 0    ? std::ldexp(fraction, -24)
                     : exponent == 31 ? std::numeric_limits<float>::infinity()
                                      : std::ldexp(fraction + 1024, exponent - 25);
  return bits & 0x8000 ? -size : size;
}

}  // namespace

SafetensorsFile::SafetensorsFile(std::filesystem::path file) : file_(std::move(file)) {
  const std::string name = file_name(file_);
  const std::uint64_t size = size_of_file(file_);
  const std::string start = read_file_start(file_, kLengthBytes);
  if (start.size() < kLengthBytes)
    refuse(name, "expected a safetensors file, found " + std::to_string(size) + " bytes",
           kCutShort);
  const auto length = number_at<std::uint64_t>(start.data(), ByteOrder::kLittle);
  if (length > kMostHeader) {
    refuse(name,
           "expected a safetensors header of at most " + std::to_string(kMostHeader) +
               " bytes, found " + std::to_string(length),
           "is this the right file?");
  }
  if (length > size - kLengthBytes) {
    refuse(name,
           "expected a header of " + std::to_string(length) + " bytes, found " +
               std::to_string(size - kLengthBytes),
           kCutShort);
  }
  const std::string text = read_file_part(file_, kLengthBytes, std::size_t(length));
  const Json header = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!header.is_object()) refuse(name, "expected a safetensors header in JSON, found other text");
  for (const auto& [key, value] : header.items()) {
    if (key == "__metadata__") {
      for (const auto& [note, words] : value.items()) {
        if (words.is_string()) metadata_[note] = words.get<std::string>();
      }
      continue;
    }
    tensors_[key] = entry_in(value, subject(key), kLengthBytes + length, size);
  }
  refuse_overlaps(*this);
}

std::string SafetensorsFile::subject(const std::string& name) const {
  constexpr std::size_t kLongest = 120;
  return file_name(file_) + ":" + name.substr(0, kLongest);
}

const SafetensorsEntry& SafetensorsFile::require_floats(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    throw Error(ErrorKind::kNotFound, subject(name), "no such tensor", "is this the right file?");
  }
  const std::string& type = found->second.type;
  if (type != "F32" && type != "F16" && type != "BF16") {
    refuse(subject(name), "expected numbers of type F32, F16 or BF16, found " + in_quotes(type),
           "save the weights as one of these");
  }
  return found->second;
}

Array<float> SafetensorsFile::read(const std::string& name) const {
  const SafetensorsEntry& entry = require_floats(name);
  const std::string bytes = read_file_part(file_, entry.first, std::size_t(entry.size));
  Array<float> array(entry.shape);
  for (std::size_t i = 0; i < array.values.size(); ++i) {
    float& value = array.values[i];
    if (entry.type == "F32") {
      value = number_at<float>(bytes.data() + 4 * i, ByteOrder::kLittle);
    } else {
      const auto bits = number_at<std::uint16_t>(bytes.data() + 2 * i, ByteOrder::kLittle);
      value = entry.type == "F16" ? half(bits) : as_float(std::uint32_t(bits) << 16);
    }
    if (std::isfinite(value)) continue;
    throw Error(ErrorKind::kBadValue, subject(name),
                "expected finite numbers, found NaN or infinity",
                "the weights are damaged, or training failed");
  }
  return array;
}

bool is_safetensors(const std::filesystem::path& file) {
  const std::string start = read_file_start(file, kLengthBytes + 1);
  const bool is_named = ends_with(file_name(file), ".safetensors");
  if (start.size() <= kLengthBytes) return is_named;
  const auto length = number_at<std::uint64_t>(start.data(), ByteOrder::kLittle);
  const bool is_marked = start[kLengthBytes] == '{' && length > 1 && length <= kMostHeader &&
                         length <= size_of_file(file) - kLengthBytes;
  return is_marked || is_named;
}

}  // namespace cortiscope
