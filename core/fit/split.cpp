#include "core/fit/split.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

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

/// Deals rows out, twins into one part: validation and test get as many as asked for, as far as
/// groups of twins fit into them, training the rest.
/// @param order  the rows; of twins all or none
void deal(const std::vector<int>& order, std::size_t validation_count, std::size_t test_count,
          const std::vector<int>& twins, Split& split) {
  const auto group_of = [&](int image) {
    return std::size_t(twins.empty() ? image : twins[std::size_t(image)]);
  };
  const int highest = *std::max_element(order.begin(), order.end());
  std::vector<std::vector<int>> groups(std::size_t(highest) + 1);  // at the first of its images
  std::vector<int> ascending = order;
  std::sort(ascending.begin(), ascending.end());
  for (const int image : ascending) groups[group_of(image)].push_back(image);
  for (const int image : order) {
    std::vector<int>& group = groups[group_of(image)];
    const auto has_room = [&](const std::vector<int>& part, std::size_t count) {
      return part.size() + group.size() <= count;
    };
    std::vector<int>& part = has_room(split.validation, validation_count) ? split.validation
                             : has_room(split.test, test_count)           ? split.test
                                                                          : split.training;
    part.insert(part.end(), group.begin(), group.end());
    group.clear();  // its other images are placed
  }
}

/// Each part in ascending order.
Split with_every_part(Split split, int image_count) {
  for (std::vector<int>* part : {&split.training, &split.validation, &split.test}) {
    if (part->empty()) refuse_so_few(image_count);
    std::sort(part->begin(), part->end());
  }
  return split;
}

}  // namespace

SplitSizes split_sizes(const EncodingData& data, const FitOptions& options) {
  const int count = data.image_count(), given = int(data.test_rows.size());
  if (given == 0) {
    return {images_of_part(options.validation, count), images_of_part(options.test, count)};
  }
  return {images_of_part(options.validation, count - given), given};
}

Split split_of(const EncodingData& data, const FitOptions& options) {
  const bool is_given = !data.test_rows.empty();
  Split split = is_given ? split_beside(data.test_rows, data.image_count(), options.validation,
                                        options.seed, data.twins)
                         : split_images(data.image_count(), options.validation, options.test,
                                        options.seed, data.twins);
  const int found = count_different(split.test, data.twins);
  if (found >= kLeastTestImages) return split;
  throw Error(ErrorKind::kBadValue, data.subject.name,
              "expected at least " + std::to_string(kLeastTestImages) +
                  " different test images, found " + std::to_string(found) +
                  (is_given ? " in the study's own test set"
                            : " among " + std::to_string(data.image_count()) + " images"),
              is_given ? "write the subject without a test set, and a fit holds out images itself"
                       : "give responses to " +
                             std::to_string(int(std::ceil(kLeastTestImages / options.test))) +
                             " different images or more");
}

Split split_images(int image_count, double validation, double test, std::uint64_t seed,
                   const std::vector<int>& twins) {
  const auto validation_count = std::size_t(images_of_part(validation, image_count));
  const auto test_count = std::size_t(images_of_part(test, image_count));
  if (validation_count + test_count >= std::size_t(image_count)) refuse_so_few(image_count);
  std::vector<int> order(image_count);
  std::iota(order.begin(), order.end(), 0);
  Random(seed, kSplitStream).shuffle(order);
  Split split;
  deal(order, validation_count, test_count, twins, split);
  return with_every_part(std::move(split), image_count);
}

Split split_beside(std::vector<int> test, int image_count, double validation, std::uint64_t seed,
                   const std::vector<int>& twins) {
  std::vector<int> taken = other_twins_of(test, twins);
  taken.insert(taken.end(), test.begin(), test.end());
  std::sort(taken.begin(), taken.end());
  std::vector<int> order;
  for (int image = 0; image < image_count; ++image) {
    if (!std::binary_search(taken.begin(), taken.end(), image)) order.push_back(image);
  }
  const auto validation_count = std::size_t(images_of_part(validation, int(order.size())));
  if (validation_count >= order.size()) refuse_so_few(image_count);
  Random(seed, kSplitStream).shuffle(order);
  Split split;
  deal(order, validation_count, /*test_count=*/0, twins, split);
  split.test = std::move(test);
  return with_every_part(std::move(split), image_count);
}

}  // namespace cortiscope
