#include "app/session/lesson_answer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "app/session/vertex_card.h"
#include "core/metrics/evidence.h"
#include "core/simulate/known_answer.h"

namespace cortiscope {
namespace {

double closeness(float distance, float worthless) {
  return std::max(0.0, 1 - double(std::abs(distance)) / double(worthless));
}

double closeness(Guess guess, const LessonAnswer& given, const LessonAnswer& right, int layers) {
  switch (guess) {
    case Guess::kLayer:
      if (!given.layer) return 0;
      // Half a layer is not worth asking about.
      return closeness(*given.layer - *right.layer, std::max(2.0F, kLayersAway * float(layers)));
    case Guess::kPlace:
      if (!given.place) return 0;
      return closeness(std::hypot(given.place->x - right.place->x, given.place->y - right.place->y),
                       kPlaceAway);
    case Guess::kScale:
      return given.scale ? closeness(*given.scale - *right.scale, kScaleAway) : 0;
  }
  return 0;
}

/// By the subject's truth, in the layers of the network that the source is of.
std::optional<VertexReader> known_reader(const MapSource& source, CortexVertex vertex) {
  const std::optional<Truth>& truth = source.subject->truth;
  if (!truth) return std::nullopt;
  std::optional<Selectors> known = known_answer(source.features.network, truth->selectors);
  if (!known) return std::nullopt;
  MapSource answer = truth_source(source.subject);
  answer.selectors = std::move(*known);
  return card_of(answer, vertex).read;
}

}  // namespace

std::optional<LessonAnswer> right_guess(const MapSource& source, CortexVertex vertex,
                                        const GuessVertex& question) {
  const VertexCard card = card_of(source, vertex);
  if (!card.read || (card.is_tested && !has_evidence(card.evidence, card.score))) {
    return std::nullopt;
  }
  std::optional<VertexReader> known;
  if (!question.is_of_fit) known = known_reader(source, vertex);
  const VertexReader& reader = known ? *known : *card.read;
  LessonAnswer right;
  right.layer = float(reader.layer);
  right.place = ImagePlace{reader.x, reader.y};
  right.scale = reader.scale;
  return right;
}

LessonMark mark_guess(const std::set<Guess>& guesses, const LessonAnswer& given,
                      const LessonAnswer& right, int layers) {
  assert(!guesses.empty());
  LessonMark mark;
  mark.is_right = true;
  for (const Guess guess : guesses) {
    const double points = closeness(guess, given, right, layers);
    mark.points += points / double(guesses.size());
    mark.is_right = mark.is_right && points >= 0.5;
  }
  return mark;
}

LessonMark mark_choice(const LessonAnswer& given, const LessonAnswer& right) {
  const bool is_right = given.option && given.option == right.option;
  return {is_right ? 1.0 : 0.0, is_right};
}

}  // namespace cortiscope
