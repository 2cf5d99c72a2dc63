#include "core/fit/split.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/fit/twins.h"

namespace cortiscope {
namespace {

constexpr std::uint64_t kSplitStream = 2;

[[noreturn]] void refuse_so_few(int image_count) {
  throw Error(ErrorKind::kBadValue, "images",
              "expected enough to train, validate and test, found " + std::to_string(image_count),
              "give more images");
}

}  // namespace

Split split_of(const EncodingData& data, const FitOptions& options) {
  Split split =
      split_images(data.image_count(), options.validation, options.test, options.seed, data.twins);
  const int found = count_different(split.test, data.twins);
  if (found >= kLeastTestImages) return split;
  throw Error(
      ErrorKind::kBadValue, data.subject.name,
      "expected at least " + std::to_string(kLeastTestImages) + " different test images, found " +
          std::to_string(found) + " among " + std::to_string(data.image_count()) + " images",
      "give responses to " + std::to_string(int(std::ceil(kLeastTestImages / options.test))) +
          " different images or more");
}

Split split_images(int image_count, double validation, double test, std::uint64_t seed,
                   const std::vector<int>& twins) {
  const auto validation_count = std::size_t(images_of_part(validation, image_count));
  const auto test_count = std::size_t(images_of_part(test, image_count));
  if (validation_count + test_count >= std::size_t(image_count)) refuse_so_few(image_count);
  std::vector<int> order(image_count);
  std::iota(order.begin(), order.end(), 0);
  std::vector<std::vector<int>> groups(image_count);  // at the first of its images
  for (const int image : order) {
    groups[std::size_t(twins.empty() ? image : twins[std::size_t(image)])].push_back(image);
  }
  Random(seed, kSplitStream).shuffle(order);
  Split split;
  for (const int image : order) {
    std::vector<int>& group =
        groups[std::size_t(twins.empty() ? image : twins[std::size_t(image)])];
    const auto has_room = [&](const std::vector<int>& part, std::size_t count) {
      return part.size() + group.size() <= count;
    };
    std::vector<int>& part = has_room(split.validation, validation_count) ? split.validation
                             : has_room(split.test, test_count)           ? split.test
                                                                          : split.training;
    part.insert(part.end(), group.begin(), group.end());
    group.clear();  // its other images are placed
  }
  for (std::vector<int>* part : {&split.training, &split.validation, &split.test}) {
    if (part->empty()) refuse_so_few(image_count);
    std::sort(part->begin(), part->end());
  }
  return split;
}

}  // namespace cortiscope
