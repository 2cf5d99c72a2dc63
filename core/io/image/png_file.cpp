#include "core/io/image/png_file.h"

#include <png.h>

#include <cassert>
#include <cmath>
#include <csetjmp>
#include <vector>

#include "core/base/error.h"
#include "core/io/allowance.h"
#include "core/io/atomic_file.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/image/image_check.h"
#include "core/io/inflate.h"

namespace cortiscope {
namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
constexpr std::size_t kLongestText = std::size_t(4) << 20;

[[noreturn]] void fail_damaged(const std::string& subject, const char* message) {
  throw Error(ErrorKind::kBadFormat, subject,
              std::string("expected a PNG image, found a damaged one: ") + message,
              "the file is cut short or damaged; copy it again");
}

/// The PNG without the chunks that say nothing of its pixels. libpng decompresses every text and
/// profile, and allocates the memory that a chunk declares before it checks the file's length.
std::string only_picture(std::string_view bytes, const std::string& subject) {
  constexpr std::size_t kAroundData = 12;  // length, type and checksum
  std::string picture(bytes.substr(0, kSignature.size()));
  std::string_view rest = bytes.substr(picture.size());
  for (bool is_last = false; !is_last;) {
    ByteReader chunk(rest, subject);
    const std::uint64_t length =
        rest.size() < kAroundData ? rest.size() : std::uint32_t(chunk.int32("a chunk's length"));
    if (length + kAroundData > rest.size()) {
      fail_damaged(subject, "a chunk is longer than the file");
    }
    const std::string_view type = chunk.take(4, "a chunk's type");
    const bool is_critical = type[0] >= 'A' && type[0] <= 'Z';
    const bool is_of_colors =
        type == "tRNS" || type == "gAMA" || type == "cHRM" || type == "sRGB" || type == "sBIT";
    if (is_critical || is_of_colors) picture += rest.substr(0, kAroundData + length);
    is_last = type == "IEND";
    rest.remove_prefix(kAroundData + length);
  }
  return picture;
}

/// libpng's simplified reader, freed on scope exit.
struct PngReader {
  const std::string picture;  ///< libpng reads from it until the end
  png_image image = {};
  PngReader(std::string_view bytes, const std::string& subject)
      : picture(only_picture(bytes, subject)) {
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, picture.data(), picture.size())) {
      fail_damaged(subject, image.message);
    }
  }
  ~PngReader() { png_image_free(&image); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;
};

