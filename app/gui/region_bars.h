#pragma once

#include <QWidget>
#include <vector>

#include "app/session/image_dots.h"

namespace cortiscope {

/// How many of some vertices lie in each region, as bars: those with the most vertices, and the
/// rest outside all regions.
class RegionBars : public QWidget {
 public:
  explicit RegionBars(QWidget* parent = nullptr);
  void show_counts(const ReaderCounts& counts);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int row_height() const;

  std::vector<RegionCount> rows_;
};

}  // namespace cortiscope
