#include "core/io/image/jpeg_decoder.h"

// jpeglib.h wants FILE declared.
#include <csetjmp>
#include <cstdio>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>

#include "core/base/error.h"
#include "core/io/image/image_check.h"

namespace cortiscope {
namespace {

/// libjpeg reports errors by callback, and must be exited by longjmp.
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

/// Warnings about missing image data are treated as errors.
void heed_warning(j_common_ptr info, int level) {
  const int code = info->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) leave_with_message(info);
}

/// Converts ink to light. Adobe's files store light instead of ink.
Rgb8 from_cmyk(const unsigned char* cmyk, bool is_inverted) {
  const auto light = [&](int i) { return is_inverted ? cmyk[i] : 255 - cmyk[i]; };
  const auto mixed = [&](int i) { return std::uint8_t((light(i) * light(3) + 127) / 255); };
  return {mixed(0), mixed(1), mixed(2)};
}

/// A progressive image is stored as scans that refine each other, ten or so. Thousands of empty
/// scans take few bytes but minutes to decode.
void refuse_endless_scans(j_common_ptr info) {
  constexpr int kMostScans = 48;
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number <= kMostScans) return;
  auto* state = reinterpret_cast<ErrorState*>(info->err);
  std::snprintf(state->message, sizeof state->message, "it has more than %d scans", kMostScans);
  std::longjmp(state->leave, 1);
}

/// A JPEG being read. Every call into libjpeg goes through a function that sets `leave` first and
/// holds no object with a destructor, because longjmp runs none.
class JpegReader {
 public:
  JpegReader(std::string_view bytes, const std::string& subject)
      : subject_(subject), byte_count_(bytes.size()) {
    info_.err = jpeg_std_error(&state_.callbacks);
    state_.callbacks.error_exit = leave_with_message;
    state_.callbacks.emit_message = heed_warning;
    progress_.progress_monitor = refuse_endless_scans;
    if (open(bytes)) return;
    jpeg_destroy_decompress(&info_);  // the destructor does not run if the constructor throws
    fail();
  }
  ~JpegReader() { jpeg_destroy_decompress(&info_); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  ImageSize size() const { return {int(info_.image_width), int(info_.image_height)}; }

  Image read() {
    // A block of 64 takes a bit at least, or with arithmetic coding somewhat less.
    constexpr std::uint64_t kMostPixelsPerByte = 1024;
    check_image_size(info_.image_width, info_.image_height, bytes_taken(), kMostPixelsPerByte,
                     byte_count_, subject_);
    Image image(int(info_.output_width), int(info_.output_height));
    std::vector<unsigned char> row(is_cmyk() ? 4 * std::size_t(info_.output_width) : 0);
    if (!decode(image.pixels.data(), row.data())) fail();
    return image;
  }

 private:
  bool open(std::string_view bytes) {
    if (setjmp(state_.leave)) return false;
    jpeg_create_decompress(&info_);
    info_.progress = &progress_;
    jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&info_, TRUE);
    info_.out_color_space = is_cmyk() ? JCS_CMYK : JCS_RGB;
    choose_output_size();
    return true;
  }

  /// The largest of 1/1, 1/2, 1/4 and 1/8 that fits the memory.
  void choose_output_size() {
    jpeg_calc_output_dimensions(&info_);
    while (output_pixels() > kMostJpegPixels && info_.scale_denom < 8) {
      info_.scale_num = 1;
      info_.scale_denom *= 2;
      jpeg_calc_output_dimensions(&info_);
    }
  }

  std::uint64_t output_pixels() const {
    return std::uint64_t(info_.output_width) * info_.output_height;
  }

  /// By decoding. An image in several scans is held as coefficients until the last one.
  std::uint64_t bytes_taken() {
    std::uint64_t bytes = sizeof(Rgb8) * output_pixels();
    for (int i = 0; jpeg_has_multiple_scans(&info_) && i < info_.num_components; ++i) {
      const jpeg_component_info& part = info_.comp_info[i];
      bytes += sizeof(JBLOCK) * std::uint64_t(part.width_in_blocks) * part.height_in_blocks;
    }
    return bytes;
  }

  bool is_cmyk() const { return info_.num_components == 4; }

  /// Rows from the top. Inks go through `cmyk`, which has room for one row of them.
  bool decode(Rgb8* pixels, unsigned char* cmyk) {
    static_assert(sizeof(Rgb8) == 3);
    if (setjmp(state_.leave)) return false;
    jpeg_start_decompress(&info_);
    while (info_.output_scanline < info_.output_height) {
      Rgb8* row = pixels + std::size_t(info_.output_scanline) * info_.output_width;
      unsigned char* bytes = is_cmyk() ? cmyk : reinterpret_cast<unsigned char*>(row);
      jpeg_read_scanlines(&info_, &bytes, 1);
      for (unsigned x = 0; is_cmyk() && x < info_.output_width; ++x) {
        row[x] = from_cmyk(cmyk + 4 * std::size_t(x), info_.saw_Adobe_marker != 0);
      }
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
  std::size_t byte_count_;
  ErrorState state_;
  jpeg_progress_mgr progress_ = {};
  jpeg_decompress_struct info_ = {};
};

}  // namespace

Image decode_jpeg(std::string_view bytes, const std::string& subject) {
  return JpegReader(bytes, subject).read();
}

ImageSize jpeg_size(std::string_view bytes, const std::string& subject) {
  return JpegReader(bytes, subject).size();
}

}  // namespace cortiscope
