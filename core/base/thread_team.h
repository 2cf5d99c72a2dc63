#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cortiscope {

/// How many threads are meant by an option: 0 is every core.
inline int thread_count(int threads) {
  return threads > 0 ? threads : int(std::max(1U, std::thread::hardware_concurrency()));
}

/// A few threads that share loops: the calling thread, and workers that sleep between loops. Each
/// thread always gets the same part of a loop, so that sums per thread are the same every time.
///
/// Belongs to the thread that made it. (OpenMP would work, but the thread sanitizer cannot see its
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

  /// Splits [0, count) into one even part per thread and returns when all are done. Rethrows an
  /// exception of a part; of several, the first thread's.
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
  std::vector<std::exception_ptr> thrown_;  // one per thread

  std::vector<std::thread> workers_;  // last: everything they use is already constructed
};

}  // namespace cortiscope
