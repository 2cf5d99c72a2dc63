#include "core/torch/torch_errors.h"

#include <c10/util/Exception.h>

#include "core/base/error.h"

namespace cortiscope {

void rethrow_as_error() {
  try {
    throw;
  } catch (const c10::OutOfMemoryError&) {
    throw option_error(ErrorKind::kNoMemory, "device", "the device has no memory left",
                       "use a smaller batch, or the device cpu");
  } catch (const c10::Error& error) {
    throw Error(ErrorKind::kInternal, "torch", error.what_without_backtrace(),
                "please report it, with the log");
  }
}

}  // namespace cortiscope
