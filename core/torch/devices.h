#pragma once

#include <string>

namespace cortiscope {

/// The device that "auto", "cpu", "cuda" or "cuda:N" means on this machine; "auto" is the first GPU
/// that computes, or the CPU.
/// @throws Error  kBadValue: no such device here
std::string resolve_device(const std::string& device);

/// The memory that this process holds on a resolved device, in MB (2^20 bytes): of a GPU what torch
/// has allocated there, of the CPU all that is resident. 0 where LibTorch does not say: GPUs
/// before 2.15.
double memory_mb(const std::string& device);

/// Lets torch and its BLAS use this many threads (0: every core); returns the number.
int use_threads(int threads);

/// Sets the number of threads of one BLAS matrix product; torch's own are not changed.
void set_blas_threads(int threads);

/// The same for the calling thread, where the BLAS has a number for each: to be called before a
/// product in a thread that torch did not start.
void apply_blas_threads();

/// GFLOP per second of a single-precision matrix product on this device, on the CPU with torch's
/// current threads.
/// @param side  of the square matrices
/// @param runs  of which the median counts
double sgemm_gflop_per_s(const std::string& device, int side, int runs);

}  // namespace cortiscope
