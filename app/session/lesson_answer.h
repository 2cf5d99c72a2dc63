#pragma once

#include <optional>
#include <set>
#include <vector>

#include "app/session/lesson.h"
#include "app/session/map_source.h"

namespace cortiscope {

/// A learner's answer, or the right one.
struct LessonAnswer {
  std::optional<int> option;        ///< of a choice
  std::optional<float> layer;       ///< 1..L
  std::optional<ImagePlace> place;  ///< -1..1
  std::optional<float> scale;       ///< 0 a patch .. 1 the whole image
};

/// How good an answer is.
struct LessonMark {
  double points = 0;      ///< 0..1: the mean of its parts
  bool is_right = false;  ///< every part is at least half right
};

/// A guess that is this far away is worth nothing, and half right at half of it: a third of the
/// layers, half of the image, half of the range of scales.
constexpr float kLayersAway = 1.0F / 3;  ///< of L
constexpr float kPlaceAway = 1;          ///< the image spans 2
constexpr float kScaleAway = 0.5F;

/// The right answer about a vertex: the known one, where the subject has one in the layers of the
/// source's network (known_answer.h) and the question is not of the fit, else what the source
/// found.
/// @return  absent where the vertex has no evidence, no responses, or nothing was fitted
std::optional<LessonAnswer> right_guess(const MapSource& source, CortexVertex vertex,
                                        const GuessVertex& question);

/// Marks guesses: 1 where a part is right, less the farther it is away, 0 where it was not given.
/// The third of the layers is at least two of them.
/// @pre `right` has every part that is guessed
LessonMark mark_guess(const std::set<Guess>& guesses, const LessonAnswer& given,
                      const LessonAnswer& right, int layers);

/// Marks a choice: right or not.
LessonMark mark_choice(const LessonAnswer& given, const LessonAnswer& right);

}  // namespace cortiscope
