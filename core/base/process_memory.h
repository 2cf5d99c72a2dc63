#pragma once

namespace cortiscope {

/// Resident memory of this process now, and its peak so far, in MB (2^20 bytes).
double resident_mb();
double peak_resident_mb();

/// Checks that this process may use so many MB more, where the system limits it (RLIMIT_AS). Libraries
/// that then run out of memory abort, or wait for ever; so this is asked before they are used.
/// @param what  what needs the memory, for the message
/// @throws Error  kNoMemory: it may not
void require_memory(double mb, const char* what);

}  // namespace cortiscope
