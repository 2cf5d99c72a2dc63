#include "app/cli/overlay_pair.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "core/base/error.h"
#include "core/color/map.h"
#include "core/color/palette.h"
#include "core/io/overlay.h"

namespace cortiscope {
namespace {

/// How file names tell the hemispheres apart.
constexpr const char* kMarks[][2] = {
    {"lh.", "rh."}, {"hemi-L", "hemi-R"}, {".L.", ".R."}, {"left", "right"}, {"lh_", "rh_"}};

struct Named {
  Hemisphere hemisphere;
  std::string other_file;  ///< of the other hemisphere
  std::string bare;        ///< neither
};

std::optional<Named> understand(const std::string& name) {
  for (const auto& marks : kMarks) {
    for (const Hemisphere h : kHemispheres) {
      const std::string mark = marks[h];
      const std::size_t at = name.find(mark);
      if (at == std::string::npos) continue;
      std::string other = name, bare = name;
      other.replace(at, mark.size(), marks[1 - h]);
      bare.erase(at, mark.size());
      return Named{h, other, bare};
    }
  }
  return std::nullopt;
}

/// "sulc_.gii.gz" as a title: "sulc".
std::string without_format(std::string name) {
  for (const char* ending : {".gz", ".gii", ".mgh", ".mgz", ".shape", ".func", ".label"}) {
    const std::string end = ending;
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      name.erase(name.size() - end.size());
    }
  }
  const std::size_t first = name.find_first_not_of("._-");
  const std::size_t last = name.find_last_not_of("._-");
  return first == std::string::npos ? name : name.substr(first, last - first + 1);
}

std::vector<float> read_checked(const std::filesystem::path& file, const Cortex& cortex,
                                Hemisphere h) {
  std::vector<float> values = read_overlay(file);
  const int count = cortex[h].vertex_count();
  if (int(values.size()) != count) {
    throw Error(ErrorKind::kBadShape, file.filename().string(),
                "expected " + std::to_string(count) + " values, one a vertex of " + cortex.name +
                    "'s " + name_of(h) + ", found " + std::to_string(values.size()));
  }
  return values;
}

std::string short_number(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", double(value));
  return text;
}

}  // namespace

OverlayPair read_overlay_pair(const std::filesystem::path& file, const Cortex& cortex) {
  const std::optional<Named> named = understand(file.filename().string());
  if (!named) {
    throw Error(ErrorKind::kBadValue, file.filename().string(),
                "its name does not say which hemisphere it is of",
                "put lh. or rh. before it, or left or right into it");
  }
  OverlayPair pair;
  pair.name = without_format(named->bare);
  pair.values[named->hemisphere] = read_checked(file, cortex, named->hemisphere);
  const auto other = Hemisphere(1 - named->hemisphere);
  const std::filesystem::path other_file = file.parent_path() / named->other_file;
  if (std::filesystem::exists(other_file) && cortex[other].vertex_count() > 0) {
    pair.values[other] = read_checked(other_file, cortex, other);
  }
  return pair;
}

PaintedOverlay paint_overlay(const OverlayPair& overlay, const Cortex& cortex) {
  float low = INFINITY, high = -INFINITY;
  for (const auto& values : overlay.values) {
    for (const float v : values) {
      if (!std::isfinite(v)) continue;
      low = std::min(low, v);
      high = std::max(high, v);
    }
  }
  const bool is_diverging = low < 0 && high > 0;
  if (is_diverging) {
    high = std::max(-low, high);
    low = -high;
  }
  PaintedOverlay painted;
  Rgb8 (*const palette)(float) = is_diverging ? &red_blue : &viridis;
  for (const Hemisphere h : kHemispheres) {
    painted.colors[h] = curvature_colors(cortex[h], Underlay::kFaint);
    const std::vector<float>& values = overlay.values[h];
    for (std::size_t v = 0; v < values.size(); ++v) {
      if (!std::isfinite(values[v])) continue;
      painted.colors[h][v] = palette(high > low ? (values[v] - low) / (high - low) : 0.5F);
    }
  }
  if (low <= high) {
    painted.legend = {Legend::Kind::kBar,     0, palette, short_number(low), short_number(high),
                      is_diverging ? "0" : ""};
  }
  return painted;
}

}  // namespace cortiscope
