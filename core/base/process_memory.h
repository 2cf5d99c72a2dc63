#pragma once

namespace cortiscope {

/// Memory of this process that is resident now, and at its most so far, in MB (2^20 bytes).
double resident_mb();
double peak_resident_mb();

}  // namespace cortiscope
