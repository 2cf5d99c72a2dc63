#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <functional>
#include <type_traits>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/h5_handle.h"
#include "core/io/hdf5/h5_soundness.h"

namespace cortiscope {
namespace {

/// Deflate cannot shrink by more than this; a dataset that declares more than that many times what
/// it stores is invalid, and is rejected before memory is allocated.
constexpr double kMostDeflate = 1100;

Shape extents(hid_t space) {
  std::vector<hsize_t> dims(std::size_t(std::max(0, H5Sget_simple_extent_ndims(space))));
  H5Sget_simple_extent_dims(space, dims.data(), nullptr);
  return Shape(dims.begin(), dims.end());
}

bool matches(const Shape& found, const Shape& expected) {
  if (found.size() != expected.size()) return false;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (expected[i] != kAny && expected[i] != found[i]) return false;
  }
  return true;
}

[[noreturn]] void fail_open(const std::string& subject) {
  throw Error(ErrorKind::kNotFound, subject, "expected a dataset, found none",
              "core/io/FORMAT.md says what a file must hold");
}

void require_readable(hid_t dataset, std::uint64_t file_size, const std::string& subject) {
  const std::string reason = h5::reason_not_to_read(dataset, file_size);
  if (reason.empty()) return;
  throw Error(ErrorKind::kBadFormat, subject, reason, "copy the data with h5py or h5repack");
}

/// Opens a dataset and checks that it holds numbers of the expected shape, backed by storage.
struct NumericDataset {
  h5::Dataset dataset;
  h5::Type type;
  h5::Space space;
  Shape shape;

  NumericDataset(hid_t file, std::uint64_t file_size, const std::string& name,
                 const std::string& subject, const Shape& expected)
      : dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT)),
        type(dataset.id < 0 ? -1 : H5Dget_type(dataset.id)),
        space(dataset.id < 0 ? -1 : H5Dget_space(dataset.id)) {
    if (dataset.id < 0) fail_open(subject);
    const H5T_class_t kind = H5Tget_class(type.id);
    if (kind != H5T_FLOAT && kind != H5T_INTEGER && kind != H5T_ENUM) {
      throw Error(ErrorKind::kBadFormat, subject, "expected numbers, found another type",
                  "write it as an integer or floating-point dataset");
    }
    require_readable(dataset.id, file_size, subject);
    shape = extents(space.id);
    if (!matches(shape, expected)) {
      throw Error(ErrorKind::kBadShape, subject,
                  "expected shape " + to_string(expected) + ", found " + to_string(shape),
                  "core/io/FORMAT.md says what a file must hold");
    }
    double declared = double(H5Tget_size(type.id));
    for (const std::int64_t extent : shape) declared *= double(extent);
    const double stored = double(H5Dget_storage_size(dataset.id));
    if (declared > stored * kMostDeflate) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected data of shape " + to_string(shape) + ", found only " +
                      std::to_string(std::int64_t(stored)) + " bytes",
                  "the file is incomplete; write it again");
    }
  }
};

/// Reads the selected part into `array`. Half precision is converted from its raw bits: HDF5's own
/// conversion takes most of the time of a read.
template <class T>
bool read_selected(const NumericDataset& source, hid_t memory, hid_t selection, Array<T>& array) {
  if constexpr (std::is_same_v<T, float>) {
    const h5::Type half(h5::make_half_type());
    const bool is_half = H5Tget_class(source.type.id) == H5T_FLOAT &&
                         H5Tget_size(source.type.id) == 2 && H5Tequal(source.type.id, half.id) > 0;
    if (is_half) {
      std::vector<Eigen::half> bits(array.values.size());
      if (H5Dread(source.dataset.id, half.id, memory, selection, H5P_DEFAULT, bits.data()) < 0) {
        return false;
      }
      using Halves = Eigen::Array<Eigen::half, Eigen::Dynamic, 1>;
      const Eigen::Index count = Eigen::Index(bits.size());
      Eigen::Map<Eigen::ArrayXf>(array.values.data(), count) =
          Eigen::Map<const Halves>(bits.data(), count).cast<float>();
      return true;
    }
  }
  return H5Dread(source.dataset.id, h5::native(array.values.data()), memory, selection, H5P_DEFAULT,
                 array.values.data()) >= 0;
}

