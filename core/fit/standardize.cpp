#include "core/fit/standardize.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr double kDeviation = 4;
constexpr double kMostOverMedian = 3;
constexpr std::size_t kPortion = 16;

/// Sums of one layer's tokens, by channel, about a first value: so that a large mean takes no
/// digits from the deviation.
struct ChannelSums {
  std::vector<double> first, sums, squares;
  double count = 0;  ///< values per channel

  /// @param tokens  (B, C, ...)
  void add(const Array<float>& tokens) {
    const std::size_t images = std::size_t(tokens.rows());
    const std::size_t channels = std::size_t(tokens.shape[1]);
    const std::size_t places = tokens.values.size() / std::max<std::size_t>(images * channels, 1);
    const float* value = tokens.values.data();
    if (first.empty()) {
      for (std::size_t c = 0; c < channels; ++c) first.push_back(value[c * places]);
      sums.assign(channels, 0);
      squares.assign(channels, 0);
    }
    for (std::size_t image = 0; image < images; ++image) {
      for (std::size_t c = 0; c < channels; ++c) {
        double sum = 0, square = 0;
        for (std::size_t place = 0; place < places; ++place, ++value) {
          const double change = *value - first[c];
          sum += change;
          square += change * change;
        }
        sums[c] += sum;
        squares[c] += square;
      }
    }
    count += double(images * places);
  }

  ChannelScaling scaling(Standardize how) const {
    ChannelScaling scaling;
    std::vector<double> deviations;
    for (std::size_t c = 0; c < sums.size(); ++c) {
      const double mean = sums[c] / count;
      scaling.mean.push_back(float(first[c] + mean));
      deviations.push_back(std::sqrt(std::max(0.0, squares[c] / count - mean * mean)));
    }
    std::vector<double> sorted = deviations;
    std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(sorted.size() / 2),
                     sorted.end());
    const double median = sorted[sorted.size() / 2];
    for (const double deviation : deviations) {
      const double divisor =
          how == Standardize::kChannel ? deviation : std::max(median, deviation / kMostOverMedian);
      scaling.factor.push_back(divisor > 0 ? float(kDeviation / divisor) : 0.0F);
    }
    return scaling;
  }
};

/// At most so many of the images, evenly spaced.
std::vector<int> spread(const std::vector<int>& images, int most) {
  const int count = std::min(int(images.size()), most);
  std::vector<int> some;
  for (int i = 0; i < count; ++i) {
    some.push_back(images[std::size_t(std::int64_t(i) * std::int64_t(images.size()) / count)]);
  }
  return some;
}

}  // namespace

const char* name_of(Standardize how) {
  return how == Standardize::kLayer ? "layer" : how == Standardize::kChannel ? "channel" : "none";
}

Standardize parse_standardize(const std::string& name) {
  for (const Standardize how : {Standardize::kLayer, Standardize::kChannel, Standardize::kNone}) {
    if (name == name_of(how)) return how;
  }
  throw option_error(ErrorKind::kBadValue, "standardize",
                     "expected layer, channel or none, found " + in_quotes(name));
}

TokenScaling measure_tokens(const FeatureSet& features, const std::vector<int>& images,
                            Standardize how, const StopToken& stop) {
  if (how == Standardize::kNone) return {};
  const std::size_t layers = std::size_t(features.info().layer_count());
  std::vector<ChannelSums> local(layers), global(layers);
  const std::vector<int> read = spread(images, kImagesToStandardize);
  for (std::size_t from = 0; from < read.size(); from += kPortion) {
    if (stop.stop_requested()) return {};
    const std::size_t to = std::min(read.size(), from + kPortion);
    const TokenBatch tokens =
        features.read({read.begin() + std::ptrdiff_t(from), read.begin() + std::ptrdiff_t(to)});
    for (std::size_t l = 0; l < layers; ++l) {
      local[l].add(tokens.local[l]);
      global[l].add(tokens.global[l]);
    }
  }
  TokenScaling scaling;
  for (std::size_t l = 0; l < layers; ++l) {
    scaling.local.push_back(local[l].scaling(how));
    scaling.global.push_back(global[l].scaling(how));
  }
  return scaling;
}

}  // namespace cortiscope
