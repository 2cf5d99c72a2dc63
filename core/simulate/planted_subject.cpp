#include "core/simulate/planted_subject.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/simulate/layer_bump.h"
#include "core/simulate/planted_hierarchy.h"
#include "core/simulate/planted_patches.h"
#include "core/simulate/pooled_reader.h"
#include "core/simulate/retinotopy.h"
#include "core/simulate/smooth_field.h"
#include "core/simulate/visual_frame.h"

namespace cortiscope {
namespace {

constexpr float kWeightLengthMm = 25;  ///< correlation length of the channel weights
constexpr float kShiftMm = 2.5F;       ///< standard deviation of where an individual's areas lie
constexpr float kShiftLengthMm = 30;   ///< its correlation length: areas deform little

const char* name_of(RetinotopicArea area) {
  switch (area) {
    case RetinotopicArea::kV1:
      return "V1";
    case RetinotopicArea::kV2:
      return "V2";
    case RetinotopicArea::kV3:
      return "V3";
    case RetinotopicArea::kHV4:
      return "hV4";
    default:
      return nullptr;
  }
}

/// The named areas over a whole hemisphere.
std::vector<Region> planted_regions(const std::vector<Eigen::Vector2f>& places) {
  std::vector<Region> regions;
  for (const RetinotopicArea area :
       {RetinotopicArea::kV1, RetinotopicArea::kV2, RetinotopicArea::kV3, RetinotopicArea::kHV4}) {
    Region region{name_of(area), {}};
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (retinotopic_place(places[i]).area == area) region.vertices.push_back(int(i));
    }
    regions.push_back(std::move(region));
  }
  for (const PlantedPatch& patch : kPlantedPatches) {
    Region region{patch.name, {}};
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (contains(patch, places[i])) region.vertices.push_back(int(i));
    }
    regions.push_back(std::move(region));
  }
  return regions;
}

/// Where the vertices of an individual lie among the areas of the typical one.
std::vector<Eigen::Vector2f> displaced(std::vector<Eigen::Vector2f> places, const Surface& sphere,
                                       Random& random) {
  const SmoothField shift(2, kShiftLengthMm, random);
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i] += kShiftMm * shift.at(sphere.vertices[i]);
  }
  return places;
}

/// An even share of a list, `count` of its entries.
template <class T>
std::vector<T> thinned(const std::vector<T>& all, int count) {
  std::vector<T> kept;
  for (int i = 0; i < count; ++i) {
    kept.push_back(
        all[std::size_t((std::int64_t(2 * i + 1) * std::int64_t(all.size())) / (2 * count))]);
  }
  return kept;
}

void scale_to_median(std::vector<float>& ceiling, float median) {
  if (ceiling.empty()) return;
  std::vector<float> sorted = ceiling;
  const auto middle = sorted.begin() + std::ptrdiff_t(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  for (float& value : ceiling) value = std::min(0.95F, value * median / *middle);
}

/// Moves a planted subject out of the class of models that FactorTopy fits.
void plant_pooled(const PlantedSubjectOptions& options, Selectors& selectors,
                  Array<float>& channel_weights) {
  Random random(options.seed, stream_of_individual(options.individual, 5));
  selectors = jittered(selectors, random);
  channel_weights = Array<float>(Shape{selectors.vertex_count(), kPlantedLayers, kPlantedChannels});
  for (std::int64_t row = 0; row < channel_weights.rows(); ++row) {
    Eigen::Map<Eigen::MatrixXf> of_layers(channel_weights.row(row), kPlantedChannels,
                                          kPlantedLayers);
    for (float& weight : of_layers.reshaped()) weight = float(random.normal());
    of_layers.colwise().normalize();
  }
}

}  // namespace

PlantedSubject plant_subject(const Cortex& cortex, const PlantedSubjectOptions& options) {
  if (options.individual < 1) {
    throw option_error(ErrorKind::kBadValue, "subjects",
                       "expected 1 or more, found " + std::to_string(options.individual));
  }
  PlantedSubject planted;
  Subject& subject = planted.subject;
  subject.name = "simulated on " + cortex.name;
  if (options.individual > 1) subject.name += ", subject " + std::to_string(options.individual);
  subject.is_synthetic = true;
  subject.cortex = cortex;

  std::array<std::vector<PlantedPlace>, 2> readers;  // of the encoded vertices
  Random shifts(options.seed, stream_of_individual(options.individual, 6));
  for (const Hemisphere h : kHemispheres) {
    const VisualFrame frame = find_visual_frame(cortex[h], h);
    const Surface& sphere = *cortex[h].find(SurfaceKind::kSphere);
    const auto typical = places_in_frame(sphere, frame);
    const auto places = options.individual == 1 ? typical : displaced(typical, sphere, shifts);
    subject.cortex[h].regions = planted_regions(places);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!plant_place(typical[i], h).is_visual) continue;
      const PlantedPlace reader = plant_place(places[i], h);
      subject.vertices[h].push_back(int(i));
      readers[h].push_back(reader);
    }
  }
  const int available = subject.vertex_count();
  const int wanted = options.vertices.value_or(available);
  if (wanted < 1 || wanted > available) {
    throw option_error(
        ErrorKind::kBadValue, "vertices",
        "expected 1 to " + std::to_string(available) + ", found " + std::to_string(wanted),
        "that many vertices of this cortex are visual");
  }
  const int wanted_lh =
      int(std::llround(double(wanted) * double(subject.vertices[kLh].size()) / available));
  for (const Hemisphere h : kHemispheres) {
    const int count = h == kLh ? wanted_lh : wanted - wanted_lh;
    subject.vertices[h] = thinned(subject.vertices[h], count);
    readers[h] = thinned(readers[h], count);
  }

  Selectors selectors;
  selectors.layer = Array<float>(Shape{wanted, kPlantedLayers});
  selectors.space = Array<float>(Shape{wanted, 2});
  selectors.scale = Array<float>(Shape{wanted});
  planted.channel_weights = Array<float>(Shape{wanted, kPlantedChannels});
  Random random(options.seed, /*stream=*/1);
  std::int64_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    const SmoothField weights(kPlantedChannels, kWeightLengthMm, random);
    const Surface& sphere = *cortex[h].find(SurfaceKind::kSphere);
    for (std::size_t i = 0; i < readers[h].size(); ++i, ++row) {
      const PlantedPlace& reader = readers[h][i];
      fill_layer_bump(reader.layer_center, kPlantedLayers, selectors.layer.row(row));
      selectors.space.row(row)[0] = reader.looks_at.x();
      selectors.space.row(row)[1] = reader.looks_at.y();
      selectors.scale.values[std::size_t(row)] = reader.scale;
      subject.noise_ceiling.push_back(reader.noise_ceiling);
      const Eigen::VectorXf w = weights.at(sphere.vertices[subject.vertices[h][i]]).normalized();
      std::copy(w.data(), w.data() + w.size(), planted.channel_weights.row(row));
    }
  }
  scale_to_median(subject.noise_ceiling, options.median_noise_ceiling);
  if (options.responses == ResponseModel::kPooled) {
    subject.name += ", pooled responses";
    plant_pooled(options, selectors, planted.channel_weights);
  }
  planted.responses = options.responses;
  subject.truth = Truth{"aligned", std::move(selectors)};
  return planted;
}

}  // namespace cortiscope
