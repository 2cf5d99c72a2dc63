#include "app/gui/network_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/gui/image_controller.h"
#include "app/gui/network_drawing.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr QMargins kMargins{16, 4, 16, 8};

}  // namespace

NetworkView::NetworkView(SessionController& session, const ImageController& images, QWidget* parent)
    : QWidget(parent), session_(session), images_(images) {
  setObjectName(QStringLiteral("network"));
  setAccessibleName(tr("Network"));
  setFocusPolicy(Qt::TabFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  using S = SessionController;
  // The readers follow the source with its clusters, how many of them and in which colours, the
  // shown vertices, regions and the picked vertex.
  connect(&images_, &ImageController::readers_changed, this, &NetworkView::renew);
  connect(&session_, &S::snapshot_changed, this, &NetworkView::renew);
  connect(&session_, &S::hovered_changed, this, &NetworkView::follow_pointer);
  connect(&session_, &S::highlighted_layer_changed, this, qOverload<>(&QWidget::update));
}

QFont NetworkView::small_font() const {
  QFont small = font();
  small.setPointSizeF(font().pointSizeF() * 0.85);
  return small;
}

NetworkPlaces NetworkView::places() const {
  return network_places(QRectF(rect() - kMargins), QFontMetrics(small_font()), network_);
}

std::optional<ReaderChoice> NetworkView::seen() const {
  const bool is_seen = isVisible() && note_.isEmpty() && !network_.blocks.empty();
  return is_seen ? std::optional(images_.choice()) : std::nullopt;
}

QSize NetworkView::minimumSizeHint() const {
  const QFontMetrics metrics(small_font());
  return {24 * metrics.height(), least_network_height(metrics, network_.has_clusters()) +
                                     kMargins.top() + kMargins.bottom()};
}

QSize NetworkView::sizeHint() const { return minimumSizeHint() + QSize(0, 40); }

/// Counted only while it is seen: a running fit changes often.
void NetworkView::renew() {
  if (!isVisible()) return;
  const std::shared_ptr<const MapSource> source = session_.shown_source();
  const bool had_clusters = network_.has_clusters();
  network_ = {};
  note_.clear();
  if (session_.hidden() != HiddenAnswer::kNothing) {
    note_ = tr("The lesson asks about this; it is shown once the question is answered.");
  } else if (!source || !source->has_selectors()) {
    note_ =
        tr("No fit is shown. Once the network is fitted, this shows which vertices read each "
           "of its layers.");
  } else {
    network_ = layer_blocks(*source, session_.view());
    if (network_.vertices == 0) {
      note_ = tr("No vertex has evidence. View > Vertices without evidence counts all of them.");
      network_ = {};
    }
  }
  if (network_.has_clusters() != had_clusters) updateGeometry();  // there is one row more or less
  if (highlighted() > int(network_.blocks.size())) highlight(0);
  renew_ribbon();
}

void NetworkView::renew_ribbon() {
  if (!isVisible()) return;
  ribbon_ = {};
  if (!network_.blocks.empty()) {
    const std::shared_ptr<const MapSource> source = session_.shown_source();
    const HemisphereRegions& regions = *session_.outlined();
    const ReaderChoice wanted =
        pointed_ ? ReaderChoice{ReaderChoice::Kind::kRegion, *pointed_} : images_.choice();
    ribbon_of_ = possible_choice(wanted, *source, session_.view(), regions);
    ribbon_ = layer_ribbon(*source, session_.view(), regions, ribbon_of_);
  }
  QStringList words;
  for (int layer = 1; layer <= int(network_.blocks.size()); ++layer) words << words_of(layer);
  setAccessibleDescription(note_.isEmpty() ? words.join(QLatin1Char('\n')) : note_);
  update();
}

void NetworkView::follow_pointer(std::optional<CortexVertex> vertex) {
  const bool is_on_cortex = vertex && session_.outlined();
  const auto region = is_on_cortex ? region_at(*session_.outlined(), *vertex) : std::nullopt;
  if (region == pointed_) return;
  pointed_ = region;
  renew_ribbon();
}

int NetworkView::highlighted() const { return session_.view().layer_alone; }

void NetworkView::highlight(int layer) { session_.highlight_layer(layer); }

QString NetworkView::words_of(int layer) const {
  const LayerBlock& block = network_.blocks[std::size_t(layer - 1)];
  const QString number = QString::number(layer), name = text_of(block.name);
  QString words =
      name == number ? tr("Layer %1").arg(number) : tr("Layer %1, %2").arg(number, name);
  words += tr(": read most by %L1 of %L2 vertices (%3)")
               .arg(block.vertices)
               .arg(network_.vertices)
               .arg(text_of(percent_text(block.share)));
  if (std::isfinite(block.mean_scale)) {
    words += tr("; mean scale %1").arg(double(block.mean_scale), 0, 'f', 2);
  }
  if (!block.clusters.empty()) words += tr("; %1").arg(text_of(clusters_text(block)));
  if (!ribbon_.shares.empty()) {
    words += tr("; %1: %2")
                 .arg(text_of(ribbon_.name),
                      text_of(percent_text(ribbon_.shares[std::size_t(layer - 1)])));
  }
  return words;
}

bool NetworkView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto& help = static_cast<QHelpEvent&>(*event);
    const int layer = layer_at(places(), {double(help.pos().x()), double(help.pos().y())});
    if (layer > 0) QToolTip::showText(help.globalPos(), plain_tool_tip(words_of(layer)), this);
    if (layer == 0) QToolTip::hideText();
    return true;
  }
  if (event->type() == QEvent::ShortcutOverride) {  // the window's keys step through models
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool is_own =
        key == Qt::Key_Left || key == Qt::Key_Right || (key == Qt::Key_Escape && highlighted() > 0);
    if (is_own) event->accept();
  }
  return QWidget::event(event);
}

void NetworkView::keyPressEvent(QKeyEvent* event) {
  const int count = int(network_.blocks.size());
  const bool is_step = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
  if (is_step && count > 0) {
    const int first = event->key() == Qt::Key_Left ? count : 1;
    const int next = highlighted() + (event->key() == Qt::Key_Left ? -1 : 1);
    return highlight(highlighted() == 0 ? first : std::clamp(next, 1, count));
  }
  if (event->key() == Qt::Key_Escape && highlighted() > 0) return highlight(0);
  QWidget::keyPressEvent(event);
}

void NetworkView::mouseMoveEvent(QMouseEvent* event) {
  highlight(layer_at(places(), {event->position().x(), event->position().y()}));
}

void NetworkView::leaveEvent(QEvent*) { highlight(0); }

void NetworkView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  highlight(0);
}

void NetworkView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  renew();
}

void NetworkView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  highlight(0);
}

void NetworkView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!note_.isEmpty()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect() - kMargins, Qt::AlignCenter | Qt::TextWordWrap, note_);
    return;
  }
  if (network_.blocks.empty()) return;
  painter.setFont(small_font());
  draw_network(painter, places(), network_, ribbon_, text_of(title_of(ribbon_)), highlighted(),
               palette());
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2.5, 0.5, -2.5, -2.5), 4, 4);
  }
}

}  // namespace cortiscope
