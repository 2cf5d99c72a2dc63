#include "core/simulate/scene_stimulus.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <vector>

namespace cortiscope {
namespace {

using Color = Eigen::Array3f;  ///< in [0, 1]
constexpr float kPi = 3.14159265F;

Color random_color(Random& random) {
  return {float(random.uniform()), float(random.uniform()), float(random.uniform())};
}

/// A surface's look: two colours mixed by a pattern.
struct Texture {
  enum Kind { kPlain, kGrating, kChecks, kBlobs, kKindCount } kind;
  Color light, dark;
  Eigen::Vector2f wave;  ///< radians per unit of image width
  float phase;

  static Texture any(Random& random) {
    Texture texture;
    texture.kind = Kind(random.below(kKindCount));
    texture.light = random_color(random);
    texture.dark = random_color(random);
    const auto angle = float(random.uniform(0, kPi));
    const float cycles = 4 * std::pow(5.0F, float(random.uniform()));
    texture.wave = 2 * kPi * cycles * Eigen::Vector2f(std::cos(angle), std::sin(angle));
    texture.phase = float(random.uniform(0, 2 * kPi));
    return texture;
  }

  Color at(const Eigen::Vector2f& p) const {
    const float along = wave.dot(p) + phase;
    const float across = wave.x() * p.y() - wave.y() * p.x() + phase;
    float mix = 0.5F;
    if (kind == kGrating) mix += 0.5F * std::sin(along);
    if (kind == kChecks) mix = std::sin(along) * std::sin(across) > 0 ? 1.0F : 0.0F;
    if (kind == kBlobs) mix += 0.25F * (std::sin(along) + std::sin(across + std::sin(along / 2)));
    return mix * light + (1 - mix) * dark;
  }
};

/// An image being drawn; positions in it are in [0, 1], x right and y down.
struct Canvas {
  int size;
  std::vector<Color> pixels;

  explicit Canvas(int its_size) : size(its_size), pixels(std::size_t(size) * size) {}

  /// Paints where `covers` says so, with what `color_at` gives.
  template <class Covers, class ColorAt>
  void paint(Covers&& covers, ColorAt&& color_at) {
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        const Eigen::Vector2f p((float(x) + 0.5F) / float(size), (float(y) + 0.5F) / float(size));
        if (covers(p)) pixels[std::size_t(y) * size + x] = color_at(p);
      }
    }
  }
};

void paint_background(Canvas& canvas, Random& random) {
  struct Field {
    Eigen::Vector2f seed;
    Texture texture;
  };
  std::vector<Field> fields;
  const int count = 6 + random.below(8);
  for (int i = 0; i < count; ++i) {
    const Eigen::Vector2f seed(float(random.uniform()), float(random.uniform()));
    fields.push_back({seed, Texture::any(random)});
  }
  canvas.paint([](const Eigen::Vector2f&) { return true; },
               [&](const Eigen::Vector2f& p) {
                 const auto nearest = std::min_element(
                     fields.begin(), fields.end(), [&](const Field& a, const Field& b) {
                       return (a.seed - p).squaredNorm() < (b.seed - p).squaredNorm();
                     });
                 return nearest->texture.at(p);
               });
}

/// The position of an object: its own frame has |x|, |y| <= 1 within its box.
struct Placement {
  Eigen::Vector2f centre;
  float half_size;
  Eigen::Vector2f local(const Eigen::Vector2f& p) const { return (p - centre) / half_size; }
};

bool in_ellipse(const Eigen::Vector2f& q, float x, float y, float rx, float ry) {
  const Eigen::Vector2f d((q.x() - x) / rx, (q.y() - y) / ry);
  return d.squaredNorm() <= 1;
}

bool in_box(const Eigen::Vector2f& q, float left, float top, float right, float bottom) {
  return q.x() >= left && q.x() <= right && q.y() >= top && q.y() <= bottom;
}

void paint_face(Canvas& canvas, const Placement& at, Random& random) {
  const Color skin = Color(0.9F, 0.7F, 0.55F) * float(random.uniform(0.4, 1.1));
  const Color hair = random_color(random) * 0.5F;
  const auto features = [](const Eigen::Vector2f& q) {
    return in_ellipse(q, -0.3F, -0.15F, 0.13F, 0.09F) ||
           in_ellipse(q, 0.3F, -0.15F, 0.13F, 0.09F) || in_ellipse(q, 0, 0.5F, 0.32F, 0.09F) ||
           in_box(q, -0.05F, 0, 0.05F, 0.25F);
  };
  canvas.paint([&](const Eigen::Vector2f& p) { return in_ellipse(at.local(p), 0, 0, 0.75F, 1); },
               [&](const Eigen::Vector2f& p) -> Color {
                 const Eigen::Vector2f q = at.local(p);
                 if (q.y() < -0.55F) return hair;
                 return features(q) ? Color(skin * 0.2F) : skin;
               });
}

void paint_body(Canvas& canvas, const Placement& at, Random& random) {
  const Texture clothes = Texture::any(random);
  const auto spread = float(random.uniform(0.2, 0.7));
  const auto covers = [&](const Eigen::Vector2f& p) {
    const Eigen::Vector2f q = at.local(p);
    const float leg = std::abs(std::abs(q.x()) - spread * std::max(0.0F, q.y() - 0.1F));
    return in_ellipse(q, 0, -0.8F, 0.18F, 0.2F) || in_box(q, -0.25F, -0.6F, 0.25F, 0.2F) ||
           in_box(q, -0.8F, -0.55F, 0.8F, -0.4F) || (q.y() > 0.1F && q.y() < 1 && leg < 0.12F);
  };
  canvas.paint(covers, [&](const Eigen::Vector2f& p) { return clothes.at(p); });
}

