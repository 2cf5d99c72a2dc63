#include "core/io/jpeg_decoder.h"

// jpeglib.h wants FILE declared.
#include <csetjmp>
#include <cstdio>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>

#include "core/base/error.h"
#include "core/io/image_check.h"

namespace cortiscope {
namespace {

/// libjpeg reports by calling back, and must be left by longjmp.
struct ErrorState {
  jpeg_error_mgr callbacks = {};
  std::jmp_buf leave = {};
  char message[JMSG_LENGTH_MAX] = {};
};

void leave_with_message(j_common_ptr info) {
  auto* state = reinterpret_cast<ErrorState*>(info->err);
  info->err->format_message(info, state->message);
  std::longjmp(state->leave, 1);
}

/// Of warnings, those that say that picture is missing are errors to us.
void heed_warning(j_common_ptr info, int level) {
  const int code = info->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) leave_with_message(info);
}

/// A JPEG being read. Every call into libjpeg goes through a function that sets `leave` first and
/// holds nothing that needs a destructor, because longjmp runs none.
class JpegReader {
 public:
  JpegReader(std::string_view bytes, const std::string& subject) : subject_(subject) {
    info_.err = jpeg_std_error(&state_.callbacks);
    state_.callbacks.error_exit = leave_with_message;
    state_.callbacks.emit_message = heed_warning;
    if (open(bytes)) return;
    jpeg_destroy_decompress(&info_);  // no destructor runs for what was never made
    fail();
  }
  ~JpegReader() { jpeg_destroy_decompress(&info_); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  ImageSize size() const { return {int(info_.image_width), int(info_.image_height)}; }
  bool is_cmyk() const { return info_.num_components == 4; }
  bool is_inverted() const { return info_.saw_Adobe_marker != 0; }

  /// Rows from the top, `channels` bytes a pixel: 3, or 4 where it is CMYK.
  void read_rows(std::vector<unsigned char>& rows, int channels) {
    if (!decode(rows.data(), std::size_t(channels) * info_.image_width)) fail();
  }

 private:
  bool open(std::string_view bytes) {
    if (setjmp(state_.leave)) return false;
    jpeg_create_decompress(&info_);
    jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&info_, TRUE);
    return true;
  }

  bool decode(unsigned char* rows, std::size_t row_size) {
    if (setjmp(state_.leave)) return false;
    info_.out_color_space = is_cmyk() ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&info_);
    while (info_.output_scanline < info_.output_height) {
      unsigned char* row = rows + info_.output_scanline * row_size;
      jpeg_read_scanlines(&info_, &row, 1);
    }
    jpeg_finish_decompress(&info_);
    return true;
  }

  [[noreturn]] void fail() const {
    throw Error(ErrorKind::kBadFormat, subject_,
                std::string("expected a JPEG image, found a damaged one: ") + state_.message,
                "the file is cut short or damaged; copy it again");
  }

  std::string subject_;
  ErrorState state_;
  jpeg_decompress_struct info_ = {};
};

/// Ink to light. Adobe's files store light in place of ink.
Rgb8 from_cmyk(const unsigned char* cmyk, bool is_inverted) {
  const auto light = [&](int i) { return is_inverted ? cmyk[i] : 255 - cmyk[i]; };
  const auto mixed = [&](int i) { return std::uint8_t((light(i) * light(3) + 127) / 255); };
  return {mixed(0), mixed(1), mixed(2)};
}

}  // namespace

Image decode_jpeg(std::string_view bytes, const std::string& subject) {
  JpegReader reader(bytes, subject);
  const ImageSize size = reader.size();
  check_image_size(std::uint64_t(size.width), std::uint64_t(size.height), bytes.size(), subject);
  const int channels = reader.is_cmyk() ? 4 : 3;
  std::vector<unsigned char> rows(std::size_t(channels) * size.width * size.height);
  reader.read_rows(rows, channels);
  Image image(size.width, size.height);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const unsigned char* pixel = rows.data() + i * channels;
    image.pixels[i] =
        channels == 4 ? from_cmyk(pixel, reader.is_inverted()) : Rgb8{pixel[0], pixel[1], pixel[2]};
  }
  return image;
}

ImageSize jpeg_size(std::string_view bytes, const std::string& subject) {
  return JpegReader(bytes, subject).size();
}

}  // namespace cortiscope
