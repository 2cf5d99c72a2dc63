#include "core/fit/near_images.h"

#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/data/image_hash.h"

namespace cortiscope {
namespace {

/// Two rows of the data whose images nearly repeat each other.
using NearPair = std::pair<int, int>;

bool are_twins(const EncodingData& data, int a, int b) {
  return !data.twins.empty() && data.twins[std::size_t(a)] == data.twins[std::size_t(b)];
}

/// "a" and "b", "c" and "d", ...
std::string text_of(const std::vector<NearPair>& pairs, const EncodingData& data) {
  constexpr std::size_t kMostNamed = 3;
  const auto name = [&](int row) {
    return in_quotes(data.features->info().images[std::size_t(data.images[std::size_t(row)])]);
  };
  std::string text;
  for (std::size_t i = 0; i < pairs.size() && i < kMostNamed; ++i) {
    text += (i == 0 ? "" : ", ") + name(pairs[i].first) + " and " + name(pairs[i].second);
  }
  return text + (pairs.size() > kMostNamed ? ", ..." : "");
}

}  // namespace

std::vector<int> find_near_images(const FeatureInfo& features, const std::vector<int>& images) {
  if (features.image_hashes.empty()) return {};
  std::vector<std::uint64_t> hashes;
  for (const int image : images) hashes.push_back(features.image_hashes[std::size_t(image)]);
  return near_duplicates(hashes);
}

std::string concern_about_near_images(const EncodingData& data) {
  std::vector<NearPair> pairs;
  for (std::size_t row = 0; row < data.near_images.size(); ++row) {
    const int first = data.near_images[row];
    if (first != int(row) && !are_twins(data, first, int(row))) pairs.push_back({first, int(row)});
  }
  if (pairs.empty()) return {};
  return std::to_string(pairs.size()) +
         (pairs.size() == 1 ? " image nearly repeats" : " images nearly repeat") +
         " another, e.g. " + text_of(pairs, data) +
         ": where one is tested on and the other trained on, scores are too good";
}

std::string near_images_across(const Split& split, const EncodingData& data) {
  if (data.near_images.empty()) return {};
  std::map<int, int> fitted;  // the first row of each group of near images
  for (const auto* part : {&split.training, &split.validation}) {
    for (const int row : *part) fitted.emplace(data.near_images[std::size_t(row)], row);
  }
  std::vector<NearPair> pairs;
  for (const int row : split.test) {
    const auto found = fitted.find(data.near_images[std::size_t(row)]);
    if (found != fitted.end()) pairs.push_back({found->second, row});
  }
  if (pairs.empty()) return {};
  return std::to_string(pairs.size()) + " of " + std::to_string(split.test.size()) +
         (pairs.size() == 1 ? " test images nearly repeats" : " test images nearly repeat") +
         " one that the fit was trained with, e.g. " + text_of(pairs, data) +
         ": the scores are too good by what they share";
}

}  // namespace cortiscope
