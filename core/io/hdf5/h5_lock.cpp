#include "core/io/hdf5/h5_lock.h"

namespace cortiscope {

std::recursive_mutex& hdf5_mutex() {
  static std::recursive_mutex mutex;
  return mutex;
}

}  // namespace cortiscope
