#pragma once

#include "core/data/subject.h"

namespace cortiscope {

/// A response so far from the others of its vertex that it is a fill value or an artefact.
struct ExtremeResponse {
  int image = 0;   ///< row of the responses
  int vertex = 0;  ///< column
  float value = 0;
};

/// What one pass over the responses shows of N vertices.
struct ResponseSummary {
  int constant_count = 0;        ///< vertices whose responses do not vary (response_moments.h)
  int extreme_count = 0;         ///< vertices with an extreme response
  ExtremeResponse most_extreme;  ///< that farthest from its vertex's mean. @pre extreme_count > 0
};

/// A response is extreme beyond so many deviations of the other responses of its vertex (its own
/// would hide it: no value of M is beyond sqrt(M) deviations of all), or at kHugeResponse.
constexpr double kMostDeviations = 50;
constexpr double kHugeResponse = 1e10;

/// Reads all responses once, a portion of images at a time.
/// @throws Error  kBadValue: a response is not finite; as ResponseSet::read
ResponseSummary summarize(const RecordingSource& recording);

}  // namespace cortiscope
