#include "app/session/preferred_stimuli.h"

#include <unordered_map>

#include "core/analysis/preferred_images.h"

namespace cortiscope {

std::vector<int> places_among(const Stimuli* stimuli, const std::vector<std::string>& images) {
  std::unordered_map<std::string, int> place_of;
  if (stimuli) {
    for (std::size_t i = 0; i < stimuli->names.size(); ++i) place_of[stimuli->names[i]] = int(i);
  }
  std::vector<int> places;
  for (const std::string& image : images) {
    const auto found = place_of.find(image);
    places.push_back(found == place_of.end() ? -1 : found->second);
  }
  return places;
}

PreferredStimuli preferred_stimuli(const TestResponses& responses, const std::vector<int>& places,
                                   RankedBy by, int count) {
  const std::vector<float>& values =
      by == RankedBy::kPredicted ? responses.predicted : responses.measured;
  const auto taken = [&](const std::vector<int>& which) {
    std::vector<PreferredStimulus> some;
    for (const int i : which) {
      const auto m = std::size_t(i);
      some.push_back(
          {responses.images[m], places[m], responses.predicted[m], responses.measured[m]});
    }
    return some;
  };
  return {taken(places_of_largest(values, count)), taken(places_of_least(values, count))};
}

}  // namespace cortiscope
