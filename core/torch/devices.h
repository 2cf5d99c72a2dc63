#pragma once

#include <string>

namespace cortiscope {

/// The device that "auto", "cpu", "cuda" or "cuda:N" means on this machine.
/// @throws Error  kBadValue: no such device here
std::string resolve_device(const std::string& device);

/// Lets torch and its BLAS use this many threads (0: every core); gives the number.
int use_threads(int threads);

/// How many threads one matrix product of the BLAS may use; torch's own are not changed.
void set_blas_threads(int threads);

/// GFLOP a second of a single-precision matrix product on this device, on the CPU with torch's
/// present threads.
/// @param side  of the square matrices
/// @param runs  of which the median counts
double sgemm_gflop_per_s(const std::string& device, int side, int runs);

}  // namespace cortiscope
