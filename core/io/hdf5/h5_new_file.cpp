#include "core/io/hdf5/h5_new_file.h"

#include <fcntl.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#if H5_VERSION_GE(1, 14, 0)
#include <H5FDdevelop.h>
#endif

namespace cortiscope::h5 {
namespace {

/// What an open file hands the driver.
struct Settings {
  int* failure;
};

/// A file as the driver sees it. The library's own part comes first.
struct NewFile {
  H5FD_t library_part = {};
  int descriptor = -1;
  haddr_t end_of_addresses = 0;
  haddr_t end_of_file = 0;
  int* failure = nullptr;

  void note_failure(int reason) {
    if (*failure == 0) *failure = reason;
  }
};

NewFile& of(H5FD_t* file) { return *reinterpret_cast<NewFile*>(file); }
const NewFile& of(const H5FD_t* file) { return *reinterpret_cast<const NewFile*>(file); }

H5FD_t* open_file(const char* name, unsigned flags, hid_t access, haddr_t) {
  const auto* settings = static_cast<const Settings*>(H5Pget_driver_info(access));
  if (!settings || !(flags & H5F_ACC_RDWR)) return nullptr;
  const bool is_new = flags & H5F_ACC_CREAT;
  auto file = std::make_unique<NewFile>();
  file->failure = settings->failure;
  file->descriptor = open(name, O_RDWR | (is_new ? O_CREAT | O_TRUNC : 0) | O_CLOEXEC, 0666);
  if (file->descriptor < 0) {
    file->note_failure(errno);
    return nullptr;
  }
  struct stat found = {};
  if (!is_new && fstat(file->descriptor, &found) == 0) file->end_of_file = haddr_t(found.st_size);
  return &file.release()->library_part;
}

herr_t close_file(H5FD_t* file) {
  const std::unique_ptr<NewFile> owned(&of(file));
  if (close(owned->descriptor) != 0) owned->note_failure(errno);
  return 0;
}

herr_t query(const H5FD_t*, unsigned long* features) {
  *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
              H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t end_of_addresses(const H5FD_t* file, H5FD_mem_t) { return of(file).end_of_addresses; }
haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return of(file).end_of_file; }

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  of(file).end_of_addresses = end;
  return 0;
}

/// Bytes beyond the end of the file, or dropped, read as zeros.
herr_t read_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t from, size_t count, void* into) {
  auto* next = static_cast<char*>(into);
  while (count > 0) {
    const ssize_t got = pread(of(file).descriptor, next, count, off_t(from));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      std::memset(next, 0, count);
      return 0;
    }
    next += got;
    from += haddr_t(got);
    count -= std::size_t(got);
  }
  return 0;
}

herr_t write_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t to, size_t count, const void* bytes) {
  NewFile& target = of(file);
  target.end_of_file = std::max(target.end_of_file, to + count);
  const auto* next = static_cast<const char*>(bytes);
  while (count > 0 && *target.failure == 0) {
    const ssize_t put = pwrite(target.descriptor, next, count, off_t(to));
    if (put < 0) {
      if (errno != EINTR) target.note_failure(errno);
      continue;
    }
    next += put;
    to += haddr_t(put);
    count -= std::size_t(put);
  }
  return 0;
}

herr_t truncate_file(H5FD_t* file, hid_t, hbool_t) {
  NewFile& target = of(file);
  if (ftruncate(target.descriptor, off_t(target.end_of_addresses)) != 0) {
    target.note_failure(errno);
  }
  target.end_of_file = target.end_of_addresses;
  return 0;
}

H5FD_class_t make_driver() {
  H5FD_class_t driver = {};
#if H5_VERSION_GE(1, 14, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = H5FD_class_value_t(600);  // from the range left to programs
#endif
  driver.name = "cortiscope-new-file";
  driver.maxaddr = haddr_t(1) << 62;
  driver.fc_degree = H5F_CLOSE_WEAK;
  driver.fapl_size = sizeof(Settings);
  driver.open = open_file;
  driver.close = close_file;
  driver.query = query;
  driver.get_eoa = end_of_addresses;
  driver.set_eoa = set_end_of_addresses;
  driver.get_eof = end_of_file;
  driver.read = read_bytes;
  driver.write = write_bytes;
  driver.truncate = truncate_file;
  const H5FD_mem_t kinds[] = H5FD_FLMAP_DICHOTOMY;
  std::copy(std::begin(kinds), std::end(kinds), driver.fl_map);
  return driver;
}

/// Whether files opened with this property list are written by the driver.
bool use_driver(std::int64_t access, int* failure) {
  static const H5FD_class_t driver = make_driver();
  static const hid_t id = H5FDregister(&driver);
  const Settings settings{failure};
  return id >= 0 && H5Pset_driver(access, id, &settings) >= 0;
}

}  // namespace

std::int64_t open_new_file(const std::filesystem::path& file, std::int64_t access, int* failure) {
  return use_driver(access, failure) ? H5Fopen(file.c_str(), H5F_ACC_RDWR, access) : -1;
}

std::int64_t create_new_file(const std::filesystem::path& file, std::int64_t creation,
                             std::int64_t access, int* failure) {
  if (!use_driver(access, failure)) return -1;
  return H5Fcreate(file.c_str(), H5F_ACC_TRUNC, creation, access);
}

}  // namespace cortiscope::h5
