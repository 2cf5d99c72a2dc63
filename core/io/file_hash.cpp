#include "core/io/file_hash.h"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <new>
#include <vector>

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::size_t kPiece = std::size_t(1) << 20;

struct FreeState {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

std::string text_of(XXH128_hash_t hash) {
  std::array<char, 33> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return std::string("xxh3-128:") + digits.data();
}

}  // namespace

std::string hash_of_bytes(const void* bytes, std::size_t count) {
  return text_of(XXH3_128bits(bytes, count));
}

std::string hash_of_file(const std::filesystem::path& file) {
  read_file_start(file, 0);  // throws the right Error if it is not a file
  const std::unique_ptr<XXH3_state_t, FreeState> state(XXH3_createState());
  if (!state || XXH3_128bits_reset(state.get()) != XXH_OK) throw std::bad_alloc();
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> piece(kPiece);
  while (stream) {
    stream.read(piece.data(), std::streamsize(piece.size()));
    XXH3_128bits_update(state.get(), piece.data(), std::size_t(stream.gcount()));
  }
  if (stream.bad()) {
    throw Error(ErrorKind::kBadFormat, file_name(file), "could not be read to its end",
                "the disk or network may have failed; try again");
  }
  return text_of(XXH3_128bits_digest(state.get()));
}

}  // namespace cortiscope
