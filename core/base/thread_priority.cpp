#include "core/base/thread_priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cortiscope {

void lower_priority_of_this_thread() {
  // Enough for a window, which computes little, to come first. Beside two busy programs on two
  // cores a thread still gets a quarter of a core; 10 left it a tenth, and people wait for this.
  constexpr int kNicer = 5;
  // Linux counts niceness by thread, and threads inherit it.
  const auto thread = id_t(syscall(SYS_gettid));
  setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + kNicer);
}

}  // namespace cortiscope
