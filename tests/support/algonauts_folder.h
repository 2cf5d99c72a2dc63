#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/subject.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// The forms in which the same data may be stored.
struct AlgonautsLayout {
  std::string type = "<f4";  ///< of the responses: also <f8 and >f4
  bool is_column_major = false;
  bool has_whole_masks = true;  ///< of regions: of every vertex of the mesh, or of those encoded
  bool is_percent = false;      ///< the noise ceilings
};

/// Three images, two vertices of lh and one of rh, on a mesh of four. V1 is what an Algonauts
/// folder makes of the parts V1v and V1d.
inline Recording small_recording() {
  Recording recording;
  Subject& subject = recording.subject;
  subject.name = "subj01";
  subject.cortex.name = "fsaverage";
  for (const Hemisphere h : kHemispheres) {
    for (const SurfaceKind kind : {SurfaceKind::kPial, SurfaceKind::kSphere}) {
      subject.cortex[h].surfaces[kind] = tetrahedron(h == kLh ? -3 : 3);
    }
  }
  subject.cortex[kLh].regions = {{"V1v", {0, 1}}, {"V1d", {2}}, {"V1", {0, 1, 2}}};
  subject.cortex[kRh].regions = {{"V1d", {1}}, {"V1", {1}}};
  subject.vertices = {{{0, 2}, {1}}};
  subject.noise_ceiling = {0.5F, 0.25F, 0};
  recording.images = {"train-0001_nsd-00013.png", "train-0002_nsd-00027.png",
                      "train-0003_nsd-00028.png"};
  recording.responses = Array<float>(Shape{3, 3}, {1, 2, 3, -4, 5, 6, 7, 8, 9.5F});
  recording.is_z_scored = true;
  return recording;
}

/// Writes a recording as a subject's folder of Algonauts 2023: its responses, image names, noise
/// ceilings and the regions V1v and V1d. Its image files are empty. The images of its test set, if
/// any, are its last.
inline void write_algonauts_folder(const std::filesystem::path& folder, const Recording& recording,
                                   const AlgonautsLayout& layout = {}) {
  const auto fmri = folder / "training_split/training_fmri";
  const auto images = folder / "training_split/training_images";
  const auto ceilings = folder / "test_split/noise_ceiling";
  const auto masks = folder / "roi_masks";
  const auto test_fmri = folder / "test_split/test_fmri";
  const auto test_images = folder / "test_split/test_images";
  for (const auto& path : {fmri, images, ceilings, masks}) {
    std::filesystem::create_directories(path);
  }
  const std::size_t training = recording.images.size() - recording.test_rows.size();
  if (!recording.test_rows.empty()) {
    for (const auto& path : {test_fmri, test_images}) std::filesystem::create_directories(path);
  }
  for (std::size_t i = 0; i < recording.images.size(); ++i) {
    write_bytes((i < training ? images : test_images) / recording.images[i], "");
  }
  const Subject& subject = recording.subject;
  const std::string set = "prf-visualrois";
  write_bytes(masks / ("mapping_" + set + ".npy"),
              npy_of_names({{0, "Unknown"}, {1, "V1v"}, {2, "V1d"}}));
  std::int64_t column = 0;
  for (const Hemisphere h : kHemispheres) {
    const std::vector<int>& vertices = subject.vertices[h];
    const std::string name = name_of(h);
    const auto mesh = std::size_t(subject.cortex[h].vertex_count());
    std::vector<double> mask(mesh, 0), numbers(mesh, 0), some, ceiling;
    for (const Region& region : subject.cortex[h].regions) {
      if (region.name == "V1") continue;
      for (const int vertex : region.vertices) {
        numbers[std::size_t(vertex)] = region.name == "V1v" ? 1 : 2;
      }
    }
    for (const int vertex : vertices) {
      mask[std::size_t(vertex)] = 1;
      some.push_back(numbers[std::size_t(vertex)]);
    }
    write_bytes(masks / (name + ".all-vertices_fsaverage_space.npy"), npy_list(mask, "<i4"));
    const std::string space = layout.has_whole_masks ? "_fsaverage_space" : "_challenge_space";
    write_bytes(masks / (name + "." + set + space + ".npy"),
                npy_list(layout.has_whole_masks ? numbers : some));
    const auto count = std::int64_t(vertices.size());
    const auto write_responses = [&](const std::filesystem::path& file, std::int64_t first,
                                     std::int64_t rows) {
      std::vector<double> responses;
      for (std::int64_t i = 0; i < rows * count; ++i) {
        const std::int64_t row = layout.is_column_major ? i % rows : i / count;
        const std::int64_t of_vertex = layout.is_column_major ? i / rows : i % count;
        responses.push_back(double(recording.responses.row(first + row)[column + of_vertex]));
      }
      const std::string shape = "(" + std::to_string(rows) + ", " + std::to_string(count) + ")";
      write_bytes(file, npy_bytes(layout.type, shape, number_bytes(responses, layout.type),
                                  layout.is_column_major));
    };
    const auto split = std::int64_t(training), all = recording.responses.rows();
    write_responses(fmri / (name + "_training_fmri.npy"), 0, split);
    if (split < all) write_responses(test_fmri / (name + "_test_fmri.npy"), split, all - split);
    for (std::int64_t i = 0; i < count && !subject.noise_ceiling.empty(); ++i) {
      const float fraction = subject.noise_ceiling[std::size_t(column + i)];
      ceiling.push_back(double(fraction) * (layout.is_percent ? 100 : 1));
    }
    if (!ceiling.empty()) {
      write_bytes(ceilings / (name + "_noise_ceiling.npy"), npy_list(ceiling, "<f8"));
    }
    column += count;
  }
}

/// The small recording with a fourth and a fifth image as its test set.
inline Recording small_recording_with_test_set() {
  Recording recording = small_recording();
  for (const char* image : {"test-0001_nsd-00845.png", "test-0002_nsd-00902.png"}) {
    recording.test_rows.push_back(int(recording.images.size()));
    recording.images.emplace_back(image);
  }
  const std::vector<float> responses = {10, 11, -12, 13, 0.5F, 15};
  recording.responses.values.insert(recording.responses.values.end(), responses.begin(),
                                    responses.end());
  recording.responses.shape[0] = 5;
  return recording;
}

inline void write_algonauts_folder(const std::filesystem::path& folder) {
  write_algonauts_folder(folder, small_recording());
}

}  // namespace cortiscope
