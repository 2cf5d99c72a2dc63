#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "core/io/allowance.h"
#include "core/io/hdf5/h5_handle.h"
#include "core/io/hdf5/h5_soundness.h"

namespace cortiscope::h5 {
namespace {

/// Numbers of a file beyond these are not read: damaged numbers in the middle of a large file are
/// left to the library, whose deflate and shuffle are robust.
constexpr std::uint64_t kReadThrough = std::uint64_t(16) << 20;
constexpr int kDeepest = 32;

/// Unpacked. @param how  of a dataset in chunks
double bytes_of_chunk(hid_t how, hid_t dataset) {
  const Type type(H5Dget_type(dataset));
  std::vector<hsize_t> chunk(H5S_MAX_RANK, 0);
  const int axes = H5Pget_chunk(how, int(chunk.size()), chunk.data());
  double bytes = double(H5Tget_size(type.id));
  for (int axis = 0; axis < axes; ++axis) bytes *= double(chunk[std::size_t(axis)]);
  return bytes;
}

/// Reads the objects of one file, each once regardless of the number of links to it.
class Visitor {
 public:
  explicit Visitor(std::uint64_t file_size) : file_size_(file_size) {}

  void visit(hid_t object, int depth) {
    H5O_info_t info;
    if (H5Oget_info2(object, &info, H5O_INFO_BASIC | H5O_INFO_NUM_ATTRS) < 0) return;
    if (!seen_.insert(info.addr).second) return;
    for (hsize_t i = 0; i < info.num_attrs; ++i) read_attribute(object, i);
    const H5I_type_t kind = H5Iget_type(object);
    if (kind == H5I_DATASET) read_dataset(object);
    if (kind == H5I_GROUP && depth < kDeepest) visit_children(object, depth);
  }

 private:
  void visit_children(hid_t group, int depth) {
    std::vector<std::string> names;
    const auto add = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
      static_cast<std::vector<std::string>*>(list)->emplace_back(name);
      return 0;
    };
    H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, add, &names);
    for (const std::string& name : names) {
      H5L_info_t link;
      if (H5Lget_info(group, name.c_str(), &link, H5P_DEFAULT) < 0) continue;
      if (link.type != H5L_TYPE_HARD && link.type != H5L_TYPE_SOFT) continue;
      if (H5Oexists_by_name(group, name.c_str(), H5P_DEFAULT) <= 0) continue;
      const Object child(H5Oopen(group, name.c_str(), H5P_DEFAULT));
      if (child.id >= 0) visit(child.id, depth + 1);
    }
  }

  /// Reads `count` texts through `read`.
  template <class Read>
  static void read_texts(hid_t type, std::uint64_t count, const Read& read) {
    if (H5Tis_variable_str(type) > 0) {
      const Type memory(make_string_type());
      H5Tset_cset(memory.id, H5Tget_cset(type));
      std::vector<char*> texts(count, nullptr);
      if (read(memory.id, texts.data()) < 0) return;
      for (char* text : texts) H5free_memory(text);
    } else {
      std::vector<char> bytes(count * H5Tget_size(type));
      read(type, bytes.data());
    }
  }

  static void read_attribute(hid_t object, hsize_t index) {
    const Attribute attribute(
        H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, index, H5P_DEFAULT, H5P_DEFAULT));
    if (attribute.id < 0) return;
    const Type type(H5Aget_type(attribute.id));
    const Space space(H5Aget_space(attribute.id));
    if (H5Sget_simple_extent_npoints(space.id) != 1) return;
    if (H5Tget_class(type.id) == H5T_STRING) {
      read_texts(type.id, 1,
                 [&](hid_t memory, void* into) { return H5Aread(attribute.id, memory, into); });
      return;
    }
    double number = 0;
    std::int64_t integer = 0;
    H5Aread(attribute.id, H5T_NATIVE_DOUBLE, &number);
    H5Aread(attribute.id, H5T_NATIVE_INT64, &integer);
  }

  void read_dataset(hid_t dataset) {
    if (!reason_not_to_read(dataset, file_size_).empty()) return;
    const Type type(H5Dget_type(dataset));
    const Space space(H5Dget_space(dataset));
    const hssize_t points = H5Sget_simple_extent_npoints(space.id);
    if (points <= 0) return;
    const auto count = std::uint64_t(points);
    const std::uint64_t size = H5Tget_size(type.id);
    // Datasets that a reader rejects because of their size.
    if (size == 0 || count > most_bytes_of(file_size_) / size) return;
    const H5T_class_t kind = H5Tget_class(type.id);
    if (kind == H5T_STRING) {
      read_texts(type.id, count, [&](hid_t memory, void* into) {
        return H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, into);
      });
    } else if (kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_ENUM) {
      read_numbers(dataset, space.id, count);
    }
  }

  /// Whether chunks take more room in the file than their numbers, which no program writes: deflate
  /// adds less than a hundredth to what it cannot compress. Asked before anything is unpacked,
  /// because a library that grows its memory in place may stay within the limit.
  static bool has_overfull_chunks(hid_t dataset, hsize_t chunks) {
    if (chunks == 0) return false;
    const Properties how(H5Dget_create_plist(dataset));
    const double numbers = double(chunks) * bytes_of_chunk(how.id, dataset);
    return double(H5Dget_storage_size(dataset)) > 1.01 * numbers + 64 * double(chunks);
  }

  void read_numbers(hid_t dataset, hid_t space, std::uint64_t count) {
    hsize_t chunks = 0;
    H5Dget_num_chunks(dataset, space, &chunks);  // follows the whole index
    if (has_overfull_chunks(dataset, chunks)) _exit(kOverfullChunks);
    const std::uint64_t bytes = count * sizeof(double);
    if (bytes <= kReadThrough - numbers_read_) {
      numbers_read_ += bytes;
      std::vector<double> numbers(count);  // room for the largest of the types
      for (const hid_t memory : {H5T_NATIVE_FLOAT, H5T_NATIVE_INT32, H5T_NATIVE_DOUBLE}) {
        H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data());
      }
      return;
    }
    const std::vector<hsize_t> first(std::size_t(H5Sget_simple_extent_ndims(space)), 0);
    const hsize_t one = 1;
    H5Sselect_elements(space, H5S_SELECT_SET, 1, first.data());
    const Space scalar(H5Screate_simple(1, &one, nullptr));
    float number = 0;
    H5Dread(dataset, H5T_NATIVE_FLOAT, scalar.id, space, H5P_DEFAULT, &number);
  }

  std::uint64_t file_size_;
  std::uint64_t numbers_read_ = 0;
  std::set<haddr_t> seen_;
};

