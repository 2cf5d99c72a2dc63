#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cortiscope {

/// A few threads that share one loop after another: the thread that calls, and workers that sleep
/// in between. Each thread always gets the same part of a loop, so that sums gathered by thread
/// come out the same every time.
///
/// Belongs to the thread that made it. (OpenMP would do, but the thread sanitizer cannot see its
/// locks, and its workers spin while the window needs the processor.)
class ThreadTeam {
 public:
  /// work(from, to, thread): items [from, to) are this thread's, 0 <= thread < size().
  using Work = std::function<void(std::int64_t from, std::int64_t to, int thread)>;

  /// @pre threads >= 1
  explicit ThreadTeam(int threads);
  ~ThreadTeam();
  ThreadTeam(const ThreadTeam&) = delete;
  ThreadTeam& operator=(const ThreadTeam&) = delete;

  int size() const { return int(workers_.size()) + 1; }

  /// Cuts [0, count) into one even part a thread and returns when all are done. What a part throws
  /// is thrown here, of several the first thread's.
  ///
  /// @pre not called from within `work`
  void share(std::int64_t count, const Work& work);

 private:
  void end();
  void run_worker(int thread);
  void run_part(int thread) noexcept;

  std::mutex mutex_;
  std::condition_variable begun_, done_;
  std::int64_t loop_ = 0;  // counts the loops; a worker runs each once
  int running_ = 0;        // workers that have not finished this loop
  bool ends_ = false;

  // Of the loop that runs; written while every worker sleeps.
  std::int64_t count_ = 0;
  const Work* work_ = nullptr;
  std::vector<std::exception_ptr> thrown_;  // one a thread

  std::vector<std::thread> workers_;  // last: everything they use is already made
};

}  // namespace cortiscope
