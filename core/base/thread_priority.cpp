#include "core/base/thread_priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cortiscope {

void lower_priority_of_this_thread() {
  constexpr int kNicer = 10;
  // Linux counts niceness by thread, and threads inherit it.
  const auto thread = id_t(syscall(SYS_gettid));
  setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + kNicer);
}

}  // namespace cortiscope
