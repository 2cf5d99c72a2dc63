#include "app/gui/time_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <vector>

#include "app/gui/session_controller.h"

namespace cortiscope {
namespace {

constexpr int kPlayedMs = 6000;  // from the start to the end
constexpr double kHandle = 14;   // pixels, of the theme
constexpr double kMarkSize = 5;  // pixels

/// The fit's snapshots; none where there is no fit.
const std::vector<MapSnapshot>& snapshots_of(const SessionController& session) {
  static const std::vector<MapSnapshot> kNone;
  const std::shared_ptr<const MapSource> source = session.source();
  return source && source->snapshots ? *source->snapshots : kNone;
}

/// Where a step lies on a slider with one position for each snapshot and the end, from 0 to 1. In
/// between over the logarithm of the step, as the snapshots are spaced.
double place_of(int step, const std::vector<MapSnapshot>& snapshots, int end) {
  std::vector<int> steps;
  for (const MapSnapshot& snapshot : snapshots) steps.push_back(snapshot.step);
  if (end > steps.back()) steps.push_back(end);
  const auto after = std::upper_bound(steps.begin(), steps.end(), step);
  if (after == steps.begin()) return 0;
  if (after == steps.end()) return 1;
  const double low = std::log(*(after - 1) + 1.0), high = std::log(*after + 1.0);
  const double share = (std::log(step + 1.0) - low) / (high - low);
  return (double(after - 1 - steps.begin()) + share) / double(snapshots.size());
}

}  // namespace

MarkedSlider::MarkedSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {}

void MarkedSlider::set_mark(std::optional<double> at) {
  mark_ = at;
  update();
}

void MarkedSlider::paintEvent(QPaintEvent* event) {
  QSlider::paintEvent(event);
  if (!mark_) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(palette().color(QPalette::Text));
  const double x = kHandle / 2 + *mark_ * (width() - kHandle);
  painter.drawPolygon(QPolygonF({{x - kMarkSize, 0}, {x + kMarkSize, 0}, {x, kMarkSize + 1}}));
}

TimeSlider::TimeSlider(SessionController& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  play_ = new QToolButton;
  play_->setObjectName(QStringLiteral("play"));
  play_->setFocusPolicy(Qt::TabFocus);
  slider_ = new MarkedSlider;
  slider_->setObjectName(QStringLiteral("time"));
  slider_->setAccessibleName(tr("Steps of the fit"));
  slider_->setPageStep(4);
  slider_->setMinimumHeight(26);  // the mark stays above the handle
  text_ = new QLabel;
  text_->setObjectName(QStringLiteral("time-text"));
  text_->setMinimumWidth(  // the slider keeps its length while it is played
      text_->fontMetrics().horizontalAdvance(tr("step 20,000, loss 0.0000")));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 2, 12, 2);
  layout->setSpacing(10);
  layout->addWidget(play_);
  layout->addWidget(slider_, 1);
  layout->addWidget(text_);

  connect(play_, &QToolButton::clicked, this, [this] { is_playing() ? stop() : play(); });
  connect(slider_, &QSlider::sliderPressed, this, &TimeSlider::stop);
  connect(slider_, &QSlider::valueChanged, this, [this](int at) {
    session_.set_snapshot(at);  // beyond the last one: the end
  });
  connect(&timer_, &QTimer::timeout, this, &TimeSlider::move_on);
  using S = SessionController;
  connect(&session_, &S::source_changed, this, &TimeSlider::show_fit);
  for (const auto signal : {&S::snapshot_changed, &S::map_changed}) {
    connect(&session_, signal, this, &TimeSlider::show_snapshot);
  }
  show_playing();
  show_fit();
}

void TimeSlider::show_fit() {
  const std::vector<MapSnapshot>& snapshots = snapshots_of(session_);
  setVisible(!snapshots.empty());
  if (snapshots.empty()) return stop();
  const Provenance& made = session_.source()->made;
  const QSignalBlocker quiet(slider_);
  slider_->setRange(0, int(snapshots.size()));
  slider_->set_mark(place_of(made.best_step, snapshots, made.steps_done));
  slider_->setToolTip(tr("How the maps were learned. Validation was best at the mark, step %L1: "
                         "the result at the end is of that step.")
                          .arg(made.best_step));
  show_snapshot();
}

void TimeSlider::show_snapshot() {
  const std::vector<MapSnapshot>& snapshots = snapshots_of(session_);
  if (snapshots.empty()) return;
  const std::optional<int> at = session_.snapshot();
  const QSignalBlocker quiet(slider_);
  slider_->setValue(at.value_or(int(snapshots.size())));
  QString text;
  if (!at) {
    text = tr("result, of step %L1").arg(session_.source()->made.best_step);
  } else {
    const MapSnapshot& shown = snapshots[std::size_t(*at)];
    text = tr("step %L1").arg(shown.step);
    if (std::isfinite(shown.loss)) text += tr(", loss %1").arg(double(shown.loss), 0, 'f', 4);
    const MapEntry& entry = entry_of(session_.view().map);
    if (entry.has(kNeedsFit) && !entry.has(kInSnapshots)) text += tr("; this map is of the result");
  }
  text_->setText(text);
}

void TimeSlider::play() {
  const int count = int(snapshots_of(session_).size());
  if (count == 0) return;
  if (!session_.snapshot()) session_.set_snapshot(0);
  timer_.start(kPlayedMs / count);
  show_playing();
}

void TimeSlider::stop() {
  timer_.stop();
  show_playing();
}

void TimeSlider::move_on() {
  const std::optional<int> at = session_.snapshot();
  if (at) session_.set_snapshot(*at + 1);
  if (!session_.snapshot()) stop();
}

void TimeSlider::show_playing() {
  play_->setIcon(
      style()->standardIcon(is_playing() ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
  const QString text = is_playing() ? tr("Pause") : tr("Play how the maps were learned");
  play_->setToolTip(text);
  play_->setAccessibleName(text);
}

}  // namespace cortiscope
