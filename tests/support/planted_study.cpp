#include "tests/support/planted_study.h"

#include <cmath>
#include <numeric>

#include "core/base/random.h"

namespace cortiscope {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// A square patch of a sphere of radius 100 at its back, with no triangles but two.
Surface sphere_patch(int vertices) {
  Surface sphere;
  const int side = int(std::ceil(std::sqrt(double(vertices))));
  for (int i = 0; i < vertices; ++i) {
    const double across = (double(i % side) / side - 0.5) * kPi / 3;
    const double up = (double(i / side) / side - 0.5) * kPi / 3;
    sphere.vertices.push_back(Eigen::Vector3d(100 * std::sin(across) * std::cos(up),
                                              -100 * std::cos(across) * std::cos(up),
                                              100 * std::sin(up))
                                  .cast<float>());
  }
  sphere.triangles = {{0, 1, side}, {1, side + 1, side}};
  return sphere;
}

/// Smooth random pictures: tokens that are alike at neighbouring places, (M, C, H, W).
Array<float> random_tokens(const PlantedOptions& options, Random& random) {
  Array<float> tokens(Shape{options.images, options.channels, options.rows, options.columns});
  for (std::int64_t i = 0; i < options.images; ++i) {
    for (int c = 0; c < options.channels; ++c) {
      float* field = tokens.row(i) + std::int64_t(c) * options.rows * options.columns;
      for (int blob = 0; blob < 12; ++blob) {
        const double x = random.uniform(-1, options.columns), y = random.uniform(-1, options.rows);
        const double height = random.normal();
        for (int row = 0; row < options.rows; ++row) {
          for (int column = 0; column < options.columns; ++column) {
            const double distance = std::hypot(column - x, row - y);
            field[row * options.columns + column] +=
                float(height * std::exp(-distance * distance / 2));
          }
        }
      }
    }
  }
  return tokens;
}

Selectors planted_selectors(const PlantedOptions& options, const Surface& sphere) {
  Selectors selectors{Array<float>(Shape{options.vertices, options.layers}),
                      Array<float>(Shape{options.vertices, 2}),
                      Array<float>(Shape{options.vertices})};
  const int half = options.vertices / 2;
  for (int i = 0; i < options.vertices; ++i) {
    const Eigen::Vector3f place = sphere.vertices[i % half] / 50;  // x and z in -1..1
    const float side = i < half ? 1.0F : -1.0F;
    selectors.space.row(i)[0] = 0.8F * side * std::min(1.0F, std::abs(place.x() + 1) / 2);
    selectors.space.row(i)[1] = 0.8F * place.z();
    const int layer =
        std::min(options.layers - 1, int((place.z() + 1) / 2 * float(options.layers)));
    selectors.layer.row(i)[std::max(0, layer)] = 1;
    selectors.scale.values[i] = place.x() < 0.3F ? 0.1F : 0.9F;
  }
  return selectors;
}

/// (1 - s) sum_l w_l bilinear(T_l, u) + s sum_l w_l G_l of one image, for one channel.
double read(const TokenBatch& tokens, const Selectors& selectors, int vertex, int image,
            int channel, const PlantedOptions& options) {
  const double x = ((selectors.space.row(vertex)[0] + 1) * options.columns - 1) / 2;
  const double y = ((selectors.space.row(vertex)[1] + 1) * options.rows - 1) / 2;
  const double scale = selectors.scale.values[vertex];
  double sum = 0;
  for (int l = 0; l < options.layers; ++l) {
    const double weight = selectors.layer.row(vertex)[l];
    const float* field =
        tokens.local[l].row(image) + std::int64_t(channel) * options.rows * options.columns;
    for (int row = 0; row < options.rows; ++row) {
      for (int column = 0; column < options.columns; ++column) {
        const double part =
            std::max(0.0, 1 - std::abs(x - column)) * std::max(0.0, 1 - std::abs(y - row));
        sum += (1 - scale) * weight * part * field[row * options.columns + column];
      }
    }
    sum += scale * weight * tokens.global[l].row(image)[channel];
  }
  return sum;
}

void z_score(std::vector<double>& values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
  double squares = 0;
  for (double& value : values) {
    value -= mean;
    squares += value * value;
  }
  for (double& value : values) value /= std::sqrt(squares / double(values.size()));
}

}  // namespace

EncodingData plant_study(const PlantedOptions& options, std::uint64_t seed) {
  Random random(seed);
  Recording recording;
  Subject& subject = recording.subject;
  subject.name = "planted";
  subject.is_synthetic = true;
  const int half = options.vertices / 2;
  const Surface sphere = sphere_patch(half);
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h].surfaces[SurfaceKind::kSphere] = sphere;
    subject.vertices[h].resize(half);
    std::iota(subject.vertices[h].begin(), subject.vertices[h].end(), 0);
  }
  subject.noise_ceiling.assign(std::size_t(options.vertices), float(options.ceiling));
  subject.truth = Truth{"planted", planted_selectors(options, sphere)};

  FeatureInfo info;
  info.network = "planted";
  info.is_synthetic = true;
  info.rows = options.rows;
  info.columns = options.columns;
  TokenBatch tokens;
  for (int l = 0; l < options.layers; ++l) {
    info.layers.push_back(std::to_string(l + 1));
    info.channels.push_back(options.channels);
    tokens.local.push_back(random_tokens(options, random));
    tokens.global.emplace_back(Shape{options.images, options.channels});
    for (float& value : tokens.global[l].values) value = float(random.normal());
  }
  for (int i = 0; i < options.images; ++i) info.images.push_back("image " + std::to_string(i));

  recording.images = info.images;
  recording.responses = Array<float>(Shape{options.images, options.vertices});
  for (int vertex = 0; vertex < options.vertices; ++vertex) {
    std::vector<double> signal(options.images, 0);
    for (int channel = 0; channel < options.channels; ++channel) {
      const double weight = random.normal();
      for (int image = 0; image < options.images; ++image) {
        signal[image] +=
            weight * read(tokens, subject.truth->selectors, vertex, image, channel, options);
      }
    }
    z_score(signal);
    for (int image = 0; image < options.images; ++image) {
      recording.responses.row(image)[vertex] =
          float(std::sqrt(options.ceiling) * signal[image] +
                std::sqrt(1 - options.ceiling) * random.normal());
    }
  }
  return pair(std::move(recording),
              std::make_shared<FeaturesInMemory>(std::move(info), std::move(tokens)));
}

EncodingData shuffle_responses(EncodingData study, std::uint64_t seed) {
  Random(seed).shuffle(study.images);
  return study;
}

}  // namespace cortiscope