template <class T>
void require_finite(const Array<T>& array, const std::string& subject) {
  if constexpr (std::is_floating_point_v<T>) {
    for (std::size_t i = 0; i < array.values.size(); ++i) {
      if (std::isfinite(array.values[i])) continue;
      std::string place;
      std::int64_t rest = std::int64_t(i);
      for (std::size_t axis = array.shape.size(); axis-- > 0;) {
        place = std::to_string(rest % array.shape[axis]) + (place.empty() ? "" : ", ") + place;
        rest /= array.shape[axis];
      }
      throw Error(ErrorKind::kBadValue, subject,
                  "expected finite numbers, found " +
                      std::string(std::isnan(array.values[i]) ? "NaN" : "infinity") + " at [" +
                      place + "]",
                  "remove or replace it before loading");
    }
  }
}

[[noreturn]] void fail_read(const std::string& subject) {
  throw Error(ErrorKind::kBadFormat, subject, "expected data that can be read, found damaged ones",
              "copy or write it again");
}

std::vector<std::string> read_string_values(hid_t type, std::size_t count, bool& is_read,
                                            const std::function<herr_t(hid_t, void*)>& read) {
  std::vector<std::string> values(count);
  if (H5Tis_variable_str(type) > 0) {
    const h5::Type memory(h5::make_string_type());
    H5Tset_cset(memory.id, H5Tget_cset(type));
    std::vector<char*> pointers(count, nullptr);
    is_read = read(memory.id, pointers.data()) >= 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (is_read && pointers[i]) values[i] = pointers[i];
      H5free_memory(pointers[i]);
    }
  } else {
    const std::size_t width = H5Tget_size(type);
    std::string bytes(count * width, '\0');
    is_read = read(type, bytes.data()) >= 0;
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = bytes.substr(i * width, width);
      values[i].resize(values[i].find_last_not_of(std::string("\0 ", 2)) + 1);
    }
  }
  return values;
}

}  // namespace

H5Reader::H5Reader(const std::filesystem::path& file)
    : file_(file), opened_(file), file_size_(size_of_file(file)), allowance_(file_size_) {
  h5::require_sound(file);
  const auto lock = h5::lock();
  h5::keep_to_one_file();
  id_ = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (id_ >= 0) return;
  const bool is_hdf5 = H5Fis_hdf5(file.c_str()) > 0;
  throw Error(ErrorKind::kBadFormat, file.string(),
              is_hdf5 ? "expected a whole HDF5 file, found one that is cut short or locked"
                      : "expected an HDF5 file, found another",
              is_hdf5 ? "copy or write it again" : "core/io/FORMAT.md says how to write one");
}

H5Reader::~H5Reader() {
  const auto lock = h5::lock();
  H5Fclose(id_);
}

std::string H5Reader::subject(const std::string& name) const {
  return file_.filename().string() + ":" + name;
}

