#include "app/gui/network_drawing.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <algorithm>
#include <cmath>

#include "app/gui/text.h"
#include "core/color/palette.h"
#include "render/network_plot.h"

namespace cortiscope {
namespace {

constexpr int kRibbonAlpha = 150, kQuietRibbonAlpha = 45;

QColor color_of(Rgb8 color, int alpha = 255) { return {color.r, color.g, color.b, alpha}; }

QString tr(const char* text) { return QCoreApplication::translate("NetworkView", text); }

struct RowTitles {
  QString share = tr("Read by"), looking = tr("Look at"), scale = tr("Scale"),
          channels = tr("Channels");
};

QRectF rect_of(const Box& box) { return {box.x, box.y, box.width, box.height}; }

NetworkSizes sizes_of(const QFontMetrics& metrics, bool has_clusters) {
  const RowTitles titles;
  int widest = 0;
  for (const QString& each : {titles.share, titles.looking, titles.scale}) {
    widest = std::max(widest, metrics.horizontalAdvance(each));
  }
  if (has_clusters) widest = std::max(widest, metrics.horizontalAdvance(titles.channels));
  NetworkSizes sizes;
  sizes.gutter = widest + 12;
  sizes.line = metrics.height();
  sizes.bar = sizes.scale = 6;
  sizes.channels = has_clusters ? 6 : 0;
  sizes.gap = 4;
  sizes.most_block = 72;
  sizes.least_free = 96;
  return sizes;
}

void draw_ribbon(QPainter& painter, const NetworkPlaces& places, const LayerBlocks& network,
                 const LayerRibbon& ribbon, int highlighted) {
  for (const NetworkRibbon& one : network_ribbons(places, ribbon.shares, /*least_width=*/1)) {
    const bool is_quiet = highlighted > 0 && highlighted != int(one.layer) + 1;
    const Rgb8 color = network.blocks[one.layer].color;
    QPolygonF outline;
    for (const Point& point : one.outline) outline << QPointF(point.x, point.y);
    QPainterPath path;
    path.addPolygon(outline);
    path.closeSubpath();
    painter.fillPath(path, color_of(color, is_quiet ? kQuietRibbonAlpha : kRibbonAlpha));
    painter.fillRect(rect_of(one.part), color_of(color));
  }
}

/// How many vertices look at each part of the image, in the colours of the map of positions.
void draw_looking(QPainter& painter, const QRectF& frame, const std::vector<int>& looking,
                  const QPalette& palette) {
  painter.fillRect(frame, palette.color(QPalette::Base));
  const Raster picture = picture_of_looking(looking, /*pixels=*/1);
  const QImage cells(picture.rgba.data(), picture.width, picture.height, 4 * picture.width,
                     QImage::Format_RGBA8888_Premultiplied);
  painter.drawImage(frame, cells);
  painter.setPen(QPen(palette.color(QPalette::Mid), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(frame);
}

/// The colours of the map of scale from local to global, and a mark at the mean.
void draw_scale(QPainter& painter, const QRectF& bar, float mean, const QPalette& palette) {
  if (!std::isfinite(mean)) return;
  QLinearGradient colors(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 8; ++i) colors.setColorAt(i / 8.0, color_of(pu_or(float(i) / 8)));
  painter.setPen(QPen(palette.color(QPalette::Mid), 1));
  painter.setBrush(colors);
  painter.drawRect(bar);
  const double x = bar.left() + bar.width() * double(mean);
  const QRectF mark(x - 1.5, bar.top() - 2, 3, bar.height() + 4);
  painter.setPen(QPen(palette.color(QPalette::Window), 1));
  painter.setBrush(palette.color(QPalette::Text));
  painter.drawRect(mark);
}

/// The clusters of channels side by side, in a frame.
void draw_channels(QPainter& painter, const Box& bar, const std::vector<ClusterShare>& clusters,
                   const QPalette& palette) {
  if (clusters.empty()) return;
  std::vector<float> shares;
  for (const ClusterShare& part : clusters) shares.push_back(part.share);
  const std::vector<Box> boxes = parts_of(bar, shares);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    painter.fillRect(rect_of(boxes[i]), color_of(clusters[i].color));
  }
  painter.setPen(QPen(palette.color(QPalette::Mid), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect_of(bar));
}

void draw_gutter(QPainter& painter, const NetworkPlaces& places, bool has_clusters) {
  const auto draw = [&](const Box& beside, const QString& text) {
    const double height = painter.fontMetrics().height();
    painter.drawText(QRectF(places.gutter.x, beside.y + (beside.height - height) / 2,
                            places.gutter.width, height),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
  };
  const RowTitles titles;
  const NetworkPlaces::Column& first = places.columns.front();
  draw(first.share, titles.share);
  draw(first.looking, titles.looking);
  draw(first.scale, titles.scale);
  if (has_clusters) draw(first.channels, titles.channels);
}

bool all_fit(const QFontMetrics& metrics, const std::vector<QString>& texts, double width) {
  return std::all_of(texts.begin(), texts.end(), [&](const QString& text) {
    return metrics.horizontalAdvance(text) + 6 <= width;
  });
}

/// Names where all fit, else numbers; of many layers only as many of them as fit.
void draw_texts(QPainter& painter, const NetworkPlaces& places, const LayerBlocks& network,
                int highlighted, const QPalette& palette) {
  const QFontMetrics metrics = painter.fontMetrics();
  const int count = int(network.blocks.size());
  std::vector<QString> names, numbers, shares;
  for (int l = 0; l < count; ++l) {
    const LayerBlock& block = network.blocks[std::size_t(l)];
    names.push_back(text_of(block.name));
    numbers.push_back(QString::number(l + 1));
    shares.push_back(text_of(percent_text(block.share)));
  }
  const double width = places.columns.front().all.width;
  const std::vector<QString>& shown = all_fit(metrics, names, width) ? names : numbers;
  const bool have_shares = all_fit(metrics, shares, width);
  const int step =
      std::max(1, int(std::ceil((metrics.horizontalAdvance(numbers.back()) + 6) / width)));
  const auto draw = [&](const Box& box, const QString& text, QPalette::ColorRole role) {
    painter.setPen(palette.color(role));
    const double wide = std::max(box.width, double(metrics.horizontalAdvance(text)) + 2);
    painter.drawText(QRectF(box.x + (box.width - wide) / 2, box.y, wide, box.height),
                     Qt::AlignCenter, text);
  };
  for (int l = 0; l < count; ++l) {
    const NetworkPlaces::Column& column = places.columns[std::size_t(l)];
    const bool is_highlighted = highlighted == l + 1;
    const bool is_drawn =
        shown == names || (highlighted > 0 && step > 1 ? is_highlighted : l % step == 0);
    if (is_drawn) draw(column.name, shown[std::size_t(l)], QPalette::Text);
    if (have_shares || is_highlighted) {
      draw(column.share, shares[std::size_t(l)],
           is_highlighted ? QPalette::Text : QPalette::PlaceholderText);
    }
  }
}

}  // namespace

int least_network_height(const QFontMetrics& metrics, bool has_clusters) {
  return int(least_network_height(sizes_of(metrics, has_clusters)));
}

NetworkPlaces network_places(const QRectF& within, const QFontMetrics& metrics,
                             const LayerBlocks& network) {
  std::vector<float> shares;
  for (const LayerBlock& block : network.blocks) shares.push_back(block.share);
  return network_places(Box{within.x(), within.y(), within.width(), within.height()},
                        sizes_of(metrics, network.has_clusters()), shares);
}

void draw_network(QPainter& painter, const NetworkPlaces& places, const LayerBlocks& network,
                  const LayerRibbon& ribbon, const QString& title, int layer,
                  const QPalette& palette) {
  painter.setRenderHint(QPainter::Antialiasing);
  if (layer > 0 && layer <= int(places.columns.size())) {
    QColor behind = palette.color(QPalette::Highlight);
    behind.setAlpha(40);
    painter.setPen(Qt::NoPen);
    painter.setBrush(behind);
    painter.drawRoundedRect(rect_of(places.columns[std::size_t(layer - 1)].all), 4, 4);
  }
  painter.setPen(palette.color(QPalette::Text));
  painter.drawText(
      rect_of(places.title), Qt::AlignCenter,
      painter.fontMetrics().elidedText(title, Qt::ElideRight, int(places.title.width)));
  draw_ribbon(painter, places, network, ribbon, layer);
  for (std::size_t l = 0; l < places.columns.size(); ++l) {
    const NetworkPlaces::Column& column = places.columns[l];
    const LayerBlock& block = network.blocks[l];
    painter.setPen(QPen(color_of(block.color).darker(125), 1));
    painter.setBrush(color_of(block.color));
    painter.drawRect(rect_of(column.block));
    draw_looking(painter, rect_of(column.looking), block.looking, palette);
    draw_scale(painter, rect_of(column.scale), block.mean_scale, palette);
    draw_channels(painter, column.channels, block.clusters, palette);
  }
  painter.setPen(palette.color(QPalette::PlaceholderText));
  draw_gutter(painter, places, network.has_clusters());
  draw_texts(painter, places, network, layer, palette);
}

}  // namespace cortiscope
