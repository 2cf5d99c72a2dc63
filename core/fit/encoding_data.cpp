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

}  // namespace

EncodingData pair(RecordingSource recording, std::shared_ptr<const FeatureSet> features) {
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
  data.is_z_scored = recording.is_z_scored;
  data.features = std::move(features);
  return data;
}

EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features) {
  return pair(RecordingSource{std::move(recording.subject), std::move(recording.images),
                              std::make_shared<ResponsesInMemory>(std::move(recording.responses)),
                              recording.is_z_scored},
              std::move(features));
}

EncodingBatch read_batch(const EncodingData& data, const std::vector<int>& rows) {
  std::vector<int> images;
  for (const int row : rows) images.push_back(data.images[row]);
  return {data.features->read(images), data.responses->read(rows)};
}

int images_of_part(double fraction, int image_count) {
  return std::max(1, int(std::lround(fraction * image_count)));
}

Split split_images(int image_count, double validation, double test, std::uint64_t seed) {
  const int validation_count = images_of_part(validation, image_count);
  const int test_count = images_of_part(test, image_count);
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
