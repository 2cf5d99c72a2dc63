#pragma once

namespace cortiscope {

// Libraries read these from the environment while they are loaded: a program sets them for those
// that it starts, or has to start itself again. What the user has set stays.

/// Has OpenMP's threads sleep while they wait for one another (OMP_WAIT_POLICY). Spinning, their
/// default, makes a fit ten times slower where something else wants a core, and gains nothing
/// measurable where not.
/// @return  whether it was set already
bool let_threads_sleep();

/// The same for the window, and that BLAS starts no threads before a fit does
/// (OPENBLAS_NUM_THREADS): threads inherit the priority of the one that starts them.
/// @return  whether all was set already
bool set_window_environment();

}  // namespace cortiscope
