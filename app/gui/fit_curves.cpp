#include "app/gui/fit_curves.h"

#include <algorithm>
#include <cmath>

#include "app/gui/comparison_model.h"
#include "app/gui/text.h"

namespace cortiscope {

FitCurve curve_of(const std::vector<HistoryPoint>& history, int steps) {
  FitCurve curve;
  curve.steps = steps;
  for (const HistoryPoint& point : history) {
    curve.loss.emplace_back(point.step, double(point.training_loss));
    if (std::isfinite(point.validation_r2)) {
      curve.score.emplace_back(point.step, double(point.validation_r2));
    }
  }
  return curve;
}

std::vector<OtherCurve> other_curves(const Library& library, Choice but) {
  std::vector<OtherCurve> curves;
  if (!library.find_subject(but.subject)) return curves;
  for (const LibraryModel& model : library.models()) {
    if (model.id == but.model) continue;
    const auto& source = library.cell({but.subject, model.id}).source;
    if (!source || source->history.empty()) continue;
    const Rgb8 color = color_of_model(model.id);
    const int steps = std::max(source->made.steps, source->history.back().step);
    curves.push_back(
        {text_of(model.name), QColor(color.r, color.g, color.b), curve_of(source->history, steps)});
  }
  return curves;
}

}  // namespace cortiscope
