#include <cairo-pdf.h>
#include <cairo.h>

#include <cassert>
#include <cmath>
#include <memory>

#include "core/base/error.h"
#include "render/cairo_page.h"
#include "render/page_files.h"
#include "render/png_writer.h"

namespace cortiscope {
namespace {

struct Destroy {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

void expect_success(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw Error(status == CAIRO_STATUS_NO_MEMORY || status == CAIRO_STATUS_INVALID_SIZE
                  ? ErrorKind::kNoMemory
                  : ErrorKind::kInternal,
              "figure", cairo_status_to_string(status),
              "ask for a smaller one or fewer dots an inch");
}

cairo_status_t append(void* to, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

Raster to_raster(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  Raster raster;
  raster.width = cairo_image_surface_get_width(surface);
  raster.height = cairo_image_surface_get_height(surface);
  raster.rgba.reserve(std::size_t(raster.width) * std::size_t(raster.height) * 4);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < raster.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + std::ptrdiff_t(y) * stride);
    for (int x = 0; x < raster.width; ++x) {
      for (const int shift : {16, 8, 0, 24}) raster.rgba.push_back(std::uint8_t(row[x] >> shift));
    }
  }
  return raster;
}

}  // namespace

Raster picture_of(const Page& page, double dpi) {
  const double dots_a_mm = dpi / 25.4;
  const std::unique_ptr<cairo_surface_t, Destroy> surface(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, int(std::lround(page.width_mm * dots_a_mm)),
                                 int(std::lround(page.height_mm * dots_a_mm))));
  expect_success(cairo_surface_status(surface.get()));
  const std::unique_ptr<cairo_t, Destroy> cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), dots_a_mm, dots_a_mm);
  draw_page(cairo.get(), page);
  expect_success(cairo_status(cairo.get()));
  return to_raster(surface.get());
}

std::string png_bytes(const Page& page, double dpi, const std::string& recipe) {
  return png_of(picture_of(page, dpi), dpi, page.title, recipe);
}

std::string pdf_bytes(const Page& page, const std::string& recipe) {
  std::string bytes;
  const std::unique_ptr<cairo_surface_t, Destroy> surface(cairo_pdf_surface_create_for_stream(
      &append, &bytes, page.width_mm / kMmAPoint, page.height_mm / kMmAPoint));
  // Cairo 1.18 would compress the page's description, which older programs and scripts then miss.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, page.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR,
                                 "cortiscope " CORTISCOPE_VERSION);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, recipe.c_str());
  const std::unique_ptr<cairo_t, Destroy> cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), 1 / kMmAPoint, 1 / kMmAPoint);
  draw_page(cairo.get(), page);
  cairo_show_page(cairo.get());
  cairo_surface_finish(surface.get());
  expect_success(cairo_surface_status(surface.get()));
  return bytes;
}

bool is_page_ending(const std::string& ending) {
  return ending == ".png" || ending == ".svg" || ending == ".pdf";
}

std::string page_bytes(const Page& page, const std::string& ending, double dpi,
                       const std::string& recipe) {
  assert(is_page_ending(ending));
  return ending == ".png"   ? png_bytes(page, dpi, recipe)
         : ending == ".svg" ? svg_bytes(page, recipe)
                            : pdf_bytes(page, recipe);
}

}  // namespace cortiscope
