#pragma once

namespace cortiscope {

/// Has the calling thread, and all that it starts from now on, give way to threads of usual
/// priority: a window stays quick beside it. For good: a thread cannot take it back.
void lower_priority_of_this_thread();

}  // namespace cortiscope
