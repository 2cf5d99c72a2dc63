#pragma once

#include <QObject>
#include <functional>

namespace cortiscope {

class FitController;

/// Ends the program at Ctrl-C, SIGTERM, SIGHUP (the session is gone) or SIGPIPE (whoever read our
/// output is gone), without questions: a running fit is stopped and kept first. A second signal,
/// but of SIGPIPE, ends the program at once. Signals that are ignored, as nohup asks, stay so.
///
/// One in a program, on the GUI thread, made before other threads start.
class EndSignals : public QObject {
  Q_OBJECT

 public:
  /// @param end  called once, with what a shell reports for a program ended by the signal: 128 and
  ///             its number
  EndSignals(FitController& fits, std::function<void(int)> end);
  ~EndSignals() override;

 private:
  void take_signal();

  FitController& fits_;
  std::function<void(int)> end_;
  int signal_ = 0;  // that came first
};

}  // namespace cortiscope
