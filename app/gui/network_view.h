#pragma once

#include <QWidget>
#include <optional>

#include "app/session/image_readers.h"
#include "app/session/layer_blocks.h"
#include "render/network_layout.h"

namespace cortiscope {

class ImageController;
class SessionController;

/// The network under the brain: a block for each layer, as tall as the share of the shown vertices
/// that read it most, with where on the image and at which scale they look and, once clusters of
/// channels are known, in which of these they are. A ribbon from the region under the pointer, else
/// from what the stimulus shows the view of (ImageController), tells how that is distributed over
/// the layers. The pointer on a block, or the arrow keys, highlights the block's vertices on the
/// cortex.
///
/// Source: Yang, Gee and Shi, "Brain Decodes Deep Nets" (arXiv:2312.01280), Fig. 1.
class NetworkView : public QWidget {
  Q_OBJECT

 public:
  NetworkView(SessionController& session, const ImageController& images, QWidget* parent = nullptr);

  const LayerBlocks& network() const { return network_; }
  const LayerRibbon& ribbon() const { return ribbon_; }
  /// Said instead of the network; empty where that is drawn.
  const QString& note() const { return note_; }
  NetworkPlaces places() const;
  /// Whose ribbon a figure of what is seen has; absent where no network is seen.
  std::optional<ReaderChoice> seen() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void renew();
  void renew_ribbon();
  void follow_pointer(std::optional<CortexVertex> vertex);
  void highlight(int layer);
  int highlighted() const;
  QFont small_font() const;
  QString words_of(int layer) const;

  SessionController& session_;
  const ImageController& images_;
  LayerBlocks network_;
  LayerRibbon ribbon_;
  ReaderChoice ribbon_of_;
  QString note_;
  std::optional<std::string> pointed_;  // the region under the pointer on the cortex
};

}  // namespace cortiscope