std::uint8_t over_white(unsigned value, unsigned alpha) {
  return std::uint8_t((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/// One text chunk: tEXt (Latin-1), zTXt (compressed) or iTXt (UTF-8, perhaps compressed).
void read_text_chunk(std::string_view type, std::string_view data, const std::string& subject,
                     Allowance& allowance, std::map<std::string, std::string>& texts) {
  const std::size_t end = data.find('\0');
  if (end == std::string_view::npos) return;
  const std::string keyword(data.substr(0, end));
  std::string_view rest = data.substr(end + 1);
  bool is_compressed = type == "zTXt";
  if (is_compressed) rest.remove_prefix(rest.empty() ? 0 : 1);
  if (type == "iTXt") {
    if (rest.size() < 2) return;
    is_compressed = rest[0] == 1;
    rest.remove_prefix(2);
    for (int field = 0; field < 2; ++field) {  // language, and the keyword translated
      const std::size_t zero = rest.find('\0');
      if (zero == std::string_view::npos) return;
      rest.remove_prefix(zero + 1);
    }
  }
  std::string text = is_compressed ? inflate_all(rest, kLongestText, subject) : std::string(rest);
  allowance.take(text.size(), subject);
  texts[keyword] = std::move(text);
}

void append_bytes(png_structp writer, png_bytep bytes, std::size_t count) {
  static_cast<std::string*>(png_get_io_ptr(writer))
      ->append(reinterpret_cast<const char*>(bytes), count);
}

void flush_nothing(png_structp) {}

/// Calls libpng, which exits by longjmp: must hold no object with a destructor.
/// @return  false if libpng failed
bool encode(png_structp writer, png_infop info, const Image& image, double dots_per_inch,
            png_text* texts, int text_count, std::string* bytes) {
  if (setjmp(png_jmpbuf(writer))) return false;
  png_set_write_fn(writer, bytes, append_bytes, flush_nothing);
  png_set_user_limits(writer, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(writer, info, png_uint_32(image.width), png_uint_32(image.height), 8,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(writer, info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (dots_per_inch > 0) {
    constexpr double kInchesPerMeter = 1 / 0.0254;
    const auto dots_per_meter = png_uint_32(std::lround(dots_per_inch * kInchesPerMeter));
    png_set_pHYs(writer, info, dots_per_meter, dots_per_meter, PNG_RESOLUTION_METER);
  }
  png_set_text(writer, info, texts, text_count);
  png_write_info(writer, info);
  for (int y = 0; y < image.height; ++y) {
    // Rgb8 is three bytes and nothing else, and libpng only reads them.
    png_write_row(writer, reinterpret_cast<png_const_bytep>(
                              image.pixels.data() + std::size_t(y) * std::size_t(image.width)));
  }
  png_write_end(writer, info);
  return true;
}

}  // namespace

Image decode_png(std::string_view bytes, const std::string& subject) {
  static_assert(sizeof(Rgb8) == 3);
  PngReader reader(bytes, subject);
  const bool is_transparent = (reader.image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  reader.image.format = is_transparent ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  reader.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  constexpr std::uint64_t kMostPixelsPerByte = 8 * 1032;  // of one bit each, deflated
  const std::uint64_t bytes_per_pixel = PNG_IMAGE_SAMPLE_CHANNELS(reader.image.format);
  check_image_size(reader.image.width, reader.image.height,
                   bytes_per_pixel * reader.image.width * reader.image.height, kMostPixelsPerByte,
                   bytes.size(), subject);
  Image image;
  image.width = int(reader.image.width);
  image.height = int(reader.image.height);
  // Where there is transparency, what is read takes four bytes per pixel until it is blended over
  // white: the pixels are written to the same memory, each after it was read.
  const std::size_t count = std::size_t(image.width) * std::size_t(image.height);
  image.pixels.resize(PNG_IMAGE_SIZE(reader.image) / sizeof(Rgb8) + 1);
  auto* const read = reinterpret_cast<unsigned char*>(image.pixels.data());
  if (!png_image_finish_read(&reader.image, nullptr, read, 0, nullptr)) {
    fail_damaged(subject, reader.image.message);
  }
  for (std::size_t i = 0; is_transparent && i < count; ++i) {
    const unsigned char* pixel = read + 4 * i;
    const unsigned char alpha = pixel[3];
    image.pixels[i] = {over_white(pixel[0], alpha), over_white(pixel[1], alpha),
                       over_white(pixel[2], alpha)};
  }
  image.pixels.resize(count);
  return image;
}

ImageSize png_size(std::string_view bytes, const std::string& subject) {
  const PngReader reader(bytes, subject);
  return {int(reader.image.width), int(reader.image.height)};
}

std::map<std::string, std::string> read_png_texts(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  if (bytes.size() < kSignature.size() || reader.take(kSignature.size(), "") != kSignature) {
    throw Error(ErrorKind::kBadFormat, file_name(file), "expected a PNG image, found another file",
                "is this the right file?");
  }
  Allowance allowance(bytes.size());
  std::map<std::string, std::string> texts;
  for (;;) {
    const std::uint32_t length = std::uint32_t(reader.int32("a chunk's length"));
    const std::string_view type = reader.take(4, "a chunk's type");
    const std::string_view data = reader.take(length, "a chunk");
    reader.take(4, "a chunk's checksum");
    if (type == "IEND") return texts;
    if (type == "tEXt" || type == "zTXt" || type == "iTXt") {
      read_text_chunk(type, data, file_name(file), allowance, texts);
    }
  }
}

void write_png(const Image& image, const std::filesystem::path& file, double dots_per_inch,
               const std::map<std::string, std::string>& texts) {
  assert(image.width > 0 && image.height > 0);
  std::vector<png_text> chunks;
  for (const auto& [keyword, text] : texts) {
    png_text chunk = {};
    constexpr std::size_t kLong = 1024;
    chunk.compression = text.size() > kLong ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE;
    chunk.key = const_cast<char*>(keyword.c_str());  // libpng copies them
    chunk.text = const_cast<char*>(text.c_str());
    chunk.itxt_length = text.size();
    chunk.lang = const_cast<char*>("");
    chunk.lang_key = const_cast<char*>("");
    chunks.push_back(chunk);
  }
  png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = writer ? png_create_info_struct(writer) : nullptr;
  std::string bytes;
  const bool is_encoded =
      info && encode(writer, info, image, dots_per_inch, chunks.data(), int(chunks.size()), &bytes);
  png_destroy_write_struct(&writer, &info);
  if (!is_encoded) {
    throw Error(ErrorKind::kInternal, file_name(file), "libpng could not encode the image");
  }
  write_file(file, bytes);
}

}  // namespace cortiscope
