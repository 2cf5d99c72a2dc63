#include "app/gui/change_step.h"
#include "app/gui/session_controller.h"

// The pins of the chosen subject.

namespace cortiscope {

const Pins& SessionController::pins() const {
  static const Pins kNone;
  return subject() ? subject()->pins : kNone;
}

void SessionController::change_pins(const QString& what, Pins after) {
  if (after == pins()) return;
  const SubjectId id = view_.choice.subject;
  steps_.push(new ChangeStep<Pins>(what, pins(), std::move(after),
                                   [this, id](const Pins& pins) { put_pins(id, pins); }));
}

void SessionController::put_pins(SubjectId subject, const Pins& pins) {
  library_.set_pins(subject, pins);
  if (subject != view_.choice.subject) {
    choose({subject, view_.choice.model});  // where they can be seen
  }
  Q_EMIT pins_changed();
}

void SessionController::toggle_pin(CortexVertex vertex) {
  const bool is_pinned = pin_at(pins(), vertex);
  change_pins(is_pinned ? tr("removing a pin") : tr("pinning a vertex"),
              with_pin_toggled(pins(), vertex));
}

void SessionController::name_pin(CortexVertex vertex, const std::string& name) {
  change_pins(tr("naming a pin"), with_pin_named(pins(), vertex, name));
}

void SessionController::color_pin(CortexVertex vertex, Rgb8 color) {
  change_pins(tr("colour of a pin"), with_pin_colored(pins(), vertex, color));
}

}  // namespace cortiscope
