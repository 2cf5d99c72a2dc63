#include "app/gui/cortex_pane.h"

#include <QSplitter>
#include <QVBoxLayout>

#include "app/gui/cortex_widget.h"
#include "app/gui/name_field.h"
#include "app/gui/session_controller.h"
#include "app/gui/unfold_slider.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr int kOtherViewAfterMs = 40;   // time to handle input in between
constexpr int kNextStateAfterMs = 350;  // each view shows more than two states a second

/// The wanted form, or the best available one.
std::optional<SurfaceKind> possible_fold(const Cortex& cortex, SurfaceKind wanted) {
  for (const SurfaceKind kind : {wanted, SurfaceKind::kInflated, SurfaceKind::kPial,
                                 SurfaceKind::kWhite, SurfaceKind::kSphere}) {
    if (has_form(cortex, kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace

CortexPane::CortexPane(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  folds_ = new CortexWidget;
  folds_->setObjectName(QStringLiteral("folds"));
  flat_ = new CortexWidget;
  flat_->setObjectName(QStringLiteral("flat"));
  name_ = new NameField(flat_);
  auto* over_folds = new QVBoxLayout(folds_);
  over_folds->setContentsMargins(12, 12, 12, 10);
  over_folds->addStretch();
  over_folds->addWidget(new UnfoldSlider(session_), 0, Qt::AlignLeft);
  views_ = new QSplitter(Qt::Horizontal);
  views_->addWidget(folds_);
  views_->addWidget(flat_);
  views_->setHandleWidth(1);
  views_->setChildrenCollapsible(false);
  views_->setSizes({500, 500});

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(views_, 1);

  link(*folds_, *flat_);
  link(*flat_, *folds_);
  folds_->set_side(session_.view().side);

  other_view_.setSingleShot(true);
  other_view_.setInterval(kOtherViewAfterMs);
  connect(&other_view_, &QTimer::timeout, this, [this] { paint(*folds_); });
  pause_.setSingleShot(true);
  pause_.setInterval(kNextStateAfterMs);
  connect(&pause_, &QTimer::timeout, this, [this] {
    if (is_stale_) show_state();
  });

  using S = SessionController;
  connect(&session_, &S::subject_changed, this, &CortexPane::show_cortex);
  connect(&session_, &S::surface_changed, this, &CortexPane::show_surface);
  connect(&session_, &S::unfolding_changed, this, &CortexPane::show_unfolding);
  connect(&session_, &S::side_changed, this, [this] { folds_->set_side(session_.view().side); });
  connect(&session_, &S::cameras_changed, this, [this] {
    folds_->set_camera(session_.view().folds_camera);
    flat_->set_camera(session_.view().flat_camera);
  });
  for (const auto signal :
       {&S::source_changed, &S::snapshot_changed, &S::map_changed, &S::range_changed,
        &S::looked_at_changed, &S::highlighted_layer_changed}) {
    connect(&session_, signal, this, &CortexPane::repaint_colors);
  }
  connect(&session_, &S::source_renewed, this, &CortexPane::show_state);
  connect(&session_, &S::picked_changed, this, &CortexPane::show_marks);
  connect(&session_, &S::pins_changed, this, &CortexPane::show_pins);
  connect(&session_, &S::regions_changed, this, &CortexPane::show_regions);
  connect(&session_, &S::drawing_changed, this, &CortexPane::show_drawing);
  connect(flat_, &CortexWidget::outlined, this, &CortexPane::take_outline);
  connect(flat_, &CortexWidget::outlined_nothing, this, [this] {
    Q_EMIT failed(
        tr("the outline: no vertex lies in it (draw a larger one on the flatmap, or continue this "
           "one)"));
  });
  show_cortex();
}

void CortexPane::link(CortexWidget& view, CortexWidget& other) {
  connect(&view, &CortexWidget::hovered, this, [this, &other](std::optional<CortexVertex> vertex) {
    other.point_at(vertex);
    session_.hover(vertex);
  });
  connect(&view, &CortexWidget::camera_moved, this,
          [this] { session_.note_cameras(folds_->camera(), flat_->camera()); });
  connect(&view, &CortexWidget::picked, this,
          [this](CortexVertex vertex) { session_.pick(vertex); });
}

std::vector<FigurePane> CortexPane::panes() const {
  std::vector<FigurePane> panes;
  const auto add = [&](const CortexWidget& view, SurfaceKind form) {
    if (!view.isVisibleTo(this)) return;  // the wall may be in its place
    panes.push_back({name_of(form), double(view.width()) / view.height()});
  };
  add(*folds_, shown_fold_);
  const bool is_between = session_.view().unfolding && session_.can_unfold();
  if (!panes.empty() && is_between) panes.back().unfolding = session_.unfolding();
  add(*flat_, SurfaceKind::kFlat);
  return panes;
}

void CortexPane::set_theme(Theme theme) {
  for (CortexWidget* view : {folds_, flat_}) view->set_background(view_background(theme));
  ground_ = theme == Theme::kDark ? Ground::kDark : Ground::kLight;
  repaint_colors();
}

void CortexPane::show_cortex() {
  const LibrarySubject* row = session_.subject();
  if (!row) {
    if (in_folds_ || in_flat_) {  // it was closed
      for (CortexWidget* view : {folds_, flat_}) view->hide();
      in_folds_.reset();
      in_flat_.reset();
      drawn_.reset();
      cortex_.reset();
    }
    return;
  }
  const Subject& subject = *row->subject;
  sides_ = possible_sides(session_.view().hemispheres, subject.cortex);
  drawn_ = row->subject;
  cortex_ = shown_of({row->subject, &subject.cortex}, sides_);
  folds_->set_placing(placing_of(sides_));
  in_folds_.reset();
  in_flat_.reset();
  show_surface();
  if (has_form(*cortex_, SurfaceKind::kFlat)) {
    try {
      flat_->show_cortex(cortex_, SurfaceKind::kFlat, only_shown(subject.vertices, sides_));
      in_flat_ = row->subject;
    } catch (const Error& error) {
      Q_EMIT failed(QString::fromUtf8(error.what()));
    }
  }
  flat_->setVisible(in_flat_ && session_.view().shows_flat);
  show_regions();
  show_marks();  // another cortex has none
  show_pins();
  repaint_colors();
}

void CortexPane::show_surface() {
  const LibrarySubject* row = session_.subject();
  if (!row) return;
  const ViewState& view = session_.view();
  const ShownSides sides = possible_sides(view.hemispheres, row->subject->cortex);
  if (row->subject != drawn_ || sides != sides_) return show_cortex();
  const auto fold = possible_fold(*cortex_, view.folded);
  if (fold && (*fold != shown_fold_ || in_folds_ != row->subject)) {
    try {
      folds_->show_cortex(cortex_, *fold);
      shown_fold_ = *fold;
      in_folds_ = row->subject;
      repaint_colors();
    } catch (const Error& error) {
      Q_EMIT failed(QString::fromUtf8(error.what()));
    }
    if (view.unfolding && session_.can_unfold()) show_unfolding();
  }
  flat_->setVisible(in_flat_ && view.shows_flat);
  folds_->setVisible(in_folds_ == row->subject && (view.shows_folds || !in_flat_));
  show_regions();
}

void CortexPane::show_unfolding() {
  const LibrarySubject* row = session_.subject();
  if (!row || in_folds_ != row->subject) return;
  if (!session_.view().unfolding) {
    in_folds_.reset();  // the form itself again
    return show_surface();
  }
  if (!session_.can_unfold()) return;  // another cortex
  try {
    folds_->unfold(session_.unfolding(), only_shown(row->subject->vertices, sides_));
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

void CortexPane::show_regions() {
  const LibrarySubject* row = session_.subject();
  if (!row) return;
  const ViewState& view = session_.view();
  const bool are_shown = view.shows_regions;
  std::shared_ptr<const HemisphereRegions> outlined = session_.outlined();
  if (is_one(sides_) && outlined) {
    outlined = std::make_shared<const HemisphereRegions>(only_shown(*outlined, sides_));
  }
  if (in_folds_ == row->subject) folds_->set_regions(outlined);
  if (in_flat_ == row->subject) flat_->set_regions(outlined);
  for (CortexWidget* each : {folds_, flat_}) {
    each->set_region_lines(are_shown, view.shows_region_names);
  }
}

void CortexPane::show_drawing() {
  if (in_flat_) {
    flat_->set_drawing(session_.view().is_drawing);
  } else {
    session_.set_drawing(false);
  }
}

void CortexPane::take_outline(const OutlinedVertices& what, QPoint middle) {
  const int id = session_.draw_region(what.hemisphere, what.vertices);
  const std::string name = session_.subject()->regions.find(id)->region->name;
  name_->ask(QString::fromStdString(name), middle, [this, id](const QString& typed) {
    session_.name_drawn_region(id, typed.toStdString());
  });
}

void CortexPane::take_colors() {
  const Painting painting = session_.painting();
  colors_ = only_shown(painting.colors(ground_), sides_);
  steps_ = painting.steps;
  hatched_ = only_shown(painting.hatched_vertices(), sides_);
}

void CortexPane::repaint_colors() {
  other_view_.stop();
  take_colors();
  paint(*folds_);
  paint(*flat_);
}

/// Shows a running fit's state in one view, then in the other, so that a key or a click waits for
/// one drawing at most. States that come faster than both can be drawn are skipped.
void CortexPane::show_state() {
  is_stale_ = pause_.isActive();
  if (is_stale_) return;
  take_colors();
  paint(*flat_);
  other_view_.start();
  pause_.start();
}

void CortexPane::paint(CortexWidget& view) {
  const LibrarySubject* row = session_.subject();
  if (row && row->subject == (&view == flat_ ? in_flat_ : in_folds_)) {
    view.set_colors(colors_, steps_, hatched_);
  }
}

void CortexPane::show_marks() {
  folds_->mark(session_.view().picked);
  flat_->mark(session_.view().picked);
}

void CortexPane::show_pins() {
  std::vector<PinMark> marks;
  for (const Pin& pin : session_.pins()) marks.push_back({pin.vertex, pin.color, pin.name});
  folds_->set_pins(marks);
  flat_->set_pins(std::move(marks));
}

}  // namespace cortiscope
