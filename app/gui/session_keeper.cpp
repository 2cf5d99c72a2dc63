#include "app/gui/session_keeper.h"

#include <QUuid>
#include <utility>

#include "app/gui/text.h"
#include "app/session/session_file.h"
#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

constexpr int kFirstAfterMs = 2000;  // what is changed at once is written once
constexpr int kNextAfterMs = 30000;

fs::path made(fs::path folder) {
  std::error_code ignored;  // writing says what is wrong
  fs::create_directories(folder, ignored);
  return folder;
}

}  // namespace

SessionKeeper::SessionKeeper(fs::path folder, std::function<std::optional<std::string>()> content,
                             QObject* parent)
    : QObject(parent),
      folder_(made(std::move(folder))),
      copy_(folder_ /
            (QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString() + kSessionEnding)),
      content_(std::move(content)),
      lock_(text_of(lock_of(copy_))) {
  lock_.setStaleLockTime(0);  // however long its process runs
  lock_.tryLock();
  timer_.setSingleShot(true);
  timer_.setInterval(kFirstAfterMs);
  connect(&timer_, &QTimer::timeout, this, &SessionKeeper::keep);
}

SessionKeeper::~SessionKeeper() = default;

fs::path SessionKeeper::lock_of(const fs::path& copy) const {
  return copy.parent_path() / (copy.stem().string() + ".lock");
}

void SessionKeeper::note_change() {
  if (!timer_.isActive() && !is_forgotten_) timer_.start();
}

void SessionKeeper::keep() {
  if (writer_.is_busy()) return timer_.start();
  const std::optional<std::string> content = content_();
  if (!content) {
    std::error_code ignored;
    fs::remove(copy_, ignored);
    written_.clear();
    return;
  }
  if (*content == written_) return;
  writer_.start([copy = copy_, text = *content](const StopToken&) { write_file(copy, text); },
                [this, text = *content](const BackgroundTask::Ended& ended) {
                  timer_.setInterval(kNextAfterMs);
                  if (!ended.problem.isEmpty()) return void(Q_EMIT failed(ended.problem));
                  written_ = text;
                  if (!replaced_.empty()) discard(std::exchange(replaced_, {}));
                });
}

std::optional<fs::path> SessionKeeper::take_left_one() {
  std::optional<fs::path> newest;
  fs::file_time_type newest_time;
  std::unique_ptr<QLockFile> newest_lock;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder_, failed)) {
    const fs::path& copy = entry.path();
    if (copy == copy_ || taken_.count(copy) > 0 || !is_session_file(copy)) continue;
    std::error_code ignored;
    const auto time = fs::last_write_time(copy, ignored);
    if (newest && time <= newest_time) continue;
    auto lock = std::make_unique<QLockFile>(text_of(lock_of(copy)));
    lock->setStaleLockTime(0);
    if (!lock->tryLock()) continue;  // its window is open
    newest = copy;
    newest_time = time;
    newest_lock = std::move(lock);
  }
  if (newest) taken_[*newest] = std::move(newest_lock);
  return newest;
}

void SessionKeeper::discard(const fs::path& copy) {
  std::error_code ignored;
  fs::remove(copy, ignored);
  taken_.erase(copy);
}

void SessionKeeper::discard_once_kept(const fs::path& copy) {
  replaced_ = copy;
  note_change();
}

void SessionKeeper::forget() {
  is_forgotten_ = true;
  timer_.stop();
  writer_.wait();
  std::error_code ignored;
  fs::remove(copy_, ignored);
  if (!replaced_.empty()) discard(std::exchange(replaced_, {}));
}

}  // namespace cortiscope
