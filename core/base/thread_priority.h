#pragma once

namespace cortiscope {

/// Lowers the priority of the calling thread and of all threads that it starts later, so that a
/// window stays responsive. A thread cannot undo this.
void lower_priority_of_this_thread();

}  // namespace cortiscope
