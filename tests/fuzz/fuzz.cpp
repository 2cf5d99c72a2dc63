#include "tests/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace cortiscope::fuzz {
namespace {

[[noreturn]] void give_up(const char* reason, std::string_view about) {
  std::fprintf(stderr, "%s: %.*s\n", reason, int(about.size()), about.data());
  std::abort();
}

}  // namespace

std::filesystem::path file_of(const std::uint8_t* data, std::size_t size) {
  // Not closed on exec: what a reader starts to look at the file finds it under the same name.
  static const int file = memfd_create("input", 0);
  static const std::filesystem::path path = "/proc/self/fd/" + std::to_string(file);
  const bool is_written = ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == ssize_t(size);
  if (!is_written) give_up("cannot write the input", path.native());
  return path;
}

void require_readable(std::string_view message) {
  constexpr std::size_t kLongest = 700;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; };
  if (message.empty()) give_up("a message without words", message);
  if (message.size() > kLongest) give_up("a message that nobody reads", message);
  if (std::any_of(message.begin(), message.end(), is_control)) {
    give_up("a message with control characters", message);
  }
}

}  // namespace cortiscope::fuzz
