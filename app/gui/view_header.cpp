#include "app/gui/view_header.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/session/shown_sides.h"

namespace cortiscope {
namespace {

constexpr SurfaceKind kFolds[] = {SurfaceKind::kInflated, SurfaceKind::kPial, SurfaceKind::kWhite,
                                  SurfaceKind::kSphere};
constexpr Side kSidesInOrder[] = {Side::kLateral, Side::kMedial,    Side::kVentral,
                                  Side::kDorsal,  Side::kPosterior, Side::kAnterior};

constexpr int kLeastWords = 30;  // letters that are to be seen of what is shown

struct HemisphereChoice {
  ShownSides shown;
  const char* sign;
  const char* words;
};

constexpr HemisphereChoice kHemisphereChoices[] = {
    {ShownSides::kBoth, "◖ ◗", QT_TRANSLATE_NOOP("cortiscope::ViewHeader", "Both hemispheres")},
    {ShownSides::kLh, "◖", QT_TRANSLATE_NOOP("cortiscope::ViewHeader", "Left hemisphere alone")},
    {ShownSides::kRh, "◗", QT_TRANSLATE_NOOP("cortiscope::ViewHeader", "Right hemisphere alone")},
    {ShownSides::kTogether, "◖◗",
     QT_TRANSLATE_NOOP("cortiscope::ViewHeader", "Both together, as in the head")}};

QString shown_sign(const HemisphereChoice& choice) {
  return QString::fromUtf8(choice.sign) + QStringLiteral(" ▾");
}

/// With which the button keeps its width.
int widest_sign(const QFontMetrics& metrics) {
  constexpr int kPadding = 22;  // of the theme's buttons
  int widest = 0;
  for (const HemisphereChoice& choice : kHemisphereChoices) {
    widest = std::max(widest, metrics.horizontalAdvance(shown_sign(choice)) + kPadding);
  }
  return widest;
}

QString capitalised(const char* word) {
  QString text = QString::fromLatin1(word);
  text[0] = text[0].toUpper();
  return text;
}

QString state_text(const MapSource& source) {
  switch (source.kind) {
    case MapSource::Kind::kBare:
      return ViewHeader::tr("not fitted yet");
    case MapSource::Kind::kTruth:
      return ViewHeader::tr("planted, what a fit should find");
    case MapSource::Kind::kRunning:
      return ViewHeader::tr("being fitted");
    case MapSource::Kind::kStopped:
      return ViewHeader::tr("stopped at step %1 of %2")
          .arg(source.made.steps_done)
          .arg(source.made.steps);
    case MapSource::Kind::kSnapshot:
      return ViewHeader::tr("as it was at step %1").arg(source.made.steps_done);
    case MapSource::Kind::kFit:
      return ViewHeader::tr("test R² %1").arg(source.mean_score(), 0, 'f', 3);
  }
  return {};
}

}  // namespace

ViewHeader::ViewHeader(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  setObjectName(QStringLiteral("view-header"));
  setAttribute(Qt::WA_StyledBackground);
  title_ = new TextLine(Qt::AlignLeft);
  title_->setObjectName(QStringLiteral("subheading"));  // its size follows the stage's type
  state_ = new TextLine(Qt::AlignLeft, TextLine::Width::kOfText);
  state_->setObjectName(QStringLiteral("quiet"));
  badge_ = new TextLine(Qt::AlignCenter, TextLine::Width::kOfText);
  badge_->setObjectName(QStringLiteral("badge"));
  badge_->setContentsMargins(8, 0, 8, 1);
  badge_->hide();
  form_ = new QComboBox;
  form_->setObjectName(QStringLiteral("form"));
  for (const SurfaceKind kind : kFolds) {
    form_->addItem(kind == SurfaceKind::kPial ? tr("Folded") : capitalised(name_of(kind)),
                   int(kind));
  }
  form_->setToolTip(
      tr("The form of the cortex in the left view and in the wall (I inflated, R folded)"));
  form_->setAccessibleName(tr("Form of the cortex"));
  side_ = new QComboBox;
  side_->setObjectName(QStringLiteral("side"));
  for (const Side side : kSidesInOrder) side_->addItem(capitalised(name_of(side)), int(side));
  side_->setToolTip(tr("The side that it is seen from (Shift and its first letter)"));
  side_->setAccessibleName(tr("Side"));
  hemispheres_ = make_hemispheres();
  flat_ = new QToolButton;
  flat_->setObjectName(QStringLiteral("flat-alone"));
  flat_->setText(tr("Flat"));
  flat_->setToolTip(tr("The flatmap alone, in the wall flatmaps of all (F)"));
  regions_ = new QToolButton;
  regions_->setObjectName(QStringLiteral("open-regions"));
  regions_->setText(tr("Regions ▾"));
  regions_->setToolTip(tr("The regions of interest: borders, names, drawing"));
  for (QToolButton* button : {flat_, regions_}) {
    button->setCheckable(true);
    button->setProperty("quiet", true);
    button->setFocusPolicy(Qt::TabFocus);
  }
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 5, 8, 6);
  row->setSpacing(8);
  auto* below = new QHBoxLayout;
  below->setSpacing(8);
  below->addWidget(state_);
  below->addWidget(badge_);
  below->addStretch();
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(title_);
  words->addLayout(below);
  row->addLayout(words, 1);
  for (QComboBox* box : {form_, side_}) {
    box->setFocusPolicy(Qt::TabFocus);
    row->addWidget(box);
  }
  row->addWidget(hemispheres_);
  row->addWidget(flat_);
  row->addWidget(regions_);