bool H5Reader::has(const std::string& name) const {
  const auto lock = h5::lock();
  if (name == "/") return true;
  for (std::size_t end = name.find('/', 1);; end = name.find('/', end + 1)) {
    const std::string link = name.substr(0, end);
    if (H5Lexists(id_, link.c_str(), H5P_DEFAULT) <= 0) return false;
    H5L_info_t info;
    if (H5Lget_info(id_, link.c_str(), &info, H5P_DEFAULT) >= 0 && info.type != H5L_TYPE_HARD &&
        info.type != H5L_TYPE_SOFT) {
      throw Error(ErrorKind::kBadFormat, subject(link),
                  "expected data in the file itself, found a link to another file",
                  "copy them into this file with h5copy or h5py");
    }
    if (end == std::string::npos) break;
  }
  return H5Oexists_by_name(id_, name.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> H5Reader::children(const std::string& group) const {
  const auto lock = h5::lock();
  std::vector<std::string> names;
  if (!has(group)) return names;
  const h5::Group opened(H5Gopen2(id_, group.c_str(), H5P_DEFAULT));
  if (opened.id < 0) return names;
  const auto add = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  H5Literate(opened.id, H5_INDEX_NAME, H5_ITER_INC, nullptr, add, &names);
  return names;
}

Shape H5Reader::shape(const std::string& name) const {
  const auto lock = h5::lock();
  has(name);  // throws if it lies in another file
  const h5::Dataset dataset(H5Dopen2(id_, name.c_str(), H5P_DEFAULT));
  if (dataset.id < 0) fail_open(subject(name));
  const h5::Space space(H5Dget_space(dataset.id));
  return extents(space.id);
}

template <class T>
Array<T> H5Reader::read(const std::string& name, const Shape& expected, Finite finite) const {
  const auto lock = h5::lock();
  opened_.require_unchanged(file_);
  has(name);  // throws if it lies in another file
  const NumericDataset source(id_, file_size_, name, subject(name), expected);
  allowance_.take(sizeof(T) * std::uint64_t(element_count(source.shape)), subject(name));
  Array<T> array{Shape(source.shape)};
  const bool is_read = array.empty() || read_selected(source, H5S_ALL, H5S_ALL, array);
  opened_.require_unchanged(file_);
  if (!is_read) fail_read(subject(name));
  if (finite == Finite::kRequired) require_finite(array, subject(name));
  return array;
}

template <class T>
Array<T> H5Reader::read_rows(const std::string& name, const Shape& expected,
                             const std::vector<int>& rows, Finite finite) const {
  const auto lock = h5::lock();
  opened_.require_unchanged(file_);
  has(name);  // throws if it lies in another file
  const NumericDataset source(id_, file_size_, name, subject(name), expected);
  Shape shape = source.shape;
  shape[0] = 1;
  const std::vector<hsize_t> count(shape.begin(), shape.end());
  const h5::Space one_row(H5Screate_simple(int(count.size()), count.data(), nullptr));
  Array<T> row{Shape(shape)};
  shape[0] = std::int64_t(rows.size());
  Array<T> array{Shape(shape)};
  std::vector<hsize_t> start(count.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    assert(rows[i] >= 0 && rows[i] < source.shape[0]);
    start[0] = hsize_t(rows[i]);
    H5Sselect_hyperslab(source.space.id, H5S_SELECT_SET, start.data(), nullptr, count.data(),
                        nullptr);
    const bool is_read = read_selected(source, one_row.id, source.space.id, row);
    opened_.require_unchanged(file_);
    if (!is_read) fail_read(subject(name));
    if (finite == Finite::kRequired) require_finite(row, subject(name));
    std::copy(row.values.begin(), row.values.end(), array.row(std::int64_t(i)));
  }
  return array;
}

template Array<float> H5Reader::read(const std::string&, const Shape&, Finite) const;
template Array<double> H5Reader::read(const std::string&, const Shape&, Finite) const;
template Array<std::int32_t> H5Reader::read(const std::string&, const Shape&, Finite) const;
template Array<std::int64_t> H5Reader::read(const std::string&, const Shape&, Finite) const;
template Array<std::uint8_t> H5Reader::read(const std::string&, const Shape&, Finite) const;
template Array<float> H5Reader::read_rows(const std::string&, const Shape&, const std::vector<int>&,
                                          Finite) const;
template Array<double> H5Reader::read_rows(const std::string&, const Shape&,
                                           const std::vector<int>&, Finite) const;
template Array<std::uint8_t> H5Reader::read_rows(const std::string&, const Shape&,
                                                 const std::vector<int>&, Finite) const;

std::vector<std::string> H5Reader::read_strings(const std::string& name) const {
  const auto lock = h5::lock();
  has(name);  // throws if it lies in another file
  const h5::Dataset dataset(H5Dopen2(id_, name.c_str(), H5P_DEFAULT));
  if (dataset.id < 0) fail_open(subject(name));
  const h5::Type type(H5Dget_type(dataset.id));
  const h5::Space space(H5Dget_space(dataset.id));
  const Shape shape = extents(space.id);
  if (H5Tget_class(type.id) != H5T_STRING || shape.size() != 1) {
    throw Error(ErrorKind::kBadFormat, subject(name),
                "expected a list of strings, found other data",
                "write them as a 1-D dataset of strings");
  }
  require_readable(dataset.id, file_size_, subject(name));
  allowance_.take(std::uint64_t(shape[0]) * H5Tget_size(type.id), subject(name));
  if (double(shape[0]) * double(H5Tget_size(type.id)) >
      double(H5Dget_storage_size(dataset.id)) * kMostDeflate) {
    fail_read(subject(name));
  }
  bool is_read = true;
  std::vector<std::string> values =
      read_string_values(type.id, std::size_t(shape[0]), is_read, [&](hid_t memory, void* into) {
        return H5Dread(dataset.id, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, into);
      });
  if (!is_read) fail_read(subject(name));
  return values;
}

bool H5Reader::has_attribute(const std::string& object, const std::string& attribute) const {
  const auto lock = h5::lock();
  return has(object) && H5Aexists_by_name(id_, object.c_str(), attribute.c_str(), H5P_DEFAULT) > 0;
}

std::int64_t H5Reader::open_attribute(const std::string& object,
                                      const std::string& attribute) const {
  if (!has_attribute(object, attribute)) {
    throw Error(ErrorKind::kNotFound, subject(object) + "@" + attribute,
                "expected an attribute, found none",
                "core/io/FORMAT.md says what a file must hold");
  }
  return H5Aopen_by_name(id_, object.c_str(), attribute.c_str(), H5P_DEFAULT, H5P_DEFAULT);
}

std::string H5Reader::text_or(const std::string& object, const std::string& attribute,
                              const std::string& fallback) const {
  return has_attribute(object, attribute) ? text(object, attribute) : fallback;
}

std::string H5Reader::text(const std::string& object, const std::string& attribute) const {
  const auto lock = h5::lock();
  const std::string where = subject(object) + "@" + attribute;
  const h5::Attribute opened(open_attribute(object, attribute));
  const h5::Type type(H5Aget_type(opened.id));
  const h5::Space space(H5Aget_space(opened.id));
  if (H5Tget_class(type.id) != H5T_STRING || H5Sget_simple_extent_npoints(space.id) != 1) {
    throw Error(ErrorKind::kBadFormat, where, "expected one text, found other data",
                "core/io/FORMAT.md says what a file must hold");
  }
  allowance_.take(H5Tget_size(type.id), where);
  bool is_read = true;
  const std::vector<std::string> values = read_string_values(
      type.id, 1, is_read,
      [&](hid_t memory, void* into) { return H5Aread(opened.id, memory, into); });
  if (!is_read) fail_read(where);
  return values[0];
}

template <class T>
T H5Reader::scalar(const std::string& object, const std::string& attribute) const {
  const auto lock = h5::lock();
  const std::string where = subject(object) + "@" + attribute;
  const h5::Attribute opened(open_attribute(object, attribute));
  const h5::Space space(H5Aget_space(opened.id));
  T value = 0;
  if (H5Sget_simple_extent_npoints(space.id) != 1 ||
      H5Aread(opened.id, h5::native(&value), &value) < 0) {
    throw Error(ErrorKind::kBadFormat, where, "expected one number, found other data",
                "core/io/FORMAT.md says what a file must hold");
  }
  return value;
}

double H5Reader::number(const std::string& object, const std::string& attribute) const {
  return scalar<double>(object, attribute);
}

std::int64_t H5Reader::integer(const std::string& object, const std::string& attribute) const {
  return scalar<std::int64_t>(object, attribute);
}

}  // namespace cortiscope
