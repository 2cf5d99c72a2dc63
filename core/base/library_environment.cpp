#include "core/base/library_environment.h"

#include <cstdlib>

namespace cortiscope {

void let_threads_sleep() { setenv("OMP_WAIT_POLICY", "passive", /*overwrite=*/0); }

void keep_shaders_off_disk() { setenv("MESA_SHADER_CACHE_DISABLE", "true", /*overwrite=*/0); }

}  // namespace cortiscope
