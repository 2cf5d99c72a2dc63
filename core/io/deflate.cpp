#include "core/io/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace cortiscope {

std::string deflate_bytes(std::string_view bytes, Wrapping wrapping) {
  constexpr int kWindow = 15;
  constexpr int kGzipWindow = kWindow + 16;
  constexpr int kMemoryLevel = 8;
  constexpr std::size_t kLargestPiece = std::size_t(1) << 30;  // zlib counts in 32 bits
  z_stream stream = {};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                   wrapping == Wrapping::kGzip ? kGzipWindow : kWindow, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string compressed;
  std::size_t consumed = 0;
  int status = Z_OK;
  while (status != Z_STREAM_END) {
    char piece[1 << 16];
    const std::size_t in = std::min(bytes.size() - consumed, kLargestPiece);
    // zlib reads only, though its field is not const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + consumed));
    stream.avail_in = uInt(in);
    stream.next_out = reinterpret_cast<Bytef*>(piece);
    stream.avail_out = sizeof piece;
    status = deflate(&stream, consumed + in == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
    consumed += in - stream.avail_in;
    compressed.append(piece, sizeof piece - stream.avail_out);
  }
  deflateEnd(&stream);
  return compressed;
}

}  // namespace cortiscope
