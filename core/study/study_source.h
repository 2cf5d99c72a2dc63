#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/data/subject.h"

namespace cortiscope {

/// Gives the cortex of layouts that refer to one without holding it, such as fsaverage; called only
/// for those.
/// @throws Error  where it is not found
using StudyCortex = std::function<Cortex()>;

/// The source of a subject's responses: one file or folder of one layout. A fit uses only this
/// interface; a new layout needs a class and a line in study_at().
class StudySource {
 public:
  virtual ~StudySource() = default;

  /// The layout's name in messages and descriptions: "cortiscope subject".
  virtual const std::string& name() const = 0;

  /// The file or folder.
  virtual const std::filesystem::path& path() const = 0;

  /// Opens the subject and its responses. Responses that take more than `cache_gb` GB (of 10^9
  /// bytes) stay in the file and are read on demand, from any thread, one at a time.
  /// @throws Error  as the readers of its files and as its StudyCortex
  virtual RecordingSource open(double cache_gb) const = 0;

  /// A hash of the contents, for checking whether a fit was made from the same data (file_hash.h).
  /// Reads all of it, but no cortex that it does not hold.
  /// @throws Error  as open()
  virtual std::string fingerprint() const = 0;
};

/// The source at a path. Checks names only; open() checks the contents.
/// @param cortex  of layouts that hold none; without it they cannot be opened
/// @throws Error  kBadValue: a download of NSD, of which a subject file is made first
std::unique_ptr<StudySource> study_at(const std::filesystem::path& path, StudyCortex cortex = {});

}  // namespace cortiscope
