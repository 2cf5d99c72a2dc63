#include "core/fit/twins.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>

#include "core/io/file_hash.h"
#include "core/io/hdf5/nsd_stimuli.h"

namespace cortiscope {
namespace {

constexpr std::size_t kGlobalsAtOnce = 512, kImagesAtOnce = 16;

std::string hash_of_row(const Array<float>& tokens, std::int64_t row) {
  return hash_of_bytes(tokens.row(row), sizeof(float) * std::size_t(tokens.row_size()));
}

/// The hash of each of some images, read a portion at a time.
/// @param hashes_of  those of a portion
template <class HashesOf>
std::vector<std::string> in_portions(const std::vector<int>& images, std::size_t portion,
                                     const HashesOf& hashes_of) {
  std::vector<std::string> hashes;
  for (std::size_t from = 0; from < images.size(); from += portion) {
    const std::size_t to = std::min(images.size(), from + portion);
    for (std::string& hash :
         hashes_of({images.begin() + std::ptrdiff_t(from), images.begin() + std::ptrdiff_t(to)})) {
      hashes.push_back(std::move(hash));
    }
  }
  return hashes;
}

std::vector<std::string> hashes_of_last_global(const FeatureSet& features,
                                               const std::vector<int>& images) {
  return in_portions(images, kGlobalsAtOnce, [&](const std::vector<int>& some) {
    const Array<float> tokens = features.read_last_global(some);
    std::vector<std::string> hashes;
    for (std::int64_t i = 0; i < tokens.rows(); ++i) hashes.push_back(hash_of_row(tokens, i));
    return hashes;
  });
}

std::vector<std::string> hashes_of_all(const FeatureSet& features, const std::vector<int>& images) {
  return in_portions(images, kImagesAtOnce, [&](const std::vector<int>& some) {
    const TokenBatch tokens = features.read(some);
    std::vector<std::string> hashes(some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      for (const Array<float>& local : tokens.local) {
        hashes[i] += hash_of_row(local, std::int64_t(i));
      }
      for (const Array<float>& global : tokens.global) {
        hashes[i] += hash_of_row(global, std::int64_t(i));
      }
      hashes[i] = hash_of_bytes(hashes[i].data(), hashes[i].size());
    }
    return hashes;
  });
}

/// For each image the place of the first with the same tokens.
std::vector<int> twins_by_tokens(const FeatureSet& features, const std::vector<int>& images) {
  const std::vector<std::string> keys = hashes_of_last_global(features, images);
  std::map<std::string, int> count;
  for (const std::string& key : keys) ++count[key];
  std::vector<int> places, alike;  // in `images`, and the images there
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (count[keys[i]] == 1) continue;
    places.push_back(int(i));
    alike.push_back(images[i]);
  }
  const std::vector<std::string> hashes = hashes_of_all(features, alike);
  std::map<std::string, int> first;
  std::vector<int> twins(images.size());
  std::iota(twins.begin(), twins.end(), 0);
  for (std::size_t i = 0; i < places.size(); ++i) {
    twins[std::size_t(places[i])] = first.emplace(hashes[i], places[i]).first->second;
  }
  return twins;
}

/// The NSD number of each image, where its name tells one.
std::vector<std::optional<int>> nsd_numbers_of(const FeatureSet& features,
                                               const std::vector<int>& images) {
  std::vector<std::optional<int>> numbers;
  for (const int image : images) {
    numbers.push_back(nsd_number_of(features.info().images[std::size_t(image)]));
  }
  return numbers;
}

/// Joins the groups of images with the same number: each is then led by its first.
void join_same_numbers(const std::vector<std::optional<int>>& numbers, std::vector<int>& twins) {
  const auto leader = [&](int i) {
    while (twins[std::size_t(i)] != i) i = twins[std::size_t(i)];
    return i;
  };
  std::map<int, int> first;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!numbers[i]) continue;
    const int a = leader(int(i)), b = leader(first.emplace(*numbers[i], int(i)).first->second);
    twins[std::size_t(std::max(a, b))] = std::min(a, b);
  }
  for (std::size_t i = 0; i < twins.size(); ++i) twins[i] = leader(int(i));
}

}  // namespace

std::vector<int> find_twins(const FeatureSet& features, const std::vector<int>& images) {
  std::vector<int> twins = twins_by_tokens(features, images);
  join_same_numbers(nsd_numbers_of(features, images), twins);
  for (std::size_t i = 0; i < twins.size(); ++i) {
    if (twins[i] != int(i)) return twins;
  }
  return {};
}

std::vector<bool> same_images_as(const SomeImages& known, const SomeImages& others) {
  std::map<std::string, std::vector<int>> known_by_key;
  const std::vector<std::string> known_keys = hashes_of_last_global(known.features, known.images);
  for (std::size_t i = 0; i < known_keys.size(); ++i) {
    known_by_key[known_keys[i]].push_back(known.images[i]);
  }
  std::set<int> numbers;
  for (const auto& number : nsd_numbers_of(known.features, known.images)) {
    if (number) numbers.insert(*number);
  }
  const std::vector<std::string> keys = hashes_of_last_global(others.features, others.images);
  const auto other_numbers = nsd_numbers_of(others.features, others.images);
  std::vector<bool> is_same;
  for (std::size_t i = 0; i < others.images.size(); ++i) {
    const auto found = known_by_key.find(keys[i]);
    bool is_twin = other_numbers[i] && numbers.count(*other_numbers[i]) > 0;
    if (!is_twin && found != known_by_key.end()) {
      const std::string hash = hashes_of_all(others.features, {others.images[i]}).front();
      const std::vector<std::string> hashes = hashes_of_all(known.features, found->second);
      is_twin = std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
    }
    is_same.push_back(is_twin);
  }
  return is_same;
}

std::vector<int> with_twins_together(std::vector<int> rows, const std::vector<int>& twins) {
  if (twins.empty()) return rows;
  std::stable_sort(rows.begin(), rows.end(),
                   [&](int a, int b) { return twins[std::size_t(a)] < twins[std::size_t(b)]; });
  return rows;
}

std::vector<int> other_twins_of(const std::vector<int>& rows, const std::vector<int>& twins) {
  if (twins.empty()) return {};
  std::set<int> groups;
  for (const int row : rows) groups.insert(twins[std::size_t(row)]);
  std::vector<int> others;
  for (std::size_t row = 0; row < twins.size(); ++row) {
    const bool is_other = !std::binary_search(rows.begin(), rows.end(), int(row));
    if (is_other && groups.count(twins[row]) > 0) others.push_back(int(row));
  }
  return others;
}

int count_different(const std::vector<int>& rows, const std::vector<int>& twins) {
  if (twins.empty()) return int(rows.size());
  std::set<int> different;
  for (const int row : rows) different.insert(twins[std::size_t(row)]);
  return int(different.size());
}

}  // namespace cortiscope
