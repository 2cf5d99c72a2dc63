#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/io/allowance.h"
#include "core/io/open_file_state.h"

namespace cortiscope {

/// Whether a dataset may hold NaN (no data) and infinities.
enum class Finite { kRequired, kNotRequired };

/// A read-only HDF5 file that checks before it reads: that the library can read it safely
/// (h5_soundness.h), the shape, the number type, and that the file is large enough for its declared
/// data. Data in other files (links, external storage, virtual datasets) are rejected.
///
/// Numbers that were read from a file that has changed since it was opened are an Error, so that no
/// result comes from half an old and half a new file.
///
/// HDF5 itself is not thread-safe: all readers and writers share one process-wide lock.
/// Errors name the file and the dataset, "nsd.h5:/responses".
class H5Reader {
 public:
  /// @throws Error  kNotFound: no such file; kBadFormat: not HDF5, truncated or damaged
  explicit H5Reader(const std::filesystem::path& file);
  ~H5Reader();
  H5Reader(const H5Reader&) = delete;
  H5Reader& operator=(const H5Reader&) = delete;

  const std::filesystem::path& file() const { return file_; }

  /// Whether a dataset or group has this absolute path.
  /// @throws Error  kBadFormat: it lies in another file
  bool has(const std::string& name) const;
  /// The names of a group's members, sorted; empty if there is no such group.
  std::vector<std::string> children(const std::string& group) const;
  /// @throws Error  kNotFound: no such dataset
  Shape shape(const std::string& name) const;

  /// Reads a whole dataset as T (float, double, std::int32_t, std::int64_t or std::uint8_t),
  /// row-major as stored. Numbers are converted, half precision included.
  ///
  /// @param name      absolute path in the file, e.g. "/responses"
  /// @param expected  the shape the caller relies on; kAny leaves an axis free
  /// @throws Error    kNotFound: no such dataset; kBadShape: another rank or extent;
  ///                  kBadFormat: not numbers, or unreadable; kBadValue: not finite, or the
  ///                  file has changed
  template <class T>
  Array<T> read(const std::string& name, const Shape& expected,
                Finite finite = Finite::kRequired) const;

  /// The same for some rows (indices on the first axis), in the requested order.
  template <class T>
  Array<T> read_rows(const std::string& name, const Shape& expected, const std::vector<int>& rows,
                     Finite finite = Finite::kRequired) const;

  /// Reads a 1-D dataset of strings, of fixed or variable length.
  std::vector<std::string> read_strings(const std::string& name) const;

  bool has_attribute(const std::string& object, const std::string& attribute) const;
  /// An attribute of a dataset or group ("/" for the file's own).
  /// @throws Error  kNotFound: none of this name; kBadFormat: of another type
  std::string text(const std::string& object, const std::string& attribute) const;
  /// The same; `fallback` where there is none.
  std::string text_or(const std::string& object, const std::string& attribute,
                      const std::string& fallback) const;
  double number(const std::string& object, const std::string& attribute) const;
  std::int64_t integer(const std::string& object, const std::string& attribute) const;

  /// "nsd.h5:/responses", the subject of an Error about a part of this file.
  std::string subject(const std::string& name) const;

 private:
  /// The id of an attribute, for the caller to close.
  std::int64_t open_attribute(const std::string& object, const std::string& attribute) const;
  template <class T>
  T scalar(const std::string& object, const std::string& attribute) const;

  std::filesystem::path file_;
  OpenFileState opened_;
  std::uint64_t file_size_ = 0;
  mutable Allowance allowance_;  ///< protected by the lock, as is every call into the library
  std::int64_t id_ = -1;
};

/// How a dataset of floats is stored.
enum class Stored { kFloat32, kFloat16 };

/// Whether a dataset is compressed, or written at the speed of the disk.
enum class Packing { kSmall, kFast };

/// How a file that is written begins, and what becomes of it without commit().
enum class Beginning {
  kNew,      ///< without commit() it is deleted
  kNewKept,  ///< without commit() it is kept from the first flush() on, also by a program that is
             ///< killed
  kResumed   ///< goes on with the one kept
};

/// Writes a new HDF5 file. It gets its name only at commit(); see AtomicFile.
class H5Writer {
 public:
  /// @throws Error  kNotFound: the folder is not there; kInternal: writing fails, or the file to
  ///                resume cannot be opened
  explicit H5Writer(const std::filesystem::path& file, Beginning beginning = Beginning::kNew);
  ~H5Writer();
  H5Writer(const H5Writer&) = delete;
  H5Writer& operator=(const H5Writer&) = delete;

  /// Writes a dataset of float, double, std::int32_t or std::uint8_t; parent groups are created.
  /// Larger ones are compressed unless requested otherwise.
  template <class T>
  void write(const std::string& name, const Array<T>& array, Packing packing = Packing::kSmall);
  template <class T>
  void write(const std::string& name, const std::vector<T>& values) {
    write(name, Array<T>(Shape{std::int64_t(values.size())}, values));
  }
  void write_strings(const std::string& name, const std::vector<std::string>& values);

  /// When a dataset gets its room in the file: row by row, or at once, as zeros, so that writing
  /// rows changes nothing else.
  enum class Room { kAsWritten, kAtOnce };

  /// Makes an uncompressed dataset of this shape, one chunk with a checksum per row, to be filled
  /// by write_rows.
  void create_rows(const std::string& name, const Shape& shape, Stored stored,
                   Room room = Room::kAsWritten);
  /// Fills rows first..first + rows.rows() - 1 of it.
  void write_rows(const std::string& name, std::int64_t first, const Array<float>& rows);

  /// The same of bytes, in one piece and without checksums.
  void create_bytes(const std::string& name, const Shape& shape);
  void write_rows(const std::string& name, std::int64_t first, const Array<std::uint8_t>& rows);

  /// Sets an attribute of a dataset or group, which is created if needed ("/" for the file's own).
  void set_text(const std::string& object, const std::string& attribute, const std::string& value);
  void set_number(const std::string& object, const std::string& attribute, double value);
  void set_integer(const std::string& object, const std::string& attribute, std::int64_t value);

  /// Brings everything written to the disk, and closes and opens the file. From then on one that is
  /// kept can be resumed, if only rows are written, whenever the program is killed: those written
  /// since may be there or not, and nothing else of the file changes.
  void flush();

  /// Closes the file and renames it.
  /// @throws Error  kInternal: the disk is full or writing fails; an older file stays as it was
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Checks the mark that every Cortiscope file carries at its root: `format` and `version`.
///
/// @param format  "subject", "features", "images" or "fit"
/// @throws Error  kBadFormat: another kind of file, or a version this program does not know
void check_format(const H5Reader& file, const std::string& format);

/// Writes that mark.
void mark_format(H5Writer& file, const std::string& format);

/// The format a file is marked with, or "" where it is not one of ours.
std::string format_of(const H5Reader& file);

}  // namespace cortiscope