/// Called for every call into the library that fails. A lack of memory must not be reported as a
/// damaged file: without limits the call would not fail.
herr_t leave_where_out_of_memory(hid_t stack, void*) {
  const auto look = [](unsigned, const H5E_error2_t* error, void*) -> herr_t {
    if (error->min_num == H5E_NOSPACE) _exit(kOutOfMemory);
    return 0;
  };
  return H5Ewalk2(stack, H5E_WALK_UPWARD, look, nullptr);
}

}  // namespace

void keep_to_one_file() {
  H5PLset_loading_state(0);
  if (H5Lis_registered(H5L_TYPE_EXTERNAL) > 0) H5Lunregister(H5L_TYPE_EXTERNAL);
}

namespace {

/// Whether numbers are of a type that programs write; the library's conversions of others are
/// unreliable.
bool is_standard(hid_t type) {
  if (H5Tget_class(type) == H5T_ENUM) {
    const Type numbers(H5Tget_super(type));
    return numbers.id >= 0 && is_standard(numbers.id);
  }
  const Type half(make_half_type());
  const hid_t known[] = {half.id,           H5T_NATIVE_FLOAT,  H5T_NATIVE_DOUBLE, H5T_NATIVE_INT8,
                         H5T_NATIVE_INT16,  H5T_NATIVE_INT32,  H5T_NATIVE_INT64,  H5T_NATIVE_UINT8,
                         H5T_NATIVE_UINT16, H5T_NATIVE_UINT32, H5T_NATIVE_UINT64};
  return std::any_of(std::begin(known), std::end(known), [&](hid_t one) {
    const Type same(H5Tcopy(one));
    H5Tset_order(same.id, H5Tget_order(type));
    return H5Tequal(type, same.id) > 0;
  });
}

}  // namespace

std::string reason_not_to_read(std::int64_t dataset, std::uint64_t file_size) {
  const Properties how(H5Dget_create_plist(dataset));
  const Type type(H5Dget_type(dataset));
  if (how.id < 0 || type.id < 0) return "expected a dataset, found a damaged one";
  const H5D_layout_t layout = H5Pget_layout(how.id);
  if (layout == H5D_VIRTUAL || H5Pget_external_count(how.id) > 0) {
    return "expected data in the file itself, found a reference to another file";
  }
  const H5T_class_t kind = H5Tget_class(type.id);
  if ((kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_ENUM) && !is_standard(type.id)) {
    return "expected integers of 8 to 64 bits or floating-point numbers of 16, 32 or 64, found "
           "numbers of another type";
  }
  for (int i = 0, count = H5Pget_nfilters(how.id); i < count; ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter =
        H5Pget_filter2(how.id, unsigned(i), &flags, &values, nullptr, 0, nullptr, nullptr);
    if (filter == H5Z_FILTER_DEFLATE || filter == H5Z_FILTER_SHUFFLE ||
        filter == H5Z_FILTER_FLETCHER32) {
      continue;
    }
    return "expected data that are not compressed or compressed with gzip, found HDF5 filter " +
           std::to_string(filter);
  }
  if (layout != H5D_CHUNKED) return "";
  const std::uint64_t most = most_bytes_of(file_size);
  if (bytes_of_chunk(how.id, dataset) <= double(most)) return "";
  return "expected chunks of at most " + std::to_string(most) + " bytes, found larger ones";
}

void read_through(const std::filesystem::path& path) {
  H5open();
  keep_to_one_file();
  H5Eset_auto2(H5E_DEFAULT, leave_where_out_of_memory, nullptr);
  const std::uint64_t size = std::filesystem::file_size(path);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (file < 0) return;
  {
    const Group root(H5Gopen2(file, "/", H5P_DEFAULT));
    if (root.id >= 0) Visitor(size).visit(root.id, 0);
  }
  H5Fclose(file);
}

Limits limits_of(std::uint64_t file_size) {
  constexpr std::uint64_t kItself = std::uint64_t(64) << 20;
  // About six times what valid files of any size need on a busy machine, because a valid file must
  // never be rejected. Measured as processor time, not elapsed time.
  constexpr double kStartSeconds = 0.7, kBytesPerSecond = 10e6;
  return {kItself + 2 * most_bytes_of(file_size),
          kStartSeconds + double(file_size) / kBytesPerSecond};
}

}  // namespace cortiscope::h5
