#pragma once

namespace cortiscope {

/// Makes OpenMP's threads sleep while they wait for one another (OMP_WAIT_POLICY=passive), unless
/// the user has set that. Spinning, their default, makes a fit ten times slower if another program
/// uses a core, and has no measurable benefit otherwise.
///
/// OpenMP reads it when it is loaded, with torch: call this first in main(), before any thread.
void let_threads_sleep();

/// Keeps Mesa, the software OpenGL, from storing compiled shaders on disk
/// (MESA_SHADER_CACHE_DISABLE=true), unless the user has set that. It maps a file with holes, and
/// where the disk of the user's cache is full, filling one of them ends the program (SIGBUS).
/// Compiling ours takes no longer than reading them.
///
/// Mesa reads it when a context is made: call this first in main(), before any thread.
void keep_shaders_off_disk();

}  // namespace cortiscope
