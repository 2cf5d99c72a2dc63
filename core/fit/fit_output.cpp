#include "core/fit/fit_output.h"

#include <sys/stat.h>

#include <algorithm>
#include <tuple>

#include "core/base/error.h"
#include "core/fit/schedule.h"
#include "core/io/file_lock.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/output_place.h"
#include "core/io/recorded_file.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

const std::string kFitEnding = ".fit.h5";

/// What tells a file from another one under its name: inode, size and time of change; absent where
/// there is no file.
using FileIdentity = std::optional<std::tuple<ino_t, off_t, time_t, long>>;

FileIdentity identity_of(const fs::path& file) {
  struct stat found = {};
  if (stat(file.c_str(), &found) != 0) return std::nullopt;
  return std::tuple(found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

FitCheckpoint kept_state(const fs::path& checkpoint) {
  if (!fs::exists(checkpoint)) {
    throw Error(ErrorKind::kNotFound, checkpoint.string(), "no checkpoint to resume from",
                "has the fit converged? Start it again");
  }
  return read_checkpoint(checkpoint);
}

/// The step of a checkpoint; 0 where there is none, or a damaged one: nothing to keep.
int step_of(const fs::path& checkpoint) {
  std::error_code ignored;
  if (!fs::exists(checkpoint, ignored)) return 0;
  try {
    return step_of_checkpoint(checkpoint);
  } catch (const Error&) {
    return 0;
  }
}

/// Whether a file holds a fit that did all its steps.
bool is_finished_fit(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  try {
    const H5Reader file(path);
    return format_of(file) == "fit" &&
           file.integer("/provenance", "steps_done") >= file.integer("/provenance", "steps");
  } catch (const Error&) {
    return false;  // not a fit that anyone can use
  }
}

/// Whether it need not go on: its checkpoint is of no more use.
bool has_ended(const FitResult& fit) {
  return fit.provenance.is_finished() && has_converged(fit.history);
}

/// Moves a file to another folder, perhaps on another disk. Where that fails it stays.
void move_if_possible(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::rename(from, to, failed);
  if (!failed) return;
  if (fs::copy_file(from, to, failed)) fs::remove(from, failed);
}

/// Checks the output and its checkpoint. @return  the output
const fs::path& checked(const FitFiles& files, FitBeginning beginning) {
  const bool is_new = beginning == FitBeginning::kNew;
  const std::vector<fs::path> inputs = {files.subject, files.features};
  require_output_file(files.out, {inputs, !is_new});
  require_output_file(files.checkpoint(), {inputs, !is_new, {}, "the state of an interrupted fit"});
  return files.out;
}

}  // namespace

struct FitOutput::State {
  State(const FitFiles& of, FitBeginning beginning)
      : files(of),
        out(checked(of, beginning)),
        checkpoint(of.checkpoint()),
        before(checkpoint.string() + ".before"),
        lock(out),
        found(identity_of(out)) {
    if (beginning == FitBeginning::kResumed) resume = kept_state(checkpoint);
    if (beginning == FitBeginning::kReplacing) set_aside();
  }

  /// Keeps the checkpoint of an earlier run: of several the one that came furthest.
  void set_aside() {
    const int kept = step_of(before), last = step_of(checkpoint);
    step_before = std::max(kept, last);
    std::error_code ignored;
    if (last > 0 && last >= kept) fs::rename(checkpoint, before, ignored);
  }

  void save(const FitCheckpoint& state) const {
    write_checkpoint(checkpoint, state);
    std::error_code ignored;
    if (state.step >= step_before) fs::remove(before, ignored);
  }

  /// A converged fit has nothing to go on with.
  void forget_checkpoints() const {
    std::error_code ignored;
    fs::remove(checkpoint, ignored);
    fs::remove(before, ignored);
  }

  FitFiles files;
  fs::path out, checkpoint, before;
  FileLock lock;
  FileIdentity found;   ///< what was there at the beginning
  int step_before = 0;  ///< of the checkpoint that is kept as `before`
  std::optional<FitCheckpoint> resume;
};

FitOutput::FitOutput(const FitFiles& files, FitBeginning beginning)
    : state_(std::make_unique<State>(files, beginning)) {}

FitOutput::~FitOutput() = default;

FitKeeping FitOutput::keeping() {
  FitKeeping keeping;
  keeping.save = [state = state_.get()](const FitCheckpoint& reached) { state->save(reached); };
  keeping.resume = std::move(state_->resume);
  return keeping;
}

std::optional<fs::path> FitOutput::write(const FitResult& fit) {
  if (!fit.provenance.is_finished() && is_finished_fit(state_->out)) return std::nullopt;
  const FileIdentity now = identity_of(state_->out);
  const bool is_another = now && (now != state_->found || is_marked_read_only(state_->out));
  std::error_code ignored;
  fs::create_directories(fs::absolute(state_->out).parent_path(), ignored);  // it may be gone
  const fs::path file = is_another ? free_fit_file(state_->out) : state_->out;
  write_fit(file, fit);
  if (has_ended(fit)) state_->forget_checkpoints();
  return file;
}

void FitOutput::write_elsewhere(const fs::path& file, const FitResult& fit) {
  const FitFiles& files = state_->files;
  const FitFiles there = {files.subject, files.features, file};
  checked(there, FitBeginning::kReplacing);
  require_output_file(there.checkpoint(), {{}, false, {}, "the state of an interrupted fit"});
  const FileLock lock(file);
  FitResult moved = fit;
  const fs::path folder = fs::absolute(file).parent_path();
  moved.provenance.subject_path = recorded_path(files.subject, folder);
  moved.provenance.features_path = recorded_path(files.features, folder);
  write_fit(file, moved);
  has_ended(fit) ? state_->forget_checkpoints()
                 : move_if_possible(state_->checkpoint, there.checkpoint());
}

fs::path free_fit_file(const fs::path& wanted) {
  std::string stem = wanted.filename().string();
  if (stem.size() > kFitEnding.size() &&
      stem.compare(stem.size() - kFitEnding.size(), kFitEnding.size(), kFitEnding) == 0) {
    stem.resize(stem.size() - kFitEnding.size());
  } else {
    stem = wanted.stem().string();
  }
  fs::path file = wanted;
  std::error_code ignored;
  const auto is_taken = [&] {
    return fs::exists(file, ignored) || fs::exists(checkpoint_of(file), ignored);
  };
  for (int number = 2; is_taken(); ++number) {
    file = wanted.parent_path() / (stem + "-" + std::to_string(number) + kFitEnding);
  }
  return file;
}

}  // namespace cortiscope
