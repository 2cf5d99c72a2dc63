#pragma once

#include <QWidget>
#include <optional>

#include "app/session/vertex_card.h"

namespace cortiscope {

/// How much a vertex reads of each layer, as bars in the layers' colours; the known answer as
/// outlines over them.
class LayerHistogram : public QWidget {
 public:
  explicit LayerHistogram(QWidget* parent = nullptr);
  void show_weights(const std::vector<float>& weights, float confidence,
                    const std::vector<float>& truth);
  QSize sizeHint() const override { return {240, 104}; }
  QSize minimumSizeHint() const override { return {160, 90}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<float> weights_, truth_;
  float confidence_ = 0;
};

}  // namespace cortiscope
