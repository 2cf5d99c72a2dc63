#pragma once

#include <QWidget>

#include "app/session/image_readers.h"

class QLabel;

namespace cortiscope {

class ImageController;
class LayerHistogram;
class RegionBars;
class SessionController;

/// What is known of the region, or of the cluster, that was chosen last: how many vertices, how
/// well they are predicted, which layers they read.
class GroupCard : public QWidget {
  Q_OBJECT

 public:
  /// @param kind  kRegion or kCluster
  GroupCard(ReaderChoice::Kind kind, SessionController& session, const ImageController& images,
            QWidget* parent = nullptr);

 Q_SIGNALS:
  /// Another region or cluster was chosen.
  void chosen();

 private:
  void follow();
  void show_group();

  ReaderChoice::Kind kind_;
  SessionController& session_;
  const ImageController& images_;
  ReaderChoice group_;  // of this kind, chosen last
  ReaderChoice last_;   // of any kind
  std::optional<IsolatedCluster> last_isolated_;
  QLabel *heading_, *counts_, *hint_;
  QWidget* facts_;
  LayerHistogram* layers_;
  QLabel* regions_title_;
  RegionBars* regions_;
};

}  // namespace cortiscope
