#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/study/nsd_files.h"
#include "tests/support/mat_bytes.h"
#include "tests/support/mgh_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// A miniature of NSD: three sessions of 40 trials, in which each of 40 images is shown once, on a
/// cortex of four vertices a hemisphere. Responses are a signal of each vertex and image, which is
/// scaled and shifted otherwise in each session, and noise.
struct SmallNsd {
  static constexpr int kSessions = 3, kTrials = 40, kImages = 40, kVertices = 4;

  double noise = 0.2;  ///< its deviation; that of the signal is 1
  std::array<std::vector<std::vector<double>>, 2> signal;  ///< [lh, rh][vertex][image]
  std::vector<int> image_of;                               ///< of each trial
  std::array<std::vector<std::vector<double>>, 2> betas;   ///< [lh, rh][trial][vertex]

  SmallNsd() {
    Random random(11);
    for (auto& hemisphere : signal) {
      hemisphere.resize(kVertices);
      for (auto& vertex : hemisphere) {
        for (int image = 0; image < kImages; ++image) vertex.push_back(random.normal());
      }
    }
    for (int session = 0; session < kSessions; ++session) {
      std::vector<int> order(kImages);
      for (int image = 0; image < kImages; ++image) order[std::size_t(image)] = image;
      random.shuffle(order);
      for (const int image : order) {
        image_of.push_back(image);
        for (std::size_t h = 0; h < 2; ++h) {
          std::vector<double> values;
          for (int v = 0; v < kVertices; ++v) {
            const double value = signal[h][std::size_t(v)][std::size_t(image)];
            values.push_back((5.0 - 2 * session) +
                             (1 + 3 * session) * (value + noise * random.normal()));
          }
          betas[h].push_back(values);
        }
      }
    }
  }

  /// "nsd-00100" and on: of every image a number of its own in the file of all stimuli.
  static int id_of(int image) { return 100 + 7 * image; }

  /// Which images all subjects were shown.
  static bool is_shared(int image) { return image % 4 == 1; }

  void write(const NsdFiles& files) const {
    for (const auto& path : {files.folder / "nsddata_betas/ppdata" / files.subject /
                                 "fsaverage/betas_fithrf_GLMdenoise_RR",
                             files.trials().parent_path(), files.labels()}) {
      std::filesystem::create_directories(path);
    }
    for (int session = 0; session < kSessions; ++session) {
      for (const Hemisphere h : {kLh, kRh}) write_session(files, h, session);
    }
    write_bytes(files.trials(), table());
    for (const Hemisphere h : {kLh, kRh}) {
      write_bytes(files.signal_to_noise(h), mgh_bytes({kVertices, 1, 1, 1}, {1, 0.5F, 0, 2}));
      write_bytes(files.regions(h, "streams"), mgh_bytes({kVertices, 1, 1, 1}, {-1, 1, 1, 5}));
    }
    write_bytes(files.region_names("streams"), "0 Unknown\n1 early\n5 ventral\n");
  }

  void write_session(const NsdFiles& files, Hemisphere h, int session) const {
    std::vector<float> values;
    for (int t = session * kTrials; t < (session + 1) * kTrials; ++t) {
      for (const double value : betas[std::size_t(h)][std::size_t(t)])
        values.push_back(float(value));
    }
    write_bytes(files.session(h, session + 1), mgh_bytes({kVertices, 1, 1, kTrials}, values));
  }

  /// nsd_expdesign.mat of the same trials, with others that were not recorded. Subject 1 has the
  /// images in the table's order, subject 2 in the inverse one.
  std::string design() const {
    std::vector<std::uint16_t> ordering;  // MATLAB stores whole numbers in few bytes
    for (const int image : image_of) ordering.push_back(std::uint16_t(image + 1));
    for (int trial = 0; trial < kTrials; ++trial) ordering.push_back(kImages + 1);
    std::vector<std::int32_t> images, shared;
    for (int image = 0; image < kImages; ++image) {
      images.push_back(id_of(image) + 1);
      images.push_back(id_of(kImages - 1 - image) + 1);
      if (is_shared(image)) shared.push_back(id_of(image) + 1);
    }
    images.push_back(73000);
    images.push_back(73000);
    return mat_bytes(
        mat_compressed(mat_variable("basiccnt", 1, 3, 9, std::vector<double>{1, 2, 3})) +
        mat_compressed(mat_variable("masterordering", 1, int(ordering.size()), 4, ordering)) +
        mat_variable("sharedix", 1, int(shared.size()), 5, shared) +
        mat_compressed(mat_variable("subjectim", 2, kImages + 1, 5, images)));
  }

  /// The table of the stimuli, with a fourth session that was not recorded. @param more  lines
  std::string table(const std::string& more = {}) const {
    std::string text =
        ",cropBox,nsdId,shared1000,subject1,subject1_rep0,subject1_rep1,subject1_rep2\n";
    for (int image = 0; image < kImages; ++image) {
      text += std::to_string(image) + ",\"(0.0, 0.1, 0.0, 0.2)\"," + std::to_string(id_of(image)) +
              (is_shared(image) ? ",True,1" : ",False,1");
      for (std::size_t t = 0; t < image_of.size(); ++t) {
        if (image_of[t] == image) text += "," + std::to_string(t + 1);
      }
      text += "\n";
    }
    text += "40,\"(0, 0, 0, 0)\",72999,False,1,121,150,0\n";  // only later
    return text + "41,\"(0, 0, 0, 0)\",5,False,0,0,0,0\n" + more;
  }
};

}  // namespace cortiscope
