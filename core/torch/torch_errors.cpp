#include "core/torch/torch_errors.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>
#include <string>

#include "core/base/error.h"

namespace cortiscope {

namespace {

constexpr const char* kReportIt = "please report it, with the log";

/// An error of torch. It reports a lack of memory in words only.
Error as_error(const std::string& words) {
  for (const char* sign : {"can't allocate memory", "not enough memory", "std::bad_alloc",
                           "CUDA error: out of memory", "CUBLAS_STATUS_ALLOC_FAILED"}) {
    if (words.find(sign) == std::string::npos) continue;
    return Error(ErrorKind::kNoMemory, "torch", "out of memory", "use a smaller batch");
  }
  return Error(ErrorKind::kInternal, "torch", words, kReportIt);
}

}  // namespace

void rethrow_as_error() {
  try {
    throw;
  } catch (const c10::OutOfMemoryError&) {
    throw option_error(ErrorKind::kNoMemory, "device", "the device has no memory left",
                       "use a smaller batch, or the device cpu");
  } catch (const c10::Error& error) {
    throw as_error(error.what_without_backtrace());
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {  // TorchScript's compiler throws its own
    throw as_error(error.what());
  }
}

}  // namespace cortiscope
