#include "core/io/image/image_file.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/image/jpeg_decoder.h"
#include "core/io/image/png_file.h"

namespace cortiscope {
namespace {

bool is_png(std::string_view bytes) { return bytes.substr(0, 4) == "\x89PNG"; }
bool is_jpeg(std::string_view bytes) { return bytes.substr(0, 3) == "\xff\xd8\xff"; }

[[noreturn]] void fail_format(const std::string& subject) {
  throw Error(ErrorKind::kBadFormat, subject, "expected a PNG or JPEG image, found neither",
              "convert it to PNG");
}

}  // namespace

Image read_image(const std::filesystem::path& file) {
  return decode_image(read_file_bytes(file), file_name(file));
}

Image decode_image(std::string_view bytes, const std::string& subject) {
  if (is_png(bytes)) return decode_png(bytes, subject);
  if (is_jpeg(bytes)) return decode_jpeg(bytes, subject);
  fail_format(subject);
}

ImageSize read_image_size(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  if (is_png(bytes)) return png_size(bytes, file_name(file));
  if (is_jpeg(bytes)) return jpeg_size(bytes, file_name(file));
  fail_format(file_name(file));
}

}  // namespace cortiscope
