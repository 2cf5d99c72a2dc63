#include "app/gui/component_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <vector>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kLetters = 12;  // of "layer 12", "local tokens"

std::vector<ReadPart> parts_of(int layers) {
  using Kind = ReadPart::Kind;
  std::vector<ReadPart> parts = {{Kind::kAll}, {Kind::kLocal}, {Kind::kGlobal}};
  for (int layer = 1; layer <= layers; ++layer) parts.push_back({Kind::kLayer, layer});
  return parts;
}

}  // namespace

ComponentControls::ComponentControls(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  component_ = new QComboBox;
  component_->setObjectName(QStringLiteral("component"));
  component_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  component_->setMinimumContentsLength(kLetters);
  component_->setAccessibleName(tr("What contributes"));
  component_->setFocusPolicy(Qt::TabFocus);
  component_->setToolTip(
      tr("What contributes the response that is painted; layers, or local and global tokens, add "
         "up to the whole but for a constant of each vertex"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(component_);
  connect(component_, &QComboBox::activated, this, [this](int which) {
    session_.set_component(parts_of(which)[std::size_t(which)]);  // at least as many as needed
  });
  using S = SessionController;
  for (const auto signal :
       {&S::map_changed, &S::source_changed, &S::looked_at_changed, &S::library_changed}) {
    connect(&session_, signal, this, &ComponentControls::show_state);
  }
  show_state();
}

void ComponentControls::show_state() {
  const ViewState& view = session_.view();
  const auto source = session_.source();
  const bool is_of_responses =
      entry_of(view.map).has(kNeedsResponse) && !view.shows_overlay && !view.looked_at;
  setVisible(is_of_responses && source && source->has_selectors());
  component_->clear();
  const std::vector<ReadPart> parts = parts_of(source ? source->layer_count() : 0);
  for (const ReadPart& part : parts) {
    component_->addItem(text_of(words_of(part)));
    if (part == session_.component()) component_->setCurrentIndex(component_->count() - 1);
  }
}

}  // namespace cortiscope
