#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace cortiscope {

/// Asks a long computation to end early. Cheap to copy, safe from any thread.
/// A default-made token never asks. (std::stop_token, for C++17.)
class StopToken {
 public:
  StopToken() = default;
  bool stop_requested() const noexcept { return flag_ && flag_->load(); }

 private:
  friend class StopSource;
  explicit StopToken(std::shared_ptr<const std::atomic<bool>> flag) : flag_(std::move(flag)) {}
  std::shared_ptr<const std::atomic<bool>> flag_;
};

/// The asking side of a StopToken.
class StopSource {
 public:
  StopToken token() const { return StopToken(flag_); }
  void request_stop() noexcept { flag_->store(true); }

 private:
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace cortiscope
