#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/data/subject.h"

namespace cortiscope {

/// Where a subject's responses come from: one file or folder of one layout. A fit knows this
/// interface alone; a layout that is added needs a class here and a line in study_at().
class StudySource {
 public:
  virtual ~StudySource() = default;

  /// The layout, as messages and descriptions call it: "cortiscope subject".
  virtual const std::string& name() const = 0;

  /// The file or folder.
  virtual const std::filesystem::path& path() const = 0;

  /// Opens the subject and its responses. Responses that take more than `cache_gb` GB (of 10^9
  /// bytes) stay where they are and are read as they are asked for, from any thread, one at a time.
  /// @throws Error  as the readers of its files; kBadFormat: a layout that is recognised but not
  ///                read yet
  virtual RecordingSource open(double cache_gb) const = 0;

  /// A hash of the contents, which says whether a fit was made from the same data (file_hash.h).
  /// Reads all of it.
  /// @throws Error  as open()
  virtual std::string fingerprint() const = 0;
};

/// The source that a path is. Looks at names only; what the files hold shows in open().
std::unique_ptr<StudySource> study_at(const std::filesystem::path& path);

}  // namespace cortiscope
