#include "app/session/fit_queue.h"

#include <algorithm>
#include <cassert>
#include <thread>

namespace cortiscope {
FitForecast forecast(const FitSize& size, const FitOptions& options, double gflop_per_s) {
  constexpr double kProgram_mb = 400;  // torch and the window
  const int threads = options.threads > 0 ? options.threads
                                          : int(std::max(1U, std::thread::hardware_concurrency()));
  FitForecast cost = forecast_at_rate(work_of(size.model, size.images, options), options.engine,
                                      threads, gflop_per_s);
  // Responses and tokens may each be held.
  cost.memory_mb += kProgram_mb + std::min(size.data_mb, 2 * 1024 * kDefaultCacheGb);
  return cost;
}

const char* name_of(FitState state) {
  switch (state) {
    case FitState::kWaiting:
      return "waiting";
    case FitState::kRunning:
      return "fitting";
    case FitState::kUnsaved:
      return "not saved";
    case FitState::kFinished:
      return "finished";
    case FitState::kStopped:
      return "stopped";
    case FitState::kFailed:
      return "failed";
    case FitState::kCancelled:
      return "cancelled";
  }
  return "";
}

bool is_active(FitState state) {
  return state == FitState::kWaiting || state == FitState::kRunning || state == FitState::kUnsaved;
}

const FitJob* FitQueue::find(int id) const {
  const auto found =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const FitJob& job) { return job.id == id; });
  return found == jobs_.end() ? nullptr : &*found;
}

const FitJob* FitQueue::running() const {
  const auto found = std::find_if(jobs_.begin(), jobs_.end(), [](const FitJob& job) {
    return job.state == FitState::kRunning;
  });
  return found == jobs_.end() ? nullptr : &*found;
}

std::optional<int> FitQueue::add(FitJob job) {
  const bool is_known = std::any_of(jobs_.begin(), jobs_.end(), [&](const FitJob& other) {
    return other.files.out == job.files.out && is_active(other.state);
  });
  if (is_known) return std::nullopt;
  job.id = next_id_++;
  job.state = FitState::kWaiting;
  jobs_.push_back(std::move(job));
  return jobs_.back().id;
}

const FitJob* FitQueue::start_next() {
  if (running()) return nullptr;
  for (FitJob& job : jobs_) {
    if (job.state != FitState::kWaiting) continue;
    job.state = FitState::kRunning;
    return &job;
  }
  return nullptr;
}

void FitQueue::end_running(FitState state, const std::string& message) {
  for (FitJob& job : jobs_) {
    if (job.state != FitState::kRunning) continue;
    job.state = state;
    job.message = message;
    return;
  }
  assert(false);
}

void FitQueue::end_unsaved(int id, FitState state, const std::string& message) {
  for (FitJob& job : jobs_) {
    if (job.id != id) continue;
    assert(job.state == FitState::kUnsaved);
    job.state = state;
    job.message = message;
  }
}

bool FitQueue::cancel(int id) {
  for (FitJob& job : jobs_) {
    if (job.id != id || job.state != FitState::kWaiting) continue;
    job.state = FitState::kCancelled;
    return true;
  }
  return false;
}

void FitQueue::cancel_waiting() {
  for (FitJob& job : jobs_) cancel(job.id);
}

void FitQueue::forget_ended() {
  jobs_.erase(std::remove_if(jobs_.begin(), jobs_.end(),
                             [](const FitJob& job) { return !is_active(job.state); }),
              jobs_.end());
}

int FitQueue::waiting_count() const {
  return int(std::count_if(jobs_.begin(), jobs_.end(),
                           [](const FitJob& job) { return job.state == FitState::kWaiting; }));
}

FitForecast FitQueue::forecast_of_waiting(double gflop_per_s) const {
  FitForecast all;
  for (const FitJob& job : jobs_) {
    if (job.state != FitState::kWaiting) continue;
    const FitForecast one = forecast(job.size, job.options, gflop_per_s);
    all.seconds += one.seconds;
    all.memory_mb = std::max(all.memory_mb, one.memory_mb);  // one after the other
  }
  return all;
}

}  // namespace cortiscope
