#pragma once

#include <functional>
#include <future>
#include <utility>
#include <vector>

#include "core/fit/data_scaling.h"
#include "core/fit/encoding_data.h"

namespace cortiscope {

/// Reads batches one ahead of their use, on a thread of its own, so that reading and computing
/// overlap. Its destructor waits for the reading to end.
class BatchReader {
 public:
  /// @param scaling    applied to tokens and responses; lives as long as this
  /// @param next_rows  the rows of the next batch; empty when there are no more. Called on the
  ///                   owner's thread.
  BatchReader(const EncodingData& data, const DataScaling& scaling,
              std::function<std::vector<int>()> next_rows)
      : data_(data), scaling_(scaling), next_rows_(std::move(next_rows)) {
    read_ahead();
  }

  bool has_next() const { return ahead_.valid(); }

  /// @pre has_next()
  /// @throws Error  what reading this batch threw
  EncodingBatch next() {
    EncodingBatch batch = ahead_.get();
    read_ahead();
    return batch;
  }

 private:
  void read_ahead() {
    std::vector<int> rows = next_rows_();
    if (rows.empty()) return;
    ahead_ = std::async(std::launch::async, [this, rows = std::move(rows)] {
      EncodingBatch batch = read_batch(data_, rows);
      apply(scaling_.tokens, batch.tokens);
      apply(scaling_.responses, batch.responses);
      return batch;
    });
  }

  const EncodingData& data_;
  const DataScaling& scaling_;
  std::function<std::vector<int>()> next_rows_;
  std::future<EncodingBatch> ahead_;
};

}  // namespace cortiscope
