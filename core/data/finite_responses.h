#pragma once

#include "core/data/array.h"
#include "core/data/subject.h"

namespace cortiscope {

/// Refuses responses that are not finite, with the image and the vertex.
///
/// @param responses  (B, N) of images first..first + B - 1 of the recording
/// @throws Error  kBadValue
void require_finite_responses(const Array<float>& responses, int first,
                              const RecordingSource& recording);

}  // namespace cortiscope
