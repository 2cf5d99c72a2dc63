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

/// Responses as z-scores, computed on reading.
class ZScoredResponses : public ResponseSet {
 public:
  explicit ZScoredResponses(std::shared_ptr<const ResponseSet> raw) : raw_(std::move(raw)) {
    measure();
  }

  int image_count() const override { return raw_->image_count(); }

  Array<float> read(const std::vector<int>& rows) const override {
    Array<float> responses = raw_->read(rows);
    for (std::int64_t i = 0; i < responses.rows(); ++i) {
      float* row = responses.row(i);
      for (std::size_t j = 0; j < mean_.size(); ++j) {
        row[j] = float((row[j] - mean_[j]) * inverse_deviation_[j]);
      }
    }
    return responses;
  }

 private:
  /// Mean and deviation of every vertex in one pass (Welford 1962), a portion of images at a time.
  void measure() {
    constexpr int kPortion = 64;
    std::vector<double> squares;
    std::vector<int> rows;
    for (int first = 0, seen = 0; first < image_count(); first += kPortion) {
      rows.resize(std::min(kPortion, image_count() - first));
      std::iota(rows.begin(), rows.end(), first);
      const Array<float> portion = raw_->read(rows);
      mean_.resize(portion.row_size(), 0);
      squares.resize(portion.row_size(), 0);
      for (std::int64_t i = 0; i < portion.rows(); ++i) {
        ++seen;
        const float* row = portion.row(i);
        for (std::size_t j = 0; j < mean_.size(); ++j) {
          const double change = row[j] - mean_[j];
          mean_[j] += change / seen;
          squares[j] += change * (row[j] - mean_[j]);
        }
      }
    }
    for (const double sum : squares) {
      const double deviation = std::sqrt(sum / image_count());
      inverse_deviation_.push_back(deviation > 1e-12 ? 1 / deviation : 0);
    }
  }

  std::shared_ptr<const ResponseSet> raw_;
  std::vector<double> mean_, inverse_deviation_;  // (N)
};

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
  data.responses = std::make_shared<ZScoredResponses>(std::move(recording.responses));
  data.features = std::move(features);
  return data;
}

EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features) {
  return pair(RecordingSource{std::move(recording.subject), std::move(recording.images),
                              std::make_shared<ResponsesInMemory>(std::move(recording.responses))},
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
