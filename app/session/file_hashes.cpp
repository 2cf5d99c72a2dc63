#include "app/session/file_hashes.h"

#include "core/io/recorded_file.h"

namespace cortiscope {

std::string FileHashes::of(const std::filesystem::path& place) {
  namespace fs = std::filesystem;
  std::error_code failed;
  // A folder's hash is that of its list of files, which is read quickly.
  if (!fs::is_regular_file(place, failed)) return hash_of_place(place);
  Known now{fs::file_size(place, failed), fs::last_write_time(place, failed), {}};
  if (failed) return hash_of_place(place);
  const fs::path whole = fs::absolute(place);
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(whole);
    const bool is_known = found != known_.end() && found->second.bytes == now.bytes &&
                          found->second.written == now.written;
    if (is_known) return found->second.hash;
  }
  now.hash = hash_of_place(place);
  const std::lock_guard lock(mutex_);
  known_[whole] = now;
  return now.hash;
}

}  // namespace cortiscope
