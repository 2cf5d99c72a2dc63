#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cortiscope {

/// The kind of problem, for choosing an exit code or a dialog icon.
enum class ErrorKind {
  kNotFound,
  kBadFormat,
  kBadShape,
  kBadValue,
  kExists,  ///< writing would replace a file
  kNoMemory,
  kInternal
};

/// A problem the user can read and act on. Reads "subject: problem (hint)".
///
/// Thrown by core and render for bad files, bad options and failed numerics. What a file or its
/// name contributes is made readable (readable_text.h). Broken preconditions are bugs, not Errors:
/// they assert.
class Error : public std::runtime_error {
 public:
  /// @param subject  the file or dataset it is about, e.g. "nsd.h5:/coords"
  /// @param problem  expected against found, e.g. "expected shape (*, 3), found (20484, 2)"
  /// @param hint     what the user can do next; may be empty
  Error(ErrorKind kind, const std::string& subject, const std::string& problem,
        const std::string& hint = {});

  ErrorKind kind() const noexcept { return kind_; }

  /// The option concerned, without dashes; empty if it does not concern an option. Valid as long as
  /// this Error.
  std::string_view option() const noexcept { return {what(), option_length_}; }

 private:
  friend Error option_error(ErrorKind, const std::string&, const std::string&, const std::string&);

  ErrorKind kind_;
  std::size_t option_length_ = 0;  // what() starts with the subject
};

/// An Error about an option: "steps: expected 1 to 10000000, found 0". Core names options without
/// dashes; the command line adds them.
Error option_error(ErrorKind kind, const std::string& option, const std::string& problem,
                   const std::string& hint = {});

/// Text from a file or a user in quotation marks; only its start if it is long.
std::string in_quotes(std::string_view text);

}  // namespace cortiscope
