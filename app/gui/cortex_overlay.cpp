#include "app/gui/cortex_overlay.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/gui/vertex_marks.h"
#include "render/region_names.h"

namespace cortiscope {
namespace {

constexpr double kMargin = 12;
constexpr double kScaleLength = 80;  // at most
constexpr double kNameSizePt = 8;
constexpr QColor kDark(20, 20, 20);

/// 1, 2 or 5 times a power of ten, at most `limit`.
double round_length(double limit) {
  const double decade = std::pow(10, std::floor(std::log10(limit)));
  for (const double step : {5.0, 2.0}) {
    if (step * decade <= limit) return step * decade;
  }
  return decade;
}

/// Colours of names: text that contrasts with the background, and an outline around it, so that it
/// is readable on any map.
struct NameColors {
  QColor letters, rim;
};

NameColors name_colors(QColor ink) {
  const bool is_dark_ground = ink.lightnessF() > 0.5F;
  return is_dark_ground ? NameColors{QColor(240, 242, 245), kDark} : NameColors{kDark, Qt::white};
}

void paint_name(QPainter& painter, const QString& name, QPointF middle, const NameColors& colors) {
  const QFontMetricsF metrics(painter.font());
  QPainterPath letters;
  letters.addText(middle.x() - metrics.horizontalAdvance(name) / 2,
                  middle.y() + metrics.capHeight() / 2, painter.font(), name);
  painter.setPen(QPen(colors.rim, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(letters);
  painter.fillPath(letters, colors.letters);
}

}  // namespace

CortexOverlay::CortexOverlay(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
}

void CortexOverlay::set_content(const Content& content) {
  content_ = content;
  is_painted_ = false;
  update();
}

void CortexOverlay::set_names(const std::vector<SeenRegion>& regions) {
  names_ = {};
  is_painted_ = false;
  update();
  if (regions.empty()) return;
  const double ratio = devicePixelRatioF();
  names_ = QPixmap(size() * ratio);
  names_.setDevicePixelRatio(ratio);
  names_.fill(Qt::transparent);
  QPainter painter(&names_);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont font = this->font();
  font.setWeight(QFont::DemiBold);
  font.setPointSizeF(kNameSizePt);
  painter.setFont(font);
  const QFontMetricsF metrics(font);
  const NameColors colors = name_colors(content_.ink);
  std::vector<PlacedName> names;
  for (const SeenRegion& region : regions) {
    names.push_back(
        {region.name, {region.pixel.x() / ratio, region.pixel.y() / ratio}, region.size});
  }
  const auto width_of = [&](const std::string& name) {
    return metrics.horizontalAdvance(QString::fromStdString(name));
  };
  const Box box = {2, 2, width() - 4.0, height() - 4.0};
  const std::vector<NamePlace> places = name_places(names, box, metrics.capHeight(), width_of);
  for (const NamePlace& place : places) {
    if (!place.leader) continue;
    const auto& [from, to] = *place.leader;
    const QLineF line(from.x, from.y, to.x, to.y);
    painter.setPen(QPen(colors.rim, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(line);
    painter.setPen(QPen(colors.letters, 1));
    painter.drawLine(line);
  }
  for (const NamePlace& place : places) {
    paint_name(painter, QString::fromStdString(names[place.name].name),
               {place.middle.x, place.middle.y}, colors);
  }
}

void CortexOverlay::paintEvent(QPaintEvent*) {
  is_painted_ = true;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!names_.isNull()) painter.drawPixmap(0, 0, names_);
  painter.setPen(content_.ink);
  const QRectF inner = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
  if (content_.at_left) {
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop,
                     QLatin1String(name_of(*content_.at_left)));
  }
  if (content_.at_right) {
    painter.drawText(inner, Qt::AlignRight | Qt::AlignTop,
                     QLatin1String(name_of(*content_.at_right)));
  }
  if (content_.mm_a_pixel > 0) paint_scale(painter);
  const auto place = [&](const SeenVertex& seen) {
    return QPointF(seen.pixel.x(), seen.pixel.y()) / devicePixelRatioF();
  };
  for (const Pin& pin : content_.pins) paint_pin(painter, pin);
  if (const auto& seen = content_.pointed_at) paint_dot(painter, place(*seen), seen->is_hidden);
  if (const auto& seen = content_.marked) paint_ring(painter, place(*seen), seen->is_hidden);
  if (content_.outline) paint_outline(painter, *content_.outline);
}

void CortexOverlay::paint_pin(QPainter& painter, const Pin& pin) const {
  constexpr double kBeside = 10;
  const QPointF at = QPointF(pin.at.pixel.x(), pin.at.pixel.y()) / devicePixelRatioF();
  paint_pin_ring(painter, at, pin.color, pin.at.is_hidden);
  if (!pin.at.is_hidden) {
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(kNameSizePt);
    painter.setFont(font);
    const double half = QFontMetricsF(font).horizontalAdvance(pin.name) / 2;
    paint_name(painter, pin.name, at + QPointF(kBeside + half, 0), name_colors(content_.ink));
  }
  painter.setOpacity(1);
  painter.setFont(this->font());
}

void CortexOverlay::paint_outline(QPainter& painter, const Outline& outline) const {
  const double ratio = devicePixelRatioF();
  QPolygonF line;
  for (const QPointF& point : outline.points) line << point / ratio;
  if (outline.next) line << (outline.closes_here ? line.first() : *outline.next / ratio);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(255, 255, 255, 70));
  painter.drawPolygon(line);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(kDark, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  painter.setPen(QPen(Qt::white, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  painter.setPen(QPen(kDark, 1.5));
  painter.setBrush(Qt::white);
  for (const QPointF& corner : outline.corners) painter.drawEllipse(corner / ratio, 3, 3);
  if (!line.isEmpty()) {
    const double radius = outline.closes_here ? 7 : 5;
    painter.setBrush(outline.closes_here ? palette().color(QPalette::Highlight)
                                         : QColor(Qt::white));
    painter.drawEllipse(line.first(), radius, radius);
  }
}

void CortexOverlay::paint_scale(QPainter& painter) const {
  const double mm_a_point = content_.mm_a_pixel * devicePixelRatioF();
  const double length_mm = round_length(kScaleLength * mm_a_point);
  const double right = width() - kMargin, bottom = height() - kMargin;
  painter.setPen(QPen(content_.ink, 1.5, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(QPointF(right - length_mm / mm_a_point, bottom), QPointF(right, bottom));
  painter.drawText(QRectF(right - 200, bottom - 24, 200, 20), Qt::AlignRight | Qt::AlignBottom,
                   QString::number(length_mm) + QStringLiteral(" mm"));
}

}  // namespace cortiscope
