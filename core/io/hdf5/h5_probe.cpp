// cortiscope-probe FILE: reads an HDF5 file through, within limits, so that Cortiscope does not
// open a file that would crash it. Its exit code is 0 for every file that does not crash it.
#include <sys/resource.h>
#include <sys/time.h>

#include <cmath>
#include <filesystem>
#include <new>

#include "core/io/hdf5/h5_soundness.h"

namespace {

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both = {most, most};
  setrlimit(what, &both);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  const std::filesystem::path file = argv[1];
  std::error_code failure;
  const auto limits = cortiscope::h5::limits_of(std::filesystem::file_size(file, failure));
  limit(RLIMIT_DATA, limits.memory);
  limit(RLIMIT_CORE, 0);   // a crash is an expected result; write no core file
  limit(RLIMIT_FSIZE, 0);  // a file that subverts this process must not write others
  limit(RLIMIT_NPROC, 0);
  const double whole = std::floor(limits.seconds);
  itimerval timer = {};
  timer.it_value.tv_sec = time_t(whole);
  timer.it_value.tv_usec = suseconds_t((limits.seconds - whole) * 1e6);
  setitimer(ITIMER_PROF, &timer, nullptr);
  try {
    cortiscope::h5::read_through(file);
  } catch (const std::bad_alloc&) {
    return cortiscope::h5::kOutOfMemory;
  } catch (...) {
    return 0;  // the reader itself reports this problem
  }
  return 0;
}
