#pragma once

namespace cortiscope {

/// Makes OpenMP's threads sleep while they wait for one another (OMP_WAIT_POLICY=passive), unless
/// the user has set that. Spinning, their default, makes a fit ten times slower if another program
/// uses a core, and has no measurable benefit otherwise.
///
/// OpenMP reads it when it is loaded, with torch: call this first in main(), before any thread.
void let_threads_sleep();

}  // namespace cortiscope
