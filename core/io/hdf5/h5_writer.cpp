#include <Eigen/Core>
#include <algorithm>

#include "core/base/error.h"
#include "core/io/atomic_file.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/h5_handle.h"
#include "core/io/hdf5/h5_new_file.h"
#include "core/io/hdf5/h5_soundness.h"

namespace cortiscope {
namespace {

constexpr int kVersion = 1;
/// Below this, compression costs more than it saves.
constexpr std::size_t kCompressFrom = 4096;

}  // namespace

struct H5Writer::State {
  State(const std::filesystem::path& its_file, Beginning beginning)
      : file(its_file),
        target(its_file, beginning == Beginning::kNew ? Uncommitted::kDeleted : Uncommitted::kKept),
        holds_nothing(beginning == Beginning::kNewKept) {}
  ~State() {
    std::error_code ignored;
    if (holds_nothing) std::filesystem::remove(target.path(), ignored);
  }

  std::filesystem::path file;
  AtomicFile target;
  int failure = 0;  ///< errno of the first write that failed
  hid_t id = -1;
  bool holds_nothing;  ///< a file to be kept that never came to the disk: nothing can go on with it

  [[noreturn]] void fail(const std::string& part) const {
    fail_to_write(file.string() + ":" + part, failure);
  }
  void check(herr_t status, const std::string& part) const {
    if (status < 0 || failure != 0) fail(part);
  }

  void open_file(bool is_new) {
    const h5::Properties access(H5Pcreate(H5P_FILE_ACCESS));
    H5Pset_libver_bounds(access.id, H5F_LIBVER_V18, H5F_LIBVER_LATEST);
    const h5::Properties creation(H5Pcreate(H5P_FILE_CREATE));
    H5Pset_obj_track_times(creation.id, false);  // of the root group
    id = is_new ? h5::create_new_file(target.path(), creation.id, access.id, &failure)
                : h5::open_new_file(target.path(), access.id, &failure);
    if (id < 0) fail("/");
  }
  void close_file() {
    const hid_t closed = id;
    id = -1;
    check(H5Fclose(closed), "/");
  }

  /// A group without its creation time: the same values give the same bytes.
  hid_t make_group(const std::string& name) {
    const h5::Properties how(H5Pcreate(H5P_GROUP_CREATE));
    H5Pset_obj_track_times(how.id, false);
    return H5Gcreate2(id, name.c_str(), H5P_DEFAULT, how.id, H5P_DEFAULT);
  }

  /// Creates the missing parent groups of an object with this absolute path.
  void make_groups_above(const std::string& name) {
    for (std::size_t end = name.find('/', 1); end != std::string::npos;
         end = name.find('/', end + 1)) {
      const std::string above = name.substr(0, end);
      if (H5Lexists(id, above.c_str(), H5P_DEFAULT) > 0) continue;
      const h5::Group made(make_group(above));
      if (made.id < 0) fail(above);
    }
  }

  hid_t create(const std::string& name, hid_t type, const Shape& shape, hid_t how) {
    const std::vector<hsize_t> dims(shape.begin(), shape.end());
    const h5::Space space(H5Screate_simple(int(dims.size()), dims.data(), nullptr));
    make_groups_above(name);
    const hid_t dataset =
        H5Dcreate2(id, name.c_str(), type, space.id, H5P_DEFAULT, how, H5P_DEFAULT);
    if (dataset < 0) fail(name);
    return dataset;
  }

  /// Opens an object; creates a group if there is none.
  hid_t open(const std::string& object) {
    const hid_t opened = H5Oopen(id, object.c_str(), H5P_DEFAULT);
    if (opened >= 0) return opened;
    make_groups_above(object);
    const hid_t made = make_group(object);
    if (made < 0) fail(object);
    return made;
  }

  /// @param type  of the values in memory
  void write_rows(hid_t dataset, std::int64_t first, const Shape& shape, hid_t type,
                  const void* values, const std::string& name) {
    const h5::Space space(H5Dget_space(dataset));
    const std::vector<hsize_t> count(shape.begin(), shape.end());
    std::vector<hsize_t> start(count.size(), 0);
    start[0] = hsize_t(first);
    H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    const h5::Space memory(H5Screate_simple(int(count.size()), count.data(), nullptr));
    check(H5Dwrite(dataset, type, memory.id, space.id, H5P_DEFAULT, values), name);
  }

