#pragma once

namespace cortiscope {

/// Resident memory of this process now, and its peak so far, in MB (2^20 bytes).
double resident_mb();
double peak_resident_mb();

}  // namespace cortiscope
