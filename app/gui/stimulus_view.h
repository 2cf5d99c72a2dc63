#pragma once

#include <QImage>
#include <QWidget>
#include <optional>
#include <vector>

#include "app/gui/stimulus_reader.h"
#include "app/session/image_arrows.h"
#include "app/session/image_dots.h"
#include "core/data/image.h"

namespace cortiscope {

/// A receptive field as it is drawn on the stimulus.
struct FieldMark {
  ImagePlace place;
  float scale = 0;        ///< 0 a patch .. 1 the whole image
  bool is_truth = false;  ///< the known answer
};

/// The stimulus shown, or the channels read of it, with the receptive field of the picked vertex
/// and others as dots; a click or a rectangle asks whose lies there.
class StimulusView : public QWidget {
  Q_OBJECT

 public:
  explicit StimulusView(QWidget* parent = nullptr);

  /// Without an image, an empty frame that says why.
  void show_stimulus(const ShownStimulus& shown);
  /// Channels instead of the image, one square a token; nullptr shows the image.
  void show_channels(const Image* channels);
  void show_fields(std::vector<FieldMark> fields);
  void show_dots(std::vector<ImageDot> dots);
  /// Where receptive fields have moved.
  void show_arrows(std::vector<ImageArrow> arrows);
  void show_looked_at(std::optional<ImagePart> part);
  /// Where the vertex under the pointer on the cortex looks.
  void show_hovered(std::optional<ImagePlace> place);

  QSize sizeHint() const override { return {240, 240}; }
  QSize minimumSizeHint() const override { return {120, 120}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return std::min(width, 480); }

 Q_SIGNALS:
  void clicked(cortiscope::ImagePlace place);
  void rectangle_drawn(cortiscope::ImagePart part);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  QRectF frame() const;
  QPointF to_widget(ImagePlace place) const;
  ImagePlace place_at(QPointF position) const;
  void draw_dots(QPainter& painter, const QRectF& box);
  void draw_fields(QPainter& painter, const QRectF& box) const;
  void draw_looked_at(QPainter& painter, const QRectF& box) const;
  void draw_arrows(QPainter& painter) const;

  QImage image_, channels_;
  QString note_;
  std::vector<FieldMark> fields_;
  std::vector<ImageDot> dots_;
  std::vector<ImageArrow> arrows_;
  QImage dots_picture_;  // of the present size; null where it has to be drawn again
  std::optional<ImagePart> looked_at_;
  std::optional<ImagePlace> hovered_;
  std::optional<QPointF> pressed_at_;   // with the left button, until it is released
  std::optional<ImagePart> rectangle_;  // while it is dragged
};

}  // namespace cortiscope
