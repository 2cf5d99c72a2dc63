#include "app/gui/unfold_slider.h"

#include <QSignalBlocker>
#include <cmath>

#include "app/gui/session_controller.h"
#include "render/unfolding.h"

namespace cortiscope {
namespace {

constexpr int kSteps = 100;    // from one form to the next
constexpr int kNearAForm = 4;  // a drag that ends so near is at the form

}  // namespace

UnfoldSlider::UnfoldSlider(SessionController& session, QWidget* parent)
    : QSlider(Qt::Horizontal, parent), session_(session) {
  setObjectName(QStringLiteral("unfold"));
  setAccessibleName(tr("Unfolding"));
  setRange(0, int(kAtFlat) * kSteps);
  setSingleStep(kSteps / 10);
  setPageStep(kSteps);
  setFixedWidth(110);
  setFocusPolicy(Qt::TabFocus);
  connect(this, &QSlider::valueChanged, this, [this](int value) {
    const int form = int(std::lround(double(value) / kSteps)) * kSteps;
    const bool is_form = std::abs(value - form) < kNearAForm;
    session_.set_unfolding(float(is_form ? form : value) / kSteps);
  });
  using S = SessionController;
  for (const auto signal : {&S::subject_changed, &S::surface_changed, &S::unfolding_changed}) {
    connect(&session_, signal, this, &UnfoldSlider::show_state);
  }
  show_state();
}

void UnfoldSlider::show_state() {
  const QSignalBlocker quiet(this);
  if (!isSliderDown()) setValue(int(std::lround(double(session_.unfolding()) * kSteps)));
  const bool can_unfold = session_.can_unfold();
  setEnabled(can_unfold);
  setVisible(session_.subject() != nullptr);
  setToolTip(can_unfold ? tr("Folded, inflated, flat, and in between ([ and ])")
                        : tr("This cortex lacks a folded, an inflated or a flat form"));
}

}  // namespace cortiscope
