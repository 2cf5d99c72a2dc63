// An Algonauts 2023 subject of full size, from its folder and a network to a fit.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>

#include "core/backbone/script.h"
#include "core/base/random.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/image/png_file.h"
#include "core/open/cortex_folder.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/program.h"
#include "tests/support/real_data.h"

namespace cortiscope {
namespace {

// Subject 1 of the challenge.
constexpr int kImages = 9841, kVertices[2] = {19004, 20544};
constexpr int kLayers = 4, kChannels = 32, kCells = 8, kSide = 32;

/// Four convolutions, each seeing more of the image than the one before.
ScriptSource four_convolutions() {
  ScriptSource source;
  source.name = "four convolutions";
  source.methods = R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    local: List[Tensor] = []
    whole: List[Tensor] = []
    x = torch.tanh(torch.conv2d(images - 0.5, self.first, stride=[4, 4]))
    for weights in [self.second, self.third, self.fourth]:
        local.append(x)
        whole.append(x.mean([2, 3]))
        x = torch.tanh(torch.conv2d(x, weights, padding=[1, 1]))
    local.append(x)
    whole.append(x.mean([2, 3]))
    return local, whole
)";
  Random random(3);
  const auto weights = [&](int inputs, int side) {
    Array<float> values(Shape{kChannels, inputs, side, side});
    const double deviation = 2 / std::sqrt(double(inputs * side * side));
    for (float& value : values.values) value = float(deviation * random.normal());
    return values;
  };
  source.parameters["first"] = weights(3, 4);
  for (const char* name : {"second", "third", "fourth"}) {
    source.parameters[name] = weights(kChannels, 3);
  }
  return source;
}

std::string image_name(int image) {
  char name[40];
  std::snprintf(name, sizeof name, "train-%04d_nsd-%05d.png", image + 1, 7 * image + 13);
  return name;
}

/// Patches of random colours.
void write_images(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  Random random(5);
  for (int i = 0; i < kImages; ++i) {
    Image image(kSide, kSide);
    for (int patch = 0; patch < 12; ++patch) {
      const Rgb8 color = {std::uint8_t(random.below(256)), std::uint8_t(random.below(256)),
                          std::uint8_t(random.below(256))};
      const int x = random.below(kSide), y = random.below(kSide), size = 4 + random.below(14);
      for (int row = y; row < std::min(kSide, y + size); ++row) {
        for (int column = x; column < std::min(kSide, x + size); ++column) {
          image.at(column, row) = color;
        }
      }
    }
    write_png(image, folder / image_name(i));
  }
}

/// What a vertex reads: one channel's token of one layer in one cell.
struct Planted {
  int vertex, layer, cell, channel;
};

/// The place among the cells of a position in mm.
int cell_of(float position) { return std::clamp(int(position / 12 + 4), 0, kCells - 1); }

/// The most posterior vertices of a hemisphere: the more anterior they lie the deeper they read,
/// and neighbours read the same cell.
std::vector<Planted> plant(const HemisphereCortex& hemisphere, int count) {
  const auto& points = hemisphere.surfaces.at(SurfaceKind::kPial).vertices;
  std::vector<int> order(points.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](int a, int b) { return points[std::size_t(a)].y() < points[std::size_t(b)].y(); });
  std::vector<Planted> all;
  for (int i = 0; i < count; ++i) {
    const Eigen::Vector3f& point = points[std::size_t(order[std::size_t(i)])];
    const int layer = i * kLayers / count;
    const int cell = cell_of(point.z()) * kCells + cell_of(std::abs(point.x()) - 40);
    all.push_back({order[std::size_t(i)], layer, cell, 7 * layer});
  }
  std::sort(all.begin(), all.end(),
            [](const Planted& a, const Planted& b) { return a.vertex < b.vertex; });
  return all;
}