  void set(const std::string& object, const std::string& attribute, hid_t type, const void* value) {
    const h5::Object owner(open(object));
    const h5::Space scalar(H5Screate(H5S_SCALAR));
    const h5::Attribute made(
        H5Acreate2(owner.id, attribute.c_str(), type, scalar.id, H5P_DEFAULT, H5P_DEFAULT));
    if (made.id < 0) fail(object + "@" + attribute);
    check(H5Awrite(made.id, type, value), object + "@" + attribute);
  }
};

H5Writer::H5Writer(const std::filesystem::path& file, Beginning beginning)
    : state_(std::make_unique<State>(file, beginning)) {
  const auto lock = h5::lock();
  state_->open_file(/*is_new=*/beginning != Beginning::kResumed);
}

H5Writer::~H5Writer() {
  const auto lock = h5::lock();
  if (state_->id >= 0) H5Fclose(state_->id);
}

template <class T>
void H5Writer::write(const std::string& name, const Array<T>& array, Packing packing) {
  const auto lock = h5::lock();
  const h5::Properties how(H5Pcreate(H5P_DATASET_CREATE));
  // The same values give the same bytes: no times in the file.
  H5Pset_obj_track_times(how.id, false);
  if (packing == Packing::kSmall && array.values.size() * sizeof(T) >= kCompressFrom) {
    // One chunk as long as it stays under a megabyte or so; whole rows otherwise.
    std::vector<hsize_t> chunk(array.shape.begin(), array.shape.end());
    const hsize_t row_bytes = hsize_t(array.row_size()) * sizeof(T);
    chunk[0] = std::clamp<hsize_t>((1U << 20) / std::max<hsize_t>(row_bytes, 1), 1, chunk[0]);
    H5Pset_chunk(how.id, int(chunk.size()), chunk.data());
    H5Pset_shuffle(how.id);
    H5Pset_deflate(how.id, 1);
  }
  const hid_t type = h5::native(array.values.data());
  const h5::Dataset dataset(state_->create(name, type, array.shape, how.id));
  if (array.empty()) return;
  state_->check(H5Dwrite(dataset.id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()),
                name);
}

template void H5Writer::write(const std::string&, const Array<float>&, Packing);
template void H5Writer::write(const std::string&, const Array<double>&, Packing);
template void H5Writer::write(const std::string&, const Array<std::int32_t>&, Packing);
template void H5Writer::write(const std::string&, const Array<std::uint8_t>&, Packing);

void H5Writer::write_strings(const std::string& name, const std::vector<std::string>& values) {
  const auto lock = h5::lock();
  const h5::Type type(h5::make_string_type());
  const h5::Properties how(H5Pcreate(H5P_DATASET_CREATE));
  H5Pset_obj_track_times(how.id, false);
  const h5::Dataset dataset(
      state_->create(name, type.id, Shape{std::int64_t(values.size())}, how.id));
  if (values.empty()) return;
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  state_->check(H5Dwrite(dataset.id, type.id, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()),
                name);
}

void H5Writer::create_rows(const std::string& name, const Shape& shape, Stored stored, Room room) {
  const auto lock = h5::lock();
  const h5::Properties how(H5Pcreate(H5P_DATASET_CREATE));
  H5Pset_obj_track_times(how.id, false);
  std::vector<hsize_t> chunk(shape.begin(), shape.end());
  chunk[0] = 1;
  H5Pset_chunk(how.id, int(chunk.size()), chunk.data());
  if (room == Room::kAtOnce) H5Pset_alloc_time(how.id, H5D_ALLOC_TIME_EARLY);
  H5Pset_fletcher32(how.id);  // a row that was changed on the disk is noticed
  const h5::Type type(stored == Stored::kFloat16 ? h5::make_half_type()
                                                 : H5Tcopy(H5T_NATIVE_FLOAT));
  const h5::Dataset dataset(state_->create(name, type.id, shape, how.id));
}

void H5Writer::create_bytes(const std::string& name, const Shape& shape) {
  const auto lock = h5::lock();
  const h5::Properties how(H5Pcreate(H5P_DATASET_CREATE));
  H5Pset_obj_track_times(how.id, false);
  H5Pset_alloc_time(how.id, H5D_ALLOC_TIME_EARLY);
  H5Pset_fill_time(how.id, H5D_FILL_TIME_ALLOC);
  const h5::Dataset dataset(state_->create(name, H5T_NATIVE_UINT8, shape, how.id));
}

void H5Writer::flush() {
  const auto lock = h5::lock();
  state_->close_file();
  state_->target.flush();
  state_->holds_nothing = false;
  state_->open_file(/*is_new=*/false);
}

void H5Writer::write_rows(const std::string& name, std::int64_t first, const Array<float>& rows) {
  const auto lock = h5::lock();
  const h5::Dataset dataset(H5Dopen2(state_->id, name.c_str(), H5P_DEFAULT));
  if (dataset.id < 0) state_->fail(name);
  const h5::Type type(H5Dget_type(dataset.id));
  if (H5Tget_size(type.id) == sizeof(Eigen::half)) {
    const Eigen::Index size = Eigen::Index(rows.values.size());
    const Eigen::Array<Eigen::half, Eigen::Dynamic, 1> halves =
        Eigen::Map<const Eigen::ArrayXf>(rows.values.data(), size).cast<Eigen::half>();
    state_->write_rows(dataset.id, first, rows.shape, type.id, halves.data(), name);
  } else {
    state_->write_rows(dataset.id, first, rows.shape, H5T_NATIVE_FLOAT, rows.values.data(), name);
  }
}

void H5Writer::write_rows(const std::string& name, std::int64_t first,
                          const Array<std::uint8_t>& rows) {
  const auto lock = h5::lock();
  const h5::Dataset dataset(H5Dopen2(state_->id, name.c_str(), H5P_DEFAULT));
  if (dataset.id < 0) state_->fail(name);
  state_->write_rows(dataset.id, first, rows.shape, H5T_NATIVE_UINT8, rows.values.data(), name);
}

void H5Writer::set_text(const std::string& object, const std::string& attribute,
                        const std::string& value) {
  const auto lock = h5::lock();
  const h5::Type type(h5::make_string_type());
  const char* pointer = value.c_str();
  state_->set(object, attribute, type.id, &pointer);
}

void H5Writer::set_number(const std::string& object, const std::string& attribute, double value) {
  const auto lock = h5::lock();
  state_->set(object, attribute, H5T_NATIVE_DOUBLE, &value);
}

void H5Writer::set_integer(const std::string& object, const std::string& attribute,
                           std::int64_t value) {
  const auto lock = h5::lock();
  state_->set(object, attribute, H5T_NATIVE_INT64, &value);
}

void H5Writer::commit() {
  {
    const auto lock = h5::lock();
    state_->close_file();
  }
  state_->target.commit();
  state_->holds_nothing = false;
  h5::trust(state_->file);
}

void mark_format(H5Writer& file, const std::string& format) {
  file.set_text("/", "format", "cortiscope " + format);
  file.set_integer("/", "version", kVersion);
}

std::string format_of(const H5Reader& file) {
  if (!file.has_attribute("/", "format")) return "";
  const std::string mark = file.text("/", "format");
  const std::string prefix = "cortiscope ";
  return mark.compare(0, prefix.size(), prefix) == 0 ? mark.substr(prefix.size()) : "";
}

void check_format(const H5Reader& file, const std::string& format) {
  const std::string found = format_of(file);
  if (found != format) {
    throw Error(
        ErrorKind::kBadFormat, file.file().string(),
        "expected a Cortiscope " + format + " file, found " +
            (found.empty() ? "an HDF5 file of another program" : "one of format \"" + found + "\""),
        "its attribute \"format\" must read \"cortiscope " + format + "\"");
  }
  const std::int64_t version = file.integer("/", "version");
  if (version != kVersion) {
    throw Error(
        ErrorKind::kBadFormat, file.file().string(),
        "expected version " + std::to_string(kVersion) + ", found " + std::to_string(version),
        "open it with the Cortiscope that wrote it, or a newer one");
  }
}

}  // namespace cortiscope
