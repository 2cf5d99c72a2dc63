#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace cortiscope {

/// What went wrong, coarse enough to choose an exit code or a dialog icon.
enum class ErrorKind { kNotFound, kBadFormat, kBadShape, kBadValue, kNoMemory, kInternal };

/// A problem the user can read and act on. Reads "subject: problem (hint)".
///
/// Thrown by core and render for bad files, bad options and failed numerics. Control characters,
/// which a file or its name may bring in, read "?". Broken preconditions are bugs, not Errors: they
/// assert.
class Error : public std::runtime_error {
 public:
  /// @param subject  the file, dataset or option it is about, e.g. "nsd.h5:/coords"
  /// @param problem  expected against found, e.g. "expected shape (*, 3), found (20484, 2)"
  /// @param hint     what the user can do next; may be empty
  Error(ErrorKind kind, const std::string& subject, const std::string& problem,
        const std::string& hint = {});

  ErrorKind kind() const noexcept { return kind_; }

 private:
  ErrorKind kind_;
};

/// What a file or a person wrote, in quotation marks; the start of it where it is long.
std::string in_quotes(std::string_view text);

}  // namespace cortiscope
