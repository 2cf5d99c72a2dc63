#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// Responses of N vertices to M images, in memory or on disk.
class ResponseSet {
 public:
  virtual ~ResponseSet() = default;
  virtual int image_count() const = 0;

  /// (B, N): the requested rows, in that order. May be called from any one thread.
  /// @pre each row is in 0..M-1
  /// @throws Error  where a file cannot be read or holds numbers that are not finite
  virtual Array<float> read(const std::vector<int>& rows) const = 0;
};

/// Responses that are all in memory.
class ResponsesInMemory : public ResponseSet {
 public:
  /// @param responses  (M, N)
  explicit ResponsesInMemory(Array<float> responses) : responses_(std::move(responses)) {}
  int image_count() const override { return int(responses_.rows()); }
  Array<float> read(const std::vector<int>& rows) const override {
    return rows_of(responses_, rows);
  }

 private:
  Array<float> responses_;
};

/// The responses of one set of images, then those of another; both of the same N vertices.
class JoinedResponses : public ResponseSet {
 public:
  JoinedResponses(std::shared_ptr<const ResponseSet> first,
                  std::shared_ptr<const ResponseSet> second)
      : first_(std::move(first)), second_(std::move(second)) {}
  int image_count() const override { return first_->image_count() + second_->image_count(); }
  Array<float> read(const std::vector<int>& rows) const override;

 private:
  std::shared_ptr<const ResponseSet> first_, second_;
};

}  // namespace cortiscope
