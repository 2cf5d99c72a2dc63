#include "core/base/process_memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "core/base/error.h"

namespace cortiscope {

double resident_mb() {
  double all_pages = 0, resident_pages = 0;
  std::ifstream("/proc/self/statm") >> all_pages >> resident_pages;
  return resident_pages * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

double peak_resident_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_maxrss) / 1024;
}

void require_memory(double mb, const char* what) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  double all_pages = 0;
  std::ifstream("/proc/self/statm") >> all_pages;
  const double used_mb = all_pages * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
  const double limit_mb = double(limit.rlim_cur) / (1 << 20);
  if (used_mb + mb <= limit_mb) return;
  char problem[160];
  std::snprintf(problem, sizeof problem,
                "needs about %.0f MB more; this process is limited to %.0f MB, of which %.0f are "
                "used",
                mb, limit_mb, used_mb);
  throw Error(ErrorKind::kNoMemory, what, problem, "raise its limit of virtual memory");
}

}  // namespace cortiscope
