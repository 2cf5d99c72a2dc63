#include "core/fit/encoding_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/data/image_names.h"
#include "core/data/renamed_features.h"
#include "core/fit/data_check.h"
#include "core/fit/near_images.h"
#include "core/fit/response_summary.h"
#include "core/fit/twins.h"

namespace cortiscope {
namespace {

/// "3 images are the same as another, e.g. "a" and "b"; ..."
std::string text_of_twins(const std::vector<int>& twins, const std::vector<std::string>& images) {
  int count = 0;
  std::size_t example = 0;
  for (std::size_t i = 0; i < twins.size(); ++i) {
    if (twins[i] == int(i)) continue;
    if (count == 0) example = i;
    ++count;
  }
  return std::to_string(count) + (count == 1 ? " image is" : " images are") +
         " the same as another by tokens or by NSD number, e.g. " +
         in_quotes(images[std::size_t(twins[example])]) + " and " + in_quotes(images[example]) +
         ": such images are kept in one part of the split, and count once in the evidence test";
}

}  // namespace

EncodingData paired_names(RecordingSource recording, std::shared_ptr<const FeatureSet> features) {
  std::vector<std::string> called = names_as_in(features->info().images, recording.images);
  if (called != features->info().images) {
    features = std::make_shared<RenamedFeatures>(std::move(features), std::move(called));
  }
  std::map<std::string, int> row_of;
  const std::vector<std::string>& names = features->info().images;
  for (std::size_t i = 0; i < names.size(); ++i) row_of[names[i]] = int(i);
  EncodingData data;
  for (std::size_t row = 0; row < recording.images.size(); ++row) {
    const std::string& image = recording.images[row];
    const auto found = row_of.find(image);
    if (found == row_of.end()) {
      const bool is_test =
          std::binary_search(recording.test_rows.begin(), recording.test_rows.end(), int(row));
      throw Error(ErrorKind::kNotFound, recording.subject.name,
                  "its image \"" + image + "\" has no features of network \"" +
                      features->info().network + "\"",
                  is_test ? "it is of the study's test set: extract the features of those images, "
                            "too, into one file with the others"
                          : "extract the features from the same images, under the same names");
    }
    data.images.push_back(found->second);
  }
  data.subject = std::move(recording.subject);
  data.responses = std::move(recording.responses);
  data.is_z_scored = recording.is_z_scored;
  data.test_rows = std::move(recording.test_rows);
  data.features = std::move(features);
  return data;
}

EncodingData pair(RecordingSource recording, std::shared_ptr<const FeatureSet> features) {
  const ResponseSummary summary = summarize(recording);
  std::vector<std::string> concerns = recording.concerns;
  const std::vector<std::string> of_responses = concerns_about(summary, recording);
  concerns.insert(concerns.end(), of_responses.begin(), of_responses.end());
  const std::vector<std::string> images = recording.images;
  EncodingData data = paired_names(std::move(recording), std::move(features));
  data.concerns = std::move(concerns);
  data.twins = find_twins(*data.features, data.images);
  if (!data.twins.empty()) data.concerns.push_back(text_of_twins(data.twins, images));
  if (const std::size_t count = other_twins_of(data.test_rows, data.twins).size(); count > 0) {
    data.concerns.push_back(std::to_string(count) + (count == 1 ? " image is" : " images are") +
                            " the same as one of the study's test set, and " +
                            (count == 1 ? "is" : "are") + " left out of the fit");
  }
  data.near_images = find_near_images(data.features->info(), data.images);
  const std::string concern = concern_about_near_images(data);
  if (!concern.empty()) data.concerns.push_back(concern);
  return data;
}

EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features) {
  return pair(RecordingSource{std::move(recording.subject), std::move(recording.images),
                              std::make_shared<ResponsesInMemory>(std::move(recording.responses)),
                              recording.is_z_scored, std::move(recording.test_rows)},
              std::move(features));
}

EncodingBatch read_batch(const EncodingData& data, const std::vector<int>& rows) {
  std::vector<int> images, groups;
  for (const int row : rows) {
    images.push_back(data.images[row]);
    if (!data.twins.empty()) groups.push_back(data.twins[row]);
  }
  return {data.features->read(images), data.responses->read(rows), std::move(groups)};
}

int images_of_part(double fraction, int image_count) {
  return std::max(1, int(std::lround(fraction * image_count)));
}

}  // namespace cortiscope
