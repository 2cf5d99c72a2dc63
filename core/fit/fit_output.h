#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/fit/fit.h"
#include "core/fit/study_files.h"

namespace cortiscope {

/// How a fit begins.
enum class FitBeginning {
  kNew,        ///< no fit and no checkpoint may be there
  kReplacing,  ///< from its first step, in place of them
  kResumed,    ///< goes on from the checkpoint
};

/// The file that a fit is written to, and its checkpoint beside it. As long as it lives, no other
/// program can fit into the same file. One thread at a time.
class FitOutput {
 public:
  /// Checks that the file can be written. A fit that replaces another keeps an older checkpoint as
  /// "NAME.before" until it has passed its step; of several the one that came furthest.
  ///
  /// @throws Error  as require_output_file, FileLock and, to resume, read_checkpoint; kNotFound: no
  ///                checkpoint to resume from
  FitOutput(const FitFiles& files, FitBeginning beginning);
  ~FitOutput();
  FitOutput(const FitOutput&) = delete;
  FitOutput& operator=(const FitOutput&) = delete;

  /// Saves the running fit's state in the checkpoint every minute and on stop, and holds the state
  /// to resume from. Valid as long as this FitOutput.
  FitKeeping keeping();

  /// Writes the fit. Deletes the checkpoint of a fit that has converged; any other keeps it and can
  /// go on. A file that somebody else has written meanwhile, or marked read-only, stays: the fit
  /// gets another name beside it.
  ///
  /// @return  the file written; absent where the fit was stopped and a finished one is there, which
  ///          a stopped one never replaces
  /// @throws Error  as write_fit
  std::optional<std::filesystem::path> write(const FitResult& fit);

  /// Writes the fit to another file, chosen because its own cannot be written. An existing file is
  /// replaced, unless the state of an interrupted fit lies beside it. The checkpoint goes
  /// along, so that the fit can go on there; that of a fit that has converged is deleted.
  ///
  /// @throws Error  as write_fit, require_output_file and FileLock; the fit can be written again
  void write_elsewhere(const std::filesystem::path& file, const FitResult& fit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The file itself where neither it nor its checkpoint exists yet, else "<name>-2.fit.h5" and so
/// on: no fit is overwritten, and no interrupted one lost.
std::filesystem::path free_fit_file(const std::filesystem::path& wanted);

}  // namespace cortiscope
