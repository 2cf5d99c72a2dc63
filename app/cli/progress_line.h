#pragma once

#include <string>

namespace cortiscope {

/// Progress on standard error: one line that is rewritten on a terminal; elsewhere a line every
/// few seconds, so that logs stay short.
class ProgressLine {
 public:
  ProgressLine();
  /// Ends the line.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const std::string& text);
  /// Writes a line that stays, above the progress.
  void say(const std::string& text);

 private:
  bool is_terminal_;
  bool is_open_ = false;
  double shown_at_s_ = -1e9;
};

}  // namespace cortiscope
