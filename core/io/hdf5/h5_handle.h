// Shared by the h5_*.cpp alone: the lock, ids that close themselves, types.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <mutex>

#include "core/io/hdf5/h5_lock.h"

namespace cortiscope::h5 {

/// Takes the lock around HDF5, and turns off the library's own error messages, a setting per
/// thread: ours are more precise.
inline std::unique_lock<std::recursive_mutex> lock() {
  std::unique_lock held(hdf5_mutex());
  thread_local const herr_t silenced = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  (void)silenced;
  return held;
}

/// Closes an HDF5 id on scope exit. The id is negative when the call that made it failed.
template <herr_t (*Close)(hid_t)>
struct Handle {
  hid_t id;
  explicit Handle(hid_t its_id) : id(its_id) {}
  ~Handle() {
    if (id >= 0) Close(id);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};
using Dataset = Handle<H5Dclose>;
using Group = Handle<H5Gclose>;
using Object = Handle<H5Oclose>;
using Attribute = Handle<H5Aclose>;
using Type = Handle<H5Tclose>;
using Space = Handle<H5Sclose>;
using Properties = Handle<H5Pclose>;

inline hid_t native(const float*) { return H5T_NATIVE_FLOAT; }
inline hid_t native(const double*) { return H5T_NATIVE_DOUBLE; }
inline hid_t native(const std::int32_t*) { return H5T_NATIVE_INT32; }
inline hid_t native(const std::int64_t*) { return H5T_NATIVE_INT64; }
inline hid_t native(const std::uint8_t*) { return H5T_NATIVE_UINT8; }

/// IEEE half precision in this machine's byte order; the caller closes it.
inline hid_t make_half_type() {
  const hid_t type = H5Tcopy(H5T_NATIVE_FLOAT);
  H5Tset_fields(type, 15, 10, 5, 0, 10);
  H5Tset_size(type, 2);
  H5Tset_ebias(type, 15);
  return type;
}

/// Variable-length UTF-8; the caller closes it.
inline hid_t make_string_type() {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

}  // namespace cortiscope::h5
