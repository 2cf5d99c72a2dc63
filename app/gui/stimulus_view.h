#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "app/session/view_state.h"
#include "core/data/image.h"

namespace cortiscope {

/// A receptive field as it is drawn on the stimulus.
struct FieldMark {
  ImagePlace place;
  float scale = 0;        ///< 0 a patch .. 1 the whole image
  bool is_truth = false;  ///< the known answer
};

/// The stimulus shown, with the receptive field of the picked vertex; a click asks whose it lies
/// in.
class StimulusView : public QWidget {
  Q_OBJECT

 public:
  explicit StimulusView(QWidget* parent = nullptr);

  /// nullptr shows an empty frame.
  void show_image(const Image* image);
  void show_fields(std::vector<FieldMark> fields);
  void show_looked_at(std::optional<ImagePlace> place);

  QSize sizeHint() const override { return {240, 240}; }
  QSize minimumSizeHint() const override { return {120, 120}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return std::min(width, 280); }

 Q_SIGNALS:
  void clicked(cortiscope::ImagePlace place);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  QRectF frame() const;
  QPointF to_widget(ImagePlace place) const;
  void ask(QPointF position);

  QImage image_;
  std::vector<FieldMark> fields_;
  std::optional<ImagePlace> looked_at_;
};

}  // namespace cortiscope
