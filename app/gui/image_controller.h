#pragma once

#include <QObject>

#include "app/session/image_dots.h"
#include "app/session/image_readers.h"

namespace cortiscope {

class SessionController;

/// Whose view of the image the panels beside the cortex show: the vertex that was picked, the
/// cluster that was isolated or the region that was chosen last, else the whole cortex.
///
/// The GUI thread's.
class ImageController : public QObject {
  Q_OBJECT

 public:
  explicit ImageController(SessionController& session, QObject* parent = nullptr);

  const ReaderChoice& choice() const { return choice_; }
  /// The vertices of the choice; none before anything is fitted.
  const ImageReaders& readers() const { return readers_; }
  /// Whether there may be dots: of all but one vertex, those of the whole cortex.
  std::vector<ImageDot> dots() const;

  /// @pre the choice is possible
  void choose(const ReaderChoice& choice);
  /// A region that is shown; no effect where there is none of this name.
  void choose_region(const QString& name);

 Q_SIGNALS:
  /// Another choice, or other vertices of it.
  void readers_changed();

 private:
  void follow_pick();
  void follow_isolated();
  void update_readers();

  SessionController& session_;
  ReaderChoice choice_;
  ImageReaders readers_;
  std::optional<CortexVertex> picked_;       // the last that was followed
  std::optional<IsolatedCluster> isolated_;  // likewise
};

}  // namespace cortiscope
