#pragma once

#include <QObject>
#include <QString>
#include <list>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "app/gui/background_task.h"
#include "app/session/stimuli.h"

namespace cortiscope {

/// The image that is shown beside the cortex.
struct ShownStimulus {
  std::shared_ptr<const Image> image;  ///< null: there is none, or not yet
  QString note;                        ///< then says why
};

/// Gives the images of stimuli. Those that stay in files are read on a thread of low priority, the
/// one that was asked for last first; the latest are kept in memory, at most 512 pixels wide or
/// high.
///
/// The GUI thread's; destroying it stops the work.
class StimulusReader : public QObject {
  Q_OBJECT

 public:
  explicit StimulusReader(QObject* parent = nullptr);
  ~StimulusReader() override;

  /// nullptr where it is not in memory: it is read, and read_ended() follows; or it cannot be read.
  /// @pre index is in 0..M-1
  std::shared_ptr<const Image> image(const std::shared_ptr<const Stimuli>& stimuli, int index);
  /// Whether reading this one failed. It is not tried again.
  bool cannot_read(const std::shared_ptr<const Stimuli>& stimuli, int index) const {
    return failed_.count({stimuli, index}) > 0;
  }

 Q_SIGNALS:
  /// An image that was asked for is there, or cannot be read.
  void read_ended();
  /// The same message is said once.
  void failed(const QString& message);

 private:
  using Key = std::pair<std::shared_ptr<const Stimuli>, int>;
  struct Opened;  // the files, on the task's thread

  void read_next();
  void take(const Key& key, std::shared_ptr<const Image> image);

  std::list<std::pair<Key, std::shared_ptr<const Image>>> kept_;  // the last that was asked first
  std::vector<Key> wanted_;                                       // the last one first to be read
  std::set<Key> failed_;
  QString said_;  // the message of the last that failed
  std::shared_ptr<Opened> opened_;
  BackgroundTask task_;
};

}  // namespace cortiscope