  connect(form_, &QComboBox::activated, this,
          [this] { session_.set_folded(SurfaceKind(form_->currentData().toInt())); });
  connect(side_, &QComboBox::activated, this,
          [this] { session_.set_side(Side(side_->currentData().toInt())); });
  connect(flat_, &QToolButton::clicked, this,
          [this](bool is_alone) { session_.set_layout(!is_alone, true); });
  connect(regions_, &QToolButton::clicked, this, &ViewHeader::regions_requested);
  using S = SessionController;
  for (const auto signal :
       {&S::source_changed, &S::snapshot_changed, &S::map_changed, &S::looked_at_changed}) {
    connect(&session_, signal, this, &ViewHeader::show_title);
  }
  for (const auto signal : {&S::surface_changed, &S::side_changed, &S::subject_changed}) {
    connect(&session_, signal, this, &ViewHeader::show_state);
  }
  set_type();
  show_title();
  show_state();
}

QToolButton* ViewHeader::make_hemispheres() {
  auto* button = new QToolButton;
  button->setObjectName(QStringLiteral("hemispheres"));
  button->setToolTip(
      tr("The hemispheres in the views: both, each from that side; one alone; or both together, as "
         "they lie in the head, from that side of the left one"));
  button->setAccessibleName(tr("Hemispheres"));
  button->setProperty("quiet", true);
  button->setFocusPolicy(Qt::TabFocus);
  button->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(button);
  for (const HemisphereChoice& choice : kHemisphereChoices) {
    QAction* action =
        menu->addAction(QString::fromUtf8(choice.sign) + QStringLiteral("  ") + tr(choice.words));
    action->setCheckable(true);
    action->setData(int(choice.shown));
    connect(action, &QAction::triggered, this,
            [this, shown = choice.shown] { session_.set_hemispheres(shown); });
  }
  button->setMenu(menu);
  return button;
}

void ViewHeader::set_type() {
  QFont font = this->font();
  font.setPointSizeF(1.25 * font.pointSizeF());
  title_->setFont(font);
  hemispheres_->setMinimumWidth(widest_sign(hemispheres_->fontMetrics()));
}

void ViewHeader::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange) return;
  set_type();
  show_what_fits();
}

void ViewHeader::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  show_what_fits();
}

int ViewHeader::width_of_hemispheres() const {
  return std::max(hemispheres_->sizeHint().width(), hemispheres_->minimumWidth()) +
         layout()->spacing();
}

QSize ViewHeader::minimumSizeHint() const {
  const QSize least = QWidget::minimumSizeHint();
  return hemispheres_->isHidden() ? least : least - QSize(width_of_hemispheres(), 0);
}

void ViewHeader::show_what_fits() {
  const int words = kLeastWords * fontMetrics().averageCharWidth();
  hemispheres_->setVisible(width() >= minimumSizeHint().width() + width_of_hemispheres() + words);
}

void ViewHeader::show_title() {
  title_->set_text(session_.painted_title());
  const std::shared_ptr<const MapSource> source = session_.shown_source();
  if (!source) {  // everything was closed
    state_->set_text({});
    badge_->hide();
    return;
  }
  state_->set_text(state_text(*source));
  const QString note = QString::fromStdString(source->synthetic_note());
  badge_->set_text(note);
  badge_->setToolTip(note);
  badge_->setVisible(!note.isEmpty());
}

void ViewHeader::show_state() {
  const ViewState& view = session_.view();
  const QSignalBlocker quiet_form(form_), quiet_side(side_);
  form_->setCurrentIndex(form_->findData(int(view.folded)));
  side_->setCurrentIndex(side_->findData(int(view.side)));
  show_hemispheres();
  flat_->setChecked(view.shows_flat && !view.shows_folds);
  flat_->setEnabled(session_.can_draw());  // there is a flatmap
}

/// Those that are drawn; of a cortex with one hemisphere there is nothing to choose.
void ViewHeader::show_hemispheres() {
  const LibrarySubject* row = session_.subject();
  const ShownSides wanted = session_.view().hemispheres;
  const ShownSides shown = row ? possible_sides(wanted, row->subject->cortex) : wanted;
  for (const HemisphereChoice& choice : kHemisphereChoices) {
    if (choice.shown == shown) {
      hemispheres_->setText(shown_sign(choice));
      hemispheres_->setAccessibleDescription(tr(choice.words));
    }
  }
  for (QAction* action : hemispheres_->menu()->actions()) {
    action->setChecked(action->data().toInt() == int(shown));
  }
  hemispheres_->setEnabled(row && has_both(row->subject->cortex));
}

}  // namespace cortiscope
