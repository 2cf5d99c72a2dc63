#include "render/png_writer.h"

#include <png.h>

#include <cmath>

#include "core/base/error.h"

namespace cortiscope {
namespace {

void append(png_structp png, png_bytep data, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), size);
}
void flush(png_structp) {}

[[noreturn]] void fail(png_structp, png_const_charp what) {
  throw Error(ErrorKind::kInternal, "PNG", what);
}
void ignore(png_structp, png_const_charp) {}

bool is_opaque(const Raster& raster) {
  for (std::size_t i = 3; i < raster.rgba.size(); i += 4) {
    if (raster.rgba[i] != 255) return false;
  }
  return true;
}

/// One row as PNG stores it: colours not multiplied by alpha.
std::vector<std::uint8_t> straight_row(const Raster& raster, int y, bool opaque) {
  std::vector<std::uint8_t> row;
  row.reserve(std::size_t(raster.width) * 4);
  for (int x = 0; x < raster.width; ++x) {
    const std::uint8_t* p = raster.at(x, y);
    const int alpha = p[3];
    for (int c = 0; c < 3; ++c) {
      row.push_back(std::uint8_t(alpha ? std::min(255, (p[c] * 255 + alpha / 2) / alpha) : 0));
    }
    if (!opaque) row.push_back(p[3]);
  }
  return row;
}

/// International text: compressed, UTF-8.
png_text text_chunk(const char* key, const std::string& text) {
  png_text chunk{};
  chunk.compression = PNG_ITXT_COMPRESSION_zTXt;
  chunk.key = const_cast<char*>(key);
  chunk.text = const_cast<char*>(text.c_str());
  chunk.itxt_length = text.size();
  chunk.lang = const_cast<char*>("");
  chunk.lang_key = const_cast<char*>("");
  return chunk;
}

/// libpng's two structures, freed together, also on exceptions.
struct Writer {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, &fail, &ignore);
  png_infop info = png_create_info_struct(png);
  ~Writer() { png_destroy_write_struct(&png, &info); }
};

}  // namespace

std::string png_of(const Raster& raster, double dpi, const std::string& title,
                   const std::string& recipe) {
  std::string bytes;
  Writer w;
  const bool opaque = is_opaque(raster);
  png_set_write_fn(w.png, &bytes, &append, &flush);
  png_set_IHDR(w.png, w.info, png_uint_32(raster.width), png_uint_32(raster.height), 8,
               opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(w.png, w.info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (dpi > 0) {
    const auto dots_a_metre = png_uint_32(std::lround(dpi / 0.0254));
    png_set_pHYs(w.png, w.info, dots_a_metre, dots_a_metre, PNG_RESOLUTION_METER);
  }
  std::vector<png_text> texts;
  if (!title.empty()) texts.push_back(text_chunk("Title", title));
  if (!recipe.empty()) texts.push_back(text_chunk("cortiscope-recipe", recipe));
  if (!texts.empty()) png_set_text(w.png, w.info, texts.data(), int(texts.size()));
  png_write_info(w.png, w.info);
  for (int y = 0; y < raster.height; ++y) {
    png_write_row(w.png, straight_row(raster, y, opaque).data());
  }
  png_write_end(w.png, w.info);
  return bytes;
}

}  // namespace cortiscope
