#include "app/cli/progress_line.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace cortiscope {
namespace {

constexpr double kLogEvery_s = 10;

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

ProgressLine::ProgressLine() : is_terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (is_open_) std::fputc('\n', stderr);
}

void ProgressLine::show(const std::string& text) {
  if (is_terminal_) {
    std::fprintf(stderr, "\r\033[K%s", text.c_str());
    is_open_ = true;
  } else if (now_s() - shown_at_s_ >= kLogEvery_s) {
    shown_at_s_ = now_s();
    std::fprintf(stderr, "%s\n", text.c_str());
  }
}

void ProgressLine::say(const std::string& text) {
  if (is_open_) std::fputc('\n', stderr);
  is_open_ = false;
  std::fprintf(stderr, "%s\n", text.c_str());
}

}  // namespace cortiscope
