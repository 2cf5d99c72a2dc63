#include "core/io/freesurfer/label_writer.h"

#include <algorithm>
#include <cstdio>

#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }

std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

}  // namespace

const Surface* label_surface(const HemisphereCortex& hemisphere) {
  const Surface* white = hemisphere.find(SurfaceKind::kWhite);
  return white ? white : hemisphere.find(SurfaceKind::kPial);
}

std::string label_file_name(Hemisphere hemisphere, const std::string& region_name) {
  const auto is_refused = [](char c) {
    return is_control(c) || std::string("/\\:*?\"<>|").find(c) != std::string::npos;
  };
  std::string name = region_name;
  std::replace_if(name.begin(), name.end(), is_refused, '_');
  return std::string(name_of(hemisphere)) + "." + name + ".label";
}

void write_label(const Region& region, const Surface* surface, const std::string& subject,
                 const std::filesystem::path& file) {
  std::string text = "#!ascii label " + on_one_line(region.name) + " , from subject " +
                     on_one_line(subject) + " vox2ras=TkReg\n" +
                     std::to_string(region.vertices.size()) + "\n";
  for (const int vertex : region.vertices) {
    const Eigen::Vector3f at =
        surface ? surface->vertices[std::size_t(vertex)] : Eigen::Vector3f(0, 0, 0);
    char line[128];
    std::snprintf(line, sizeof line, "%d  %.3f  %.3f  %.3f %.10f\n", vertex, double(at.x()),
                  double(at.y()), double(at.z()), 0.0);
    text += line;
  }
  write_file(file, text);
}

}  // namespace cortiscope
