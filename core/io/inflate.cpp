#include "core/io/inflate.h"

#include <zlib.h>

#include <algorithm>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr int kLargestWindow = 15;
constexpr int kFindHeader = 32;  // zlib's or gzip's
constexpr std::size_t kFirstStep = std::size_t(1) << 16;
constexpr std::size_t kLargestPiece = std::size_t(1) << 30;  // zlib counts in 32 bits

/// A zlib stream, ended on scope exit.
struct InflateStream {
  z_stream state = {};
  explicit InflateStream(Deflated how) {
    const int window = how == Deflated::kBare ? -kLargestWindow : kLargestWindow + kFindHeader;
    if (inflateInit2(&state, window) != Z_OK) throw std::bad_alloc();
  }
  ~InflateStream() { inflateEnd(&state); }
  InflateStream(const InflateStream&) = delete;
  InflateStream& operator=(const InflateStream&) = delete;
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.substr(0, 2) == "\x1f\x8b"; }

std::string inflate_start(std::string_view compressed, std::size_t limit,
                          const std::string& subject, Deflated how) {
  InflateStream stream(how);
  std::string inflated;
  std::size_t consumed = 0;
  std::size_t produced = 0;
  while (produced < limit) {
    if (produced == inflated.size()) {
      inflated.resize(std::min(limit, std::max(2 * inflated.size(), kFirstStep)));
    }
    const std::size_t in = std::min(compressed.size() - consumed, kLargestPiece);
    const std::size_t out = std::min(inflated.size() - produced, kLargestPiece);
    // zlib reads only, though its field is not const.
    stream.state.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data() + consumed));
    stream.state.avail_in = uInt(in);
    stream.state.next_out = reinterpret_cast<Bytef*>(inflated.data() + produced);
    stream.state.avail_out = uInt(out);
    const int status = inflate(&stream.state, Z_NO_FLUSH);
    const std::size_t came = out - stream.state.avail_out;
    consumed += in - stream.state.avail_in;
    produced += came;
    if (status == Z_STREAM_END) {
      // A gzip file may hold several members, one after the other.
      if (how == Deflated::kBare || !is_gzip(compressed.substr(consumed))) break;
      inflateReset(&stream.state);
      continue;
    }
    if (status != Z_OK && status != Z_BUF_ERROR) {
      throw Error(ErrorKind::kBadFormat, subject, "expected compressed data, found damaged ones",
                  "copy the file again");
    }
    if (came == 0 && consumed == compressed.size()) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected more compressed data, found their end after " +
                      std::to_string(produced) + " bytes",
                  "the file is cut short; copy it again");
    }
  }
  inflated.resize(produced);
  return inflated;
}

std::string inflate_all(std::string_view compressed, std::size_t limit,
                        const std::string& subject) {
  std::string inflated = inflate_start(compressed, limit + 1, subject);
  if (inflated.size() > limit) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected at most " + std::to_string(limit) + " bytes once uncompressed, found more",
        "is this the right file?");
  }
  return inflated;
}

}  // namespace cortiscope