void paint_house(Canvas& canvas, const Placement& at, Random& random) {
  const Texture wall = Texture::any(random);
  const Color roof = random_color(random), window = random_color(random);
  const auto covers = [&](const Eigen::Vector2f& p) {
    const Eigen::Vector2f q = at.local(p);
    return in_box(q, -0.9F, -0.3F, 0.9F, 1) ||
           (q.y() < -0.3F && q.y() > -1 + std::abs(q.x()) * 0.7F);
  };
  canvas.paint(covers, [&](const Eigen::Vector2f& p) -> Color {
    const Eigen::Vector2f q = at.local(p);
    if (q.y() < -0.3F) return roof;
    const bool in_window = std::abs(std::abs(q.x()) - 0.45F) < 0.2F && std::sin(9 * q.y()) > 0.2F;
    return in_window ? window : wall.at(p);
  });
}

void paint_word(Canvas& canvas, const Placement& at, Random& random) {
  const Color ink = random_color(random);
  const Color paper = 1 - ink;
  std::vector<int> strokes;
  for (int i = 0; i < 5; ++i) strokes.push_back(random.below(64));
  canvas.paint([&](const Eigen::Vector2f& p) { return in_box(at.local(p), -1, -0.4F, 1, 0.4F); },
               [&](const Eigen::Vector2f& p) -> Color {
                 const Eigen::Vector2f q = at.local(p);
                 const int letter = std::clamp(int((q.x() + 1) * 2.5F), 0, 4);
                 const float x = (q.x() + 1) * 2.5F - float(letter), y = q.y() / 0.8F + 0.5F;
                 const int on = strokes[std::size_t(letter)];
                 const bool inked = ((on & 1) && std::abs(x - 0.2F) < 0.1F) ||
                                    ((on & 2) && std::abs(x - 0.7F) < 0.1F) ||
                                    ((on & 4) && std::abs(y - 0.15F) < 0.08F) ||
                                    ((on & 8) && std::abs(y - 0.5F) < 0.08F) ||
                                    ((on & 16) && std::abs(y - 0.85F) < 0.08F) ||
                                    ((on & 32) && std::abs(x - y) < 0.1F);
                 return inked ? ink : paper;
               });
}

void paint_shape(Canvas& canvas, const Placement& at, Random& random) {
  const Texture texture = Texture::any(random);
  const int corners = 3 + random.below(5);
  const auto turn = float(random.uniform(0, kPi));
  const auto depth = float(random.uniform(0, 0.5));
  const auto covers = [&](const Eigen::Vector2f& p) {
    const Eigen::Vector2f q = at.local(p);
    const float angle = std::atan2(q.y(), q.x()) + turn;
    return q.norm() <= 1 - depth * (0.5F + 0.5F * std::cos(float(corners) * angle));
  };
  canvas.paint(covers, [&](const Eigen::Vector2f& p) { return texture.at(p); });
}

std::uint8_t to_byte(float value) {
  return std::uint8_t(std::lround(255 * std::clamp(value, 0.0F, 1.0F)));
}

}  // namespace

Image draw_scene(int size, Random& random) {
  using Paint = void (*)(Canvas&, const Placement&, Random&);
  constexpr Paint kCategories[] = {paint_face, paint_body, paint_house, paint_word, paint_shape};
  Canvas canvas(size);
  paint_background(canvas, random);
  const int objects = 3 + random.below(5);
  for (int i = 0; i < objects; ++i) {
    const Eigen::Vector2f centre(float(random.uniform()), float(random.uniform()));
    const auto half_size = float(random.uniform(0.07, 0.3));
    kCategories[random.below(5)](canvas, {centre, half_size}, random);
  }
  Image image(size, size);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const Color& c = canvas.pixels[i];
    image.pixels[i] = {to_byte(c[0]), to_byte(c[1]), to_byte(c[2])};
  }
  return image;
}

Image crop_photograph(const Image& photograph, int size, Random& random) {
  const int shorter = std::min(photograph.width, photograph.height);
  const int side = std::max(1, int(shorter * random.uniform(0.4, 1)));
  const int left = random.below(photograph.width - side + 1);
  const int top = random.below(photograph.height - side + 1);
  const bool is_mirrored = random.uniform() < 0.5;
  Image crop(size, size);
  for (int y = 0; y < size; ++y) {
    const int y0 = top + y * side / size, y1 = std::max(y0 + 1, top + (y + 1) * side / size);
    for (int x = 0; x < size; ++x) {
      const int x0 = left + x * side / size, x1 = std::max(x0 + 1, left + (x + 1) * side / size);
      int r = 0, g = 0, b = 0;
      for (int v = y0; v < y1; ++v) {
        for (int u = x0; u < x1; ++u) {
          const Rgb8 pixel = photograph.at(u, v);
          r += pixel.r, g += pixel.g, b += pixel.b;
        }
      }
      const int count = (x1 - x0) * (y1 - y0);
      const int to = is_mirrored ? size - 1 - x : x;
      crop.at(to, y) = {std::uint8_t(r / count), std::uint8_t(g / count), std::uint8_t(b / count)};
    }
  }
  return crop;
}

}  // namespace cortiscope
