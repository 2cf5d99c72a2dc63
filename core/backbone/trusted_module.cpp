#include "core/backbone/trusted_module.h"

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cache_folder.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/io/atomic_file.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

std::string strong_hash_of(const fs::path& file) {
  read_file_start(file, 0);  // throws the right Error if it is not a file
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> piece(std::size_t(1) << 20);
  Sha256 hash;
  while (stream) {
    stream.read(piece.data(), std::streamsize(piece.size()));
    hash.add(piece.data(), std::size_t(stream.gcount()));
  }
  if (stream.bad()) {
    throw Error(ErrorKind::kBadFormat, file_name(file), "could not be read to its end",
                "the disk or network may have failed; try again");
  }
  return hash.finish();
}

/// The empty file that says that a file of these contents is trusted.
std::optional<fs::path> note_of(const fs::path& file) {
  const auto cache = cache_folder();
  if (!cache) return std::nullopt;
  return *cache / "trusted" / strong_hash_of(file);
}

}  // namespace

bool is_trusted(const fs::path& file) {
  const auto note = note_of(file);
  std::error_code ignored;
  return note && fs::is_regular_file(*note, ignored);
}

void trust(const fs::path& file) {
  const auto note = note_of(file);
  if (!note) return;
  try {
    std::error_code ignored;
    fs::create_directories(note->parent_path(), ignored);
    write_file(*note, "");
  } catch (const Error&) {
    // Only a convenience: without it the user is asked again.
  }
}

void require_trusted(const fs::path& file, bool is_confirmed) {
  size_of_file(file);
  if (is_confirmed) return trust(file);
  if (is_trusted(file)) return;
  throw option_error(ErrorKind::kBadValue, "trust",
                     "expected for " + file_name(file) +
                         ", which is a program that runs with your rights and was neither made "
                         "here nor trusted before",
                     "give it once if you know where the file comes from; it is remembered until "
                     "the file changes");
}

}  // namespace cortiscope
