#pragma once

#include <mutex>

namespace cortiscope {

/// The one lock around HDF5, which is not thread-safe. One object in the process, because core is
/// one shared library: the torch module is rejected if it sees another.
std::recursive_mutex& hdf5_mutex();

}  // namespace cortiscope
