#include "core/base/thread_team.h"

#include <utility>

namespace cortiscope {

ThreadTeam::ThreadTeam(int threads) : thrown_(std::size_t(threads)) {
  workers_.reserve(std::size_t(threads) - 1);
  try {
    for (int thread = 1; thread < threads; ++thread) {
      workers_.emplace_back([this, thread] { run_worker(thread); });
    }
  } catch (...) {  // the system cannot start more threads
    end();
    throw;
  }
}

ThreadTeam::~ThreadTeam() { end(); }

void ThreadTeam::end() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  begun_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadTeam::share(std::int64_t count, const Work& work) {
  {
    const std::lock_guard lock(mutex_);
    count_ = count;
    work_ = &work;
    running_ = int(workers_.size());
    ++loop_;
  }
  begun_.notify_all();
  run_part(0);
  {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return running_ == 0; });
  }
  for (std::exception_ptr& thrown : thrown_) {
    if (const std::exception_ptr first = std::exchange(thrown, nullptr)) {
      for (std::exception_ptr& later : thrown_) later = nullptr;
      std::rethrow_exception(first);
    }
  }
}

void ThreadTeam::run_worker(int thread) {
  std::int64_t seen = 0;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      begun_.wait(lock, [&] { return ends_ || loop_ != seen; });
      if (ends_) return;
      seen = loop_;
    }
    run_part(thread);
    const std::lock_guard lock(mutex_);
    if (--running_ == 0) done_.notify_one();
  }
}

void ThreadTeam::run_part(int thread) noexcept {
  const std::int64_t from = count_ * thread / size(), to = count_ * (thread + 1) / size();
  if (from == to) return;
  try {
    (*work_)(from, to, thread);
  } catch (...) {
    thrown_[std::size_t(thread)] = std::current_exception();
  }
}

}  // namespace cortiscope
