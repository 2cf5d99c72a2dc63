#include "core/data/finite_responses.h"

#include <cmath>

#include "core/base/error.h"

namespace cortiscope {

void require_finite_responses(const Array<float>& responses, int first,
                              const RecordingSource& recording) {
  for (std::int64_t i = 0; i < responses.rows(); ++i) {
    const float* row = responses.row(i);
    for (std::int64_t j = 0; j < responses.row_size(); ++j) {
      if (std::isfinite(row[j])) continue;
      throw Error(ErrorKind::kBadValue, recording.subject.name,
                  "expected finite responses, found " + std::to_string(row[j]) + " of " +
                      name_of_vertex(recording.subject, int(j)) + " to image " +
                      in_quotes(recording.images[std::size_t(first + i)]),
                  "leave out the image or the vertex");
    }
  }
}

}  // namespace cortiscope
