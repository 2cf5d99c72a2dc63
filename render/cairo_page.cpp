#include "render/cairo_page.h"

#include <pango/pangocairo.h>

#include <memory>

#include "render/page_files.h"

namespace cortiscope {
namespace {

struct Unref {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void set_color(cairo_t* cairo, Rgb8 color) {
  cairo_set_source_rgb(cairo, color.r / 255.0, color.g / 255.0, color.b / 255.0);
}

/// Cairo's premultiplied ARGB in the machine's byte order.
Owned<cairo_surface_t> to_surface(const Raster& raster) {
  Owned<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, raster.width, raster.height));
  cairo_surface_flush(surface.get());
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; data && y < raster.height; ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(data + std::ptrdiff_t(y) * stride);
    for (int x = 0; x < raster.width; ++x) {
      const std::uint8_t* p = raster.at(x, y);
      row[x] =
          std::uint32_t(p[3]) << 24 | std::uint32_t(p[0]) << 16 | std::uint32_t(p[1]) << 8 | p[2];
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

/// A layout of one line, in a space whose unit is a point: Pango's hinting is poor in millimetres.
Owned<PangoLayout> lay_out(cairo_t* cairo, const std::string& text, double size_pt, bool is_bold) {
  Owned<PangoLayout> layout(pango_cairo_create_layout(cairo));
  pango_cairo_context_set_resolution(pango_layout_get_context(layout.get()), 72);
  pango_context_set_round_glyph_positions(pango_layout_get_context(layout.get()), FALSE);
  const Owned<PangoFontDescription> font(pango_font_description_from_string("DejaVu Sans"));
  pango_font_description_set_size(font.get(), int(size_pt * PANGO_SCALE));
  pango_font_description_set_weight(font.get(), is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_text(layout.get(), text.c_str(), int(text.size()));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(pango_layout_get_context(layout.get()), options);
  cairo_font_options_destroy(options);
  pango_layout_context_changed(layout.get());
  return layout;
}

double width_pt(PangoLayout* layout) {
  int width = 0;
  pango_layout_get_size(layout, &width, nullptr);
  return double(width) / PANGO_SCALE;
}

void draw(cairo_t* cairo, const PictureItem& item) {
  const Owned<cairo_surface_t> surface = to_surface(item.raster);
  cairo_translate(cairo, item.box.x, item.box.y);
  cairo_scale(cairo, item.box.width / item.raster.width, item.box.height / item.raster.height);
  cairo_set_source_surface(cairo, surface.get(), 0, 0);
  // A legend's few cells keep their edges; maps already have the page's pixels.
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
  cairo_paint(cairo);
}

void draw(cairo_t* cairo, const PathItem& item) {
  for (const Point& p : item.points) cairo_line_to(cairo, p.x, p.y);
  if (item.is_closed) cairo_close_path(cairo);
  if (item.fill) {
    set_color(cairo, *item.fill);
    cairo_fill_preserve(cairo);
  }
  if (item.stroke) {
    set_color(cairo, *item.stroke);
    cairo_set_line_width(cairo, item.stroke_mm);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_stroke(cairo);
  }
  cairo_new_path(cairo);
}

void draw(cairo_t* cairo, const TextItem& item) {
  cairo_translate(cairo, item.at.x, item.at.y);
  cairo_scale(cairo, kMmAPoint, kMmAPoint);
  const Owned<PangoLayout> layout = lay_out(cairo, item.text, item.size_pt, item.is_bold);
  const double shift = item.align == Align::kLeft ? 0 : item.align == Align::kCenter ? 0.5 : 1;
  const double baseline = double(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
  cairo_move_to(cairo, -shift * width_pt(layout.get()), -baseline);
  if (item.halo) {
    cairo_save(cairo);
    pango_cairo_layout_path(cairo, layout.get());
    set_color(cairo, *item.halo);
    cairo_set_line_width(cairo, 0.3 * item.size_pt);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    cairo_restore(cairo);
    cairo_move_to(cairo, -shift * width_pt(layout.get()), -baseline);
  }
  set_color(cairo, item.color);
  pango_cairo_show_layout(cairo, layout.get());
  cairo_new_path(cairo);
}

}  // namespace

void draw_page(_cairo* cairo, const Page& page) {
  if (page.background) {
    set_color(cairo, *page.background);
    cairo_paint(cairo);
  }
  for (const auto& item : page.items) {
    cairo_save(cairo);
    std::visit([&](const auto& one) { draw(cairo, one); }, item);
    cairo_restore(cairo);
  }
}

double text_width_mm(const std::string& text, double size_pt, bool is_bold) {
  const Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const Owned<cairo_t> cairo(cairo_create(surface.get()));
  return width_pt(lay_out(cairo.get(), text, size_pt, is_bold).get()) * kMmAPoint;
}

}  // namespace cortiscope
