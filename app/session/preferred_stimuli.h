#pragma once

#include <string>
#include <vector>

#include "app/session/fit_reading.h"

namespace cortiscope {

/// By which response stimuli are ranked.
enum class RankedBy { kPredicted, kMeasured };

/// A stimulus and the response to it.
struct PreferredStimulus {
  std::string name;
  int stimulus = -1;  ///< its place among the stimuli that are opened; -1: it is not there
  float predicted = 0, measured = 0;
};

/// The stimuli with the largest and the least responses, those first.
struct PreferredStimuli {
  std::vector<PreferredStimulus> most, least;
};

/// The place of each image among the stimuli, by name: (M); -1 where it is not there.
/// @param stimuli  null where none are opened
std::vector<int> places_among(const Stimuli* stimuli, const std::vector<std::string>& images);

/// @param places  of the responses' images, from places_among()
/// @param count   of each; fewer where there are fewer images
PreferredStimuli preferred_stimuli(const TestResponses& responses, const std::vector<int>& places,
                                   RankedBy by, int count);

}  // namespace cortiscope
