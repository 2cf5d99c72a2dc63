#pragma once

#include <sys/mount.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace cortiscope {

/// A folder on a disk of its own (tmpfs), where this may be made: only root may.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
    is_there_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=1g") == 0;
  }
  ~SmallDisk() {
    if (is_there_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_there() const { return is_there_; }
  /// Makes the disk as large as what is on it and so much more.
  bool leave_room(std::uintmax_t bytes) const {
    const std::filesystem::space_info space = std::filesystem::space(folder_);
    const std::string size = "size=" + std::to_string(space.capacity - space.free + bytes);
    return mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT, size.c_str()) == 0;
  }

 private:
  std::filesystem::path folder_;
  bool is_there_ = false;
};

}  // namespace cortiscope
