#include "core/simulate/planted_study.h"

#include <Eigen/Core>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/base/random.h"
#include "core/data/read_through.h"
#include "core/simulate/pooled_reader.h"

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

/// profile[i] = exp(-(i - centre)^2 / 2), by multiplications outwards from the highest.
void fill_bump(double centre, std::vector<float>& profile) {
  const int last = int(profile.size()) - 1;
  const int top = std::clamp(int(std::lround(centre)), 0, last);
  const double distance = top - centre, shrink = std::exp(-1.0);
  const double height = std::exp(-distance * distance / 2);
  double value = height, ratio = std::exp(-distance - 0.5);
  for (int i = top; i <= last; ++i, value *= ratio, ratio *= shrink) profile[i] = float(value);
  value = height;
  ratio = std::exp(distance - 0.5);
  for (int i = top; i >= 0; --i, value *= ratio, ratio *= shrink) profile[i] = float(value);
}

/// Smooth random token maps: similar tokens at neighbouring positions, (M, C, H, W).
Array<float> random_tokens(const PlantedOptions& options, Random& random) {
  Array<float> tokens(Shape{options.images, options.channels, options.rows, options.columns});
  std::vector<float> across(options.columns), down(options.rows);
  for (std::int64_t i = 0; i < options.images; ++i) {
    for (int c = 0; c < options.channels; ++c) {
      float* field = tokens.row(i) + std::int64_t(c) * options.rows * options.columns;
      for (int blob = 0; blob < 12; ++blob) {
        const double x = random.uniform(-1, options.columns), y = random.uniform(-1, options.rows);
        const float height = float(random.normal());
        fill_bump(x, across);
        fill_bump(y, down);
        for (int row = 0; row < options.rows; ++row) {
          const float scaled = height * down[row];
          for (int column = 0; column < options.columns; ++column) {
            field[row * options.columns + column] += scaled * across[column];
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

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The R directions of the C channels that the read-outs use: (C, R).
Matrix readout_directions(const PlantedOptions& options, Random& random) {
  if (options.readout_rank == 0) return Matrix::Identity(options.channels, options.channels);
  Matrix directions(options.channels, options.readout_rank);
  for (float& value : directions.reshaped()) value = float(random.normal());
  return directions;
}

/// One layer's tokens along those directions, position by position, the global token last:
/// (M, H W + 1, R).
Array<float> tokens_along(const Matrix& directions, const Array<float>& local,
                          const Array<float>& global) {
  const std::int64_t channels = directions.rows(), rank = directions.cols();
  const std::int64_t places = local.row_size() / channels;
  Array<float> along(Shape{local.rows(), places + 1, rank});
  for (std::int64_t i = 0; i < local.rows(); ++i) {
    const Eigen::Map<const Matrix> fields(local.row(i), channels, places);
    const Eigen::Map<const Matrix> whole(global.row(i), 1, channels);
    Eigen::Map<Matrix> out(along.row(i), places + 1, rank);
    out.topRows(places).noalias() = fields.transpose() * directions;
    out.bottomRows(1).noalias() = whole * directions;
  }
  return along;
}

/// (1 - s) sum_l w_l bilinear(T_l, u) + s sum_l w_l G_l, as the tokens that count.
std::vector<Tap> bilinear_taps(const Selectors& selectors, int vertex,
                               const PlantedOptions& options) {
  const float* space = selectors.space.row(vertex);
  const TokenMix mix = tokens_around(space[0], space[1], options.rows, options.columns);
  const float scale = selectors.scale.values[vertex];
  std::vector<Tap> taps;
  for (int l = 0; l < options.layers; ++l) {
    const float weight = selectors.layer.row(vertex)[l];
    if (weight == 0) continue;
    for (int corner = 0; corner < 4; ++corner) {
      if (mix.token[corner] < 0) continue;
      taps.push_back({l, mix.token[corner], (1 - scale) * weight * mix.weight[corner]});
    }
    taps.push_back({l, options.rows * options.columns, scale * weight});
  }
  return taps;
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

PlantedStudy make_planted_study(const PlantedOptions& options, std::uint64_t seed) {
  assert(options.vertices > 0 && options.vertices % 2 == 0 && options.images > 0);
  Random random(seed);
  Recording recording;
  Subject& subject = recording.subject;
  subject.name = "planted";
  subject.is_synthetic = true;
  const int half = options.vertices / 2;
  const Surface sphere = sphere_patch(half);
  const bool is_pooled = options.responses == ResponseModel::kPooled;
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h].surfaces[SurfaceKind::kSphere] = sphere;
    subject.vertices[h].resize(half);
    std::iota(subject.vertices[h].begin(), subject.vertices[h].end(), 0);
  }
  subject.noise_ceiling.assign(std::size_t(options.vertices), float(options.ceiling));
  subject.truth = Truth{"planted", planted_selectors(options, sphere)};
  if (is_pooled) {
    Random jitter(seed, /*stream=*/1);
    subject.truth->selectors = jittered(subject.truth->selectors, jitter);
  }

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

  const Matrix directions = readout_directions(options, random);
  std::vector<Array<float>> along;
  for (int l = 0; l < options.layers; ++l) {
    along.push_back(tokens_along(directions, tokens.local[l], tokens.global[l]));
  }
  recording.images = info.images;
  recording.responses = Array<float>(Shape{options.images, options.vertices});
  const Selectors& selectors = subject.truth->selectors;
  // One read-out of all layers, or one of each.
  std::vector<Eigen::RowVectorXf> readouts(is_pooled ? options.layers : 1,
                                           Eigen::RowVectorXf(directions.cols()));
  for (int vertex = 0; vertex < options.vertices; ++vertex) {
    for (Eigen::RowVectorXf& readout : readouts) {
      for (float& weight : readout) weight = float(random.normal());
    }
    const std::vector<Tap> taps =
        is_pooled ? pooled_taps(selectors, vertex, options.rows, options.columns)
                  : bilinear_taps(selectors, vertex, options);
    std::vector<double> signal(options.images, 0);
    for (int image = 0; image < options.images; ++image) {
      for (const Tap& tap : taps) {
        const Eigen::RowVectorXf& readout = readouts[is_pooled ? tap.layer : 0];
        const Eigen::Map<const Eigen::RowVectorXf> token(
            along[tap.layer].row(image) + tap.token * readout.size(), readout.size());
        signal[image] += double(tap.weight) * token.dot(readout);
      }
    }
    z_score(signal);
    for (int image = 0; image < options.images; ++image) {
      recording.responses.row(image)[vertex] =
          float(std::sqrt(options.ceiling) * signal[image] +
                std::sqrt(1 - options.ceiling) * random.normal());
    }
  }
  return {std::move(recording),
          std::make_shared<FeaturesInMemory>(std::move(info), std::move(tokens))};
}

}  // namespace cortiscope
