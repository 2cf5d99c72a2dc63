#pragma once

#include <QString>
#include <QWidget>
#include <utility>
#include <vector>

#include "app/session/image_readers.h"

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace cortiscope {

class ImageController;
class LayerHistogram;
class RegionBars;
class SessionController;
class StimulusView;
class TextLine;

/// The stimulus, or the channels that are read of it, and where on it vertices look: the picked
/// one, those of a region, a cluster or the whole cortex as dots; a click or a rectangle asks whose
/// receptive fields are there.
class ImagePanel : public QWidget {
  Q_OBJECT

 public:
  ImagePanel(SessionController& session, ImageController& images, QWidget* parent = nullptr);

 private:
  QWidget* make_switches();
  QWidget* make_stepping();
  QWidget* make_counts();
  std::vector<std::pair<QString, ReaderChoice>> choices() const;
  void show_stimulus();
  void show_fields();
  void show_readers();
  void show_dots();
  void show_arrows();
  void show_channels();
  void show_looking();

  SessionController& session_;
  ImageController& images_;
  StimulusView* stimulus_;
  QToolButton *channels_, *dots_;
  QWidget* stepping_;
  TextLine* image_name_;
  QSlider* image_;
  QComboBox* readers_;
  std::vector<std::pair<QString, ReaderChoice>> offered_;  // in it
  TextLine* readers_note_;
  QLabel* channels_note_;
  QLabel* looking_;
  QToolButton* stop_looking_;
  QWidget* counts_;
  LayerHistogram* layers_;
  RegionBars* regions_;
};

}  // namespace cortiscope
