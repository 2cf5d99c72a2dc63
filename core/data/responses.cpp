#include "core/data/responses.h"

#include <algorithm>

namespace cortiscope {

Array<float> JoinedResponses::read(const std::vector<int>& rows) const {
  const int count = first_->image_count();
  std::vector<int> of_first, of_second;
  for (const int row : rows) {
    if (row < count) {
      of_first.push_back(row);
    } else {
      of_second.push_back(row - count);
    }
  }
  if (of_second.empty()) return first_->read(of_first);
  if (of_first.empty()) return second_->read(of_second);
  const Array<float> first = first_->read(of_first), second = second_->read(of_second);
  Array<float> responses(Shape{std::int64_t(rows.size()), first.row_size()});
  std::int64_t next_of_first = 0, next_of_second = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* from = rows[i] < count ? first.row(next_of_first++) : second.row(next_of_second++);
    std::copy_n(from, first.row_size(), responses.row(std::int64_t(i)));
  }
  return responses;
}

}  // namespace cortiscope
