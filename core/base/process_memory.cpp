#include "core/base/process_memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

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

}  // namespace cortiscope
