#include "app/gui/difference_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kAgainstLetters = 10, kOfLetters = 8;

QComboBox* list_box(const char* name, int letters, const QString& tip) {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(letters);
  box->setAccessibleName(tip);
  box->setFocusPolicy(Qt::TabFocus);
  box->setToolTip(tip);
  return box;
}

}  // namespace

DifferenceControls::DifferenceControls(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  word_ = new QLabel;
  word_->setObjectName(QStringLiteral("quiet"));
  against_ = list_box("against", kAgainstLetters,
                      tr("A, from which the chosen model, B, differs: another fit of the subject"));
  of_ = list_box("difference-of", kOfLetters, tr("What the difference is of"));
  for (const MapQuantity quantity : entry_of({"difference"}).quantities) {
    of_->addItem(tr(name_of(quantity)), int(quantity));
  }
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(word_);
  layout->addWidget(against_);
  layout->addWidget(of_);
  connect(against_, &QComboBox::activated, this,
          [this] { session_.set_against(against_->currentData().toInt()); });
  connect(of_, &QComboBox::activated, this,
          [this] { session_.set_quantity(MapQuantity(of_->currentData().toInt())); });
  using S = SessionController;
  for (const auto signal :
       {&S::map_changed, &S::source_changed, &S::looked_at_changed, &S::library_changed}) {
    connect(&session_, signal, this, &DifferenceControls::show_state);
  }
  show_state();
}

void DifferenceControls::show_state() {
  const ViewState& view = session_.view();
  setVisible(entry_of(view.map).has(kNeedsDifferences) && !view.shows_overlay && !view.looked_at);
  const std::vector<ModelId> models = session_.models_to_compare();
  word_->setText(models.empty() ? tr("Needs two fits of the subject") : tr("from"));
  against_->clear();
  for (const ModelId model : models) {
    against_->addItem(text_of(session_.library().find_model(model)->name), model);
  }
  against_->setCurrentIndex(against_->findData(session_.against()));
  against_->setVisible(!models.empty());
  of_->setVisible(!models.empty());
  of_->setCurrentIndex(of_->findData(int(view.quantity)));
}

}  // namespace cortiscope
