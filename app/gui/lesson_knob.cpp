#include "app/gui/lesson_knob.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>

#include "app/gui/session_controller.h"
#include "app/gui/switch_button.h"
#include "app/gui/text.h"
#include "app/session/map_table.h"
#include "app/session/view_state.h"

namespace cortiscope {
namespace {

constexpr int kMostClustersHere = 40;

}  // namespace

LessonKnobView::LessonKnobView(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  setObjectName(QStringLiteral("lesson-knob"));
  row_ = new QHBoxLayout(this);
  row_->setContentsMargins(0, 0, 0, 0);
  using S = SessionController;
  for (const auto signal : {&S::map_changed, &S::range_changed, &S::source_changed,
                            &S::surface_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &LessonKnobView::show_state);
  }
  connect(&session_, &S::library_changed, this, [this] {
    if (knob_ && knob_->kind == LessonKnob::Kind::kModels) show_knob(knob_);
  });
  hide();
}

void LessonKnobView::show_knob(const std::optional<LessonKnob>& knob) {
  knob_ = knob;
  delete content_;
  content_ = nullptr;
  show_state_ = {};
  setVisible(knob.has_value());
  if (!knob) return;
  content_ = new QWidget;
  auto* row = new QHBoxLayout(content_);
  row->setContentsMargins(0, 0, 0, 0);
  switch (knob->kind) {
    case LessonKnob::Kind::kMaps:
      add_maps(knob->maps);
      break;
    case LessonKnob::Kind::kModels:
      add_models();
      break;
    case LessonKnob::Kind::kClusters:
      add_clusters();
      break;
    case LessonKnob::Kind::kForm:
      add_forms();
      break;
  }
  row->addStretch();
  row_->addWidget(content_);
  show_state();
}

void LessonKnobView::show_state() {
  if (show_state_) show_state_();
}

void LessonKnobView::add_maps(const std::vector<Map>& maps) {
  auto* group = new QButtonGroup(content_);
  for (std::size_t i = 0; i < maps.size(); ++i) {
    const MapEntry& entry = entry_of(maps[i]);
    QString title = tr(entry.button);
    if (entry.has(kTakesLayer)) title += QStringLiteral(" %1").arg(maps[i].layer);
    QToolButton* button =
        switch_button(title, tr(entry.tip), QStringLiteral("knob-") + text_of(name_of(maps[i])));
    group->addButton(button, int(i));
    content_->layout()->addWidget(button);
  }
  connect(group, &QButtonGroup::idClicked, this,
          [this, maps](int which) { session_.set_map(maps[std::size_t(which)]); });
  show_state_ = [this, maps, group] {
    group->setExclusive(false);
    for (std::size_t i = 0; i < maps.size(); ++i) {
      group->button(int(i))->setChecked(maps[i] == session_.view().map);
    }
    group->setExclusive(true);
  };
}

void LessonKnobView::add_models() {
  auto* models = new QComboBox;
  models->setObjectName(QStringLiteral("knob-models"));
  models->setAccessibleName(tr("Model"));
  const Library& library = session_.library();
  const SubjectId subject = session_.view().choice.subject;
  for (const LibraryModel& model : library.models()) {
    if (subject < 0 || !library.cell({subject, model.id}).source) continue;
    models->addItem(text_of(model.name), model.id);
  }
  content_->layout()->addWidget(models);
  connect(models, &QComboBox::activated, this, [this, models](int at) {
    session_.choose({session_.view().choice.subject, models->itemData(at).toInt()});
  });
  show_state_ = [this, models] {
    models->setCurrentIndex(models->findData(session_.view().choice.model));
  };
}

void LessonKnobView::add_clusters() {
  auto* label = new QLabel;
  auto* slider = new QSlider(Qt::Horizontal);
  slider->setObjectName(QStringLiteral("knob-clusters"));
  slider->setAccessibleName(tr("Number of clusters"));
  slider->setRange(2, kMostClustersHere);
  slider->setMinimumWidth(160);
  content_->layout()->addWidget(slider);
  content_->layout()->addWidget(label);
  connect(slider, &QSlider::valueChanged, &session_, &SessionController::set_clusters);
  show_state_ = [this, slider, label] {
    const QSignalBlocker quiet(slider);
    slider->setValue(session_.view().clusters);
    label->setText(tr("%1 clusters").arg(session_.view().clusters));
  };
}

void LessonKnobView::add_forms() {
  auto* forms = new QComboBox;
  forms->setObjectName(QStringLiteral("knob-form"));
  forms->setAccessibleName(tr("Form of the cortex"));
  for (const SurfaceKind kind : kSurfaceKinds) {
    const LibrarySubject* subject = session_.subject();
    const bool is_there =
        kind != SurfaceKind::kFlat && subject && has_form(subject->subject->cortex, kind);
    if (is_there) forms->addItem(QLatin1String(name_of(kind)), int(kind));
  }
  content_->layout()->addWidget(forms);
  connect(forms, &QComboBox::activated, this,
          [this, forms](int at) { session_.set_folded(SurfaceKind(forms->itemData(at).toInt())); });
  show_state_ = [this, forms] {
    forms->setCurrentIndex(forms->findData(int(session_.view().folded)));
  };
}

}  // namespace cortiscope
