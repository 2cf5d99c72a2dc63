#include "core/fit/encoding_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/base/random.h"

namespace cortiscope {
namespace {

constexpr std::uint64_t kSplitStream = 2;

void z_score_columns(Array<float>& responses) {
  const std::int64_t rows = responses.rows(), columns = responses.row_size();
  std::vector<double> sum(columns, 0), squares(columns, 0);
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) sum[j] += responses.row(i)[j];
  }
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) {
      const double centred = responses.row(i)[j] - sum[j] / double(rows);
      squares[j] += centred * centred;
    }
  }
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) {
      const double deviation = std::sqrt(squares[j] / double(rows));
      float& value = responses.row(i)[j];
      value = deviation > 1e-12 ? float((value - sum[j] / double(rows)) / deviation) : 0.0F;
    }
  }
}

}  // namespace

EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features) {
  std::map<std::string, int> row_of;
  const std::vector<std::string>& names = features->info().images;
  for (std::size_t i = 0; i < names.size(); ++i) row_of[names[i]] = int(i);
  EncodingData data;
  for (const std::string& image : recording.images) {
    const auto found = row_of.find(image);
    if (found == row_of.end()) {
      throw Error(ErrorKind::kNotFound, recording.subject.name,
                  "its image \"" + image + "\" has no features of network \"" +
                      features->info().network + "\"",
                  "extract the features from the same images, under the same names");
    }
    data.images.push_back(found->second);
  }
  data.subject = std::move(recording.subject);
  data.responses = std::move(recording.responses);
  z_score_columns(data.responses);
  data.features = std::move(features);
  return data;
}

Split split_images(int image_count, double validation, double test, std::uint64_t seed) {
  const int validation_count = std::max(1, int(std::lround(validation * image_count)));
  const int test_count = std::max(1, int(std::lround(test * image_count)));
  if (validation_count + test_count >= image_count) {
    throw Error(ErrorKind::kBadValue, "images",
                "expected enough to train, validate and test, found " + std::to_string(image_count),
                "give more images");
  }
  std::vector<int> order(image_count);
  std::iota(order.begin(), order.end(), 0);
  Random(seed, kSplitStream).shuffle(order);
  const auto part = [&](int from, int to) {
    std::vector<int> images(order.begin() + from, order.begin() + to);
    std::sort(images.begin(), images.end());
    return images;
  };
  return {part(validation_count + test_count, image_count), part(0, validation_count),
          part(validation_count, validation_count + test_count)};
}

}  // namespace cortiscope