/// The responses of a hemisphere, an image at a time: half planted signal, half noise.
void write_responses(const std::filesystem::path& file, const FeaturesFile& features,
                     const std::vector<Planted>& planted, Random& random) {
  std::ofstream out(file, std::ios::binary);
  const std::string shape =
      "(" + std::to_string(kImages) + ", " + std::to_string(planted.size()) + ")";
  out << npy_bytes("<f4", shape, "");
  std::vector<float> row(planted.size());
  for (int first = 0; first < kImages; first += 200) {
    std::vector<int> images(std::size_t(std::min(200, kImages - first)));
    std::iota(images.begin(), images.end(), first);
    const TokenBatch tokens = features.read(images);
    for (std::size_t i = 0; i < images.size(); ++i) {
      for (std::size_t v = 0; v < planted.size(); ++v) {
        const Planted& what = planted[v];
        const float* image = tokens.local[std::size_t(what.layer)].row(std::int64_t(i));
        const float noise = float(random.uniform(-0.9, 0.9));
        row[v] = image[what.channel * kCells * kCells + what.cell] + noise;
      }
      out.write(reinterpret_cast<const char*>(row.data()),
                std::streamsize(row.size() * sizeof(float)));
    }
  }
}

TEST(FullSize, AnAlgonautsFolderAndAModuleBecomeAFitWithinTwoGigabytes) {
  if (!std::getenv("CORTISCOPE_FULL")) GTEST_SKIP() << "skipped: CORTISCOPE_FULL is not set";
  SKIP_WITHOUT_REAL_DATA();
  const std::filesystem::path fsaverage = *real_data() / "fsaverage";
  const TempDir folder;
  const auto subject = folder / "subj01", features = folder / "net.features.h5";
  const auto images = subject / "training_split/training_images";
  write_images(images);
  make_script_backbone(four_convolutions())->save(folder / "net.pt");
  ASSERT_EQ(Program({"extract", "--backbone", (folder / "net.pt").string(), "--trust", "--images",
                     images.string(), "--out", features.string()},
                    folder)
                .wait()
                .exit_code,
            0);
  const Cortex cortex = read_cortex_folder(fsaverage);
  Random random(9);
  std::array<std::vector<Planted>, 2> planted;
  for (const auto& path : {"training_split/training_fmri", "roi_masks"}) {
    std::filesystem::create_directories(subject / path);
  }
  const FeaturesFile tokens(features);
  for (const Hemisphere h : kHemispheres) {
    planted[h] = plant(cortex[h], kVertices[h]);
    std::vector<double> mask(std::size_t(cortex[h].vertex_count()), 0);
    for (const Planted& what : planted[h]) mask[std::size_t(what.vertex)] = 1;
    const std::string name = name_of(h);
    write_bytes(subject / "roi_masks" / (name + ".all-vertices_fsaverage_space.npy"),
                npy_list(mask, "<i4"));
    write_responses(subject / "training_split/training_fmri" / (name + "_training_fmri.npy"),
                    tokens, planted[h], random);
  }

  const auto fit_file = folder / "fit.h5";
  Program program({"fit", "--subject", subject.string(), "--cortex", fsaverage.string(),
                   "--features", features.string(), "--steps", "100", "--out", fit_file.string()},
                  folder);
  double peak_mb = 0;
  while (!program.has_ended()) {
    peak_mb = std::max(peak_mb, program.anonymous_mb());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const Ran ran = program.wait();
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  std::printf("anonymous resident memory of the fit: %.0f MB at most\n", peak_mb);
  EXPECT_GT(peak_mb, 100) << "not measured";
  EXPECT_LT(peak_mb, 2000);

  const FitResult fit = read_fit(fit_file);
  const std::size_t columns = planted[kLh].size() + planted[kRh].size();
  ASSERT_EQ(fit.r2.size(), columns);
  double mean = 0;
  for (const float r2 : fit.r2) mean += double(r2) / double(columns);
  std::printf("mean R2 after 100 steps: %.3f\n", mean);
  EXPECT_GT(mean, 0.01);
  if (const char* kept = std::getenv("CORTISCOPE_FULL_FIT")) {
    std::filesystem::copy_file(fit_file, kept, std::filesystem::copy_options::overwrite_existing);
  }
}

}  // namespace
}  // namespace cortiscope
