#include "core/io/output_place.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/base/error.h"
#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

/// Whether `inner` lies in `outer`, or is it; links are followed as far as they exist.
bool is_within(const fs::path& inner, const fs::path& outer) {
  std::error_code ignored;
  for (fs::path at = fs::weakly_canonical(fs::absolute(inner, ignored), ignored); !at.empty();
       at = at.parent_path()) {
    if (is_same_file(at, outer)) return true;
    if (at == at.parent_path()) break;
  }
  return false;
}

void require_name(const fs::path& place) {
  if (!place.empty()) return;
  throw option_error(ErrorKind::kBadValue, "out", "expected a name, found an empty one");
}

void refuse_inputs(const fs::path& place, const Overwriting& overwriting, bool is_new_file) {
  std::error_code ignored;
  for (const fs::path& input : overwriting.inputs) {
    const bool is_folder = fs::is_directory(input, ignored);
    // A new file in a folder that is read harms nothing.
    const bool is_at_risk =
        is_within(input, place) || (is_folder && !is_new_file && is_within(place, input));
    if (!is_at_risk) continue;
    throw Error(ErrorKind::kBadValue, place.string(),
                is_same_file(place, input)
                    ? "this is what is read, and would be written over"
                    : "writing here could change what is read from " + input.string(),
                "choose another name");
  }
}

[[noreturn]] void refuse_existing(const fs::path& place, const std::string& found) {
  throw Error(ErrorKind::kExists, place.string(), found, "choose another name");
}

void make_folder(const fs::path& folder) {
  std::error_code failed;
  if (fs::is_directory(folder, failed)) return;
  fs::create_directories(folder, failed);
  if (!failed) return;
  throw Error(ErrorKind::kNotFound, folder.string(),
              "the folder cannot be made: " + failed.message(), "name one where you may write");
}

/// Writes a file as the real one will be written, and deletes it.
void require_writable(const fs::path& file) {
  const AtomicFile trial(file);
  errno = 0;
  std::ofstream stream(trial.path(), std::ios::binary);
  if (stream.put('x').flush()) return;
  fail_to_write(file, errno);
}

}  // namespace

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  return !a.empty() && !b.empty() && (a == b || fs::equivalent(a, b, ignored));
}

bool is_marked_read_only(const fs::path& file) {
  constexpr auto kWritable =
      fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
  std::error_code ignored;
  const fs::file_status found = fs::status(file, ignored);
  return fs::exists(found) && (found.permissions() & kWritable) == fs::perms::none;
}

void require_output_file(const fs::path& file, const Overwriting& overwriting) {
  require_name(file);
  std::error_code ignored;
  const fs::file_status found = fs::status(file, ignored);
  if (fs::is_directory(found) || !file.has_filename()) {
    throw Error(ErrorKind::kBadValue, file.string(), "expected a file to write, found a folder",
                "name a file in it");
  }
  refuse_inputs(file, overwriting, /*is_new_file=*/!fs::exists(found));
  if (fs::exists(found)) {
    if (!fs::is_regular_file(found)) {
      throw Error(ErrorKind::kBadValue, file.string(),
                  "expected a file to write, found a device or a pipe", "choose another name");
    }
    if (is_marked_read_only(file)) {
      throw Error(ErrorKind::kBadValue, file.string(), "the file is marked read-only",
                  "choose another name, or make it writable");
    }
    const bool may_replace =
        overwriting.replaces || (overwriting.is_replaceable && overwriting.is_replaceable(file));
    if (!may_replace) {
      refuse_existing(file, std::string("the file exists already") +
                                (*overwriting.what ? " and holds " : "") + overwriting.what);
    }
  }
  make_folder(fs::absolute(file).parent_path());
  require_writable(file);
}

void require_output_folder(const fs::path& folder, const Overwriting& overwriting) {
  require_name(folder);
  std::error_code ignored;
  const fs::file_status found = fs::status(folder, ignored);
  if (fs::exists(found) && !fs::is_directory(found)) {
    throw Error(ErrorKind::kBadValue, folder.string(),
                "expected a folder to write to, found a file", "choose another name");
  }
  refuse_inputs(folder, overwriting, /*is_new_file=*/false);
  if (fs::is_directory(found)) delete_left_unfinished(folder);
  const bool is_taken = fs::is_directory(found) && !fs::is_empty(folder, ignored);
  const bool may_replace =
      overwriting.replaces || (overwriting.is_replaceable && overwriting.is_replaceable(folder));
  if (is_taken && !may_replace) {
    refuse_existing(folder, "the folder exists already and is not empty");
  }
  make_folder(folder);
  require_writable(folder / "trial");
}

void require_output(const fs::path& place, const Overwriting& overwriting) {
  std::error_code ignored;
  fs::is_directory(place, ignored) ? require_output_folder(place, overwriting)
                                   : require_output_file(place, overwriting);
}

}  // namespace cortiscope
