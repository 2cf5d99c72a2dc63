#include "core/torch/torch_errors.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>

#include "core/base/error.h"

namespace cortiscope {

namespace {

constexpr const char* kReportIt = "please report it, with the log";

}  // namespace

void rethrow_as_error() {
  try {
    throw;
  } catch (const c10::OutOfMemoryError&) {
    throw option_error(ErrorKind::kNoMemory, "device", "the device has no memory left",
                       "use a smaller batch, or the device cpu");
  } catch (const c10::Error& error) {
    throw Error(ErrorKind::kInternal, "torch", error.what_without_backtrace(), kReportIt);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {  // TorchScript's compiler throws its own
    throw Error(ErrorKind::kInternal, "torch", error.what(), kReportIt);
  }
}

}  // namespace cortiscope
