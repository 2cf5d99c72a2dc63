#include "core/backbone/extract.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/backbone/input_check.h"
#include "core/backbone/weight_order.h"
#include "core/base/error.h"
#include "core/data/image_hash.h"
#include "core/data/resized_image.h"
#include "core/data/token_grid.h"
#include "core/io/atomic_file.h"
#include "core/io/file_bytes.h"
#include "core/io/file_lock.h"
#include "core/io/hdf5/features_file.h"

namespace cortiscope {
namespace {

constexpr int kImagesAtOnce = 32;
constexpr float kLargestHalf = 65504;
const std::string kUntrainedObjective = "untrained";

void check(const ExtractOptions& options) {
  const int side = options.resolution.value_or(1);
  if (is_input_side(side)) return;
  throw option_error(
      ErrorKind::kBadValue, "resolution",
      "expected 1 to " + std::to_string(kLargestInputSide) + ", found " + std::to_string(side));
}

std::string size_text(const Image& image) {
  return std::to_string(image.width) + " x " + std::to_string(image.height) + " pixels";
}

/// Reads images of one size: that asked for, or that of the first.
class SameSize {
 public:
  SameSize(const ImageSet& images, std::optional<int> side) : images_(images), side_(side) {}

  std::vector<Image> read(int first, int end) {
    std::vector<int> wanted(static_cast<std::size_t>(end - first));
    std::iota(wanted.begin(), wanted.end(), first);
    std::vector<Image> found = images_.read(wanted);
    for (std::size_t i = 0; i < found.size(); ++i) {
      Image& image = found[i];
      if (side_) image = resized(image, *side_, *side_);
      if (size_.empty()) size_ = size_text(image);
      if (size_text(image) == size_) continue;
      throw Error(ErrorKind::kBadShape, images_.names()[std::size_t(wanted[i])],
                  "expected " + size_ + " as the first image has, found " + size_text(image),
                  "with a resolution, all are resized");
    }
    return found;
  }

 private:
  const ImageSet& images_;
  std::optional<int> side_;
  std::string size_;
};

void name_layers(const std::vector<std::string>& names, FeatureInfo& info) {
  if (!names.empty() && names.size() != info.channels.size()) {
    throw Error(ErrorKind::kBadFormat, info.network,
                "expected as many layer names as layers, found " + std::to_string(names.size()) +
                    " names and " + std::to_string(info.channels.size()) + " layers",
                "correct layer_names, or leave it out");
  }
  info.layers = names;
  for (std::size_t l = names.size(); l < info.channels.size(); ++l) {
    info.layers.push_back("layer " + std::to_string(l + 1));
  }
}

/// @param side  in pixels squared that images are resized to, if they are
FeatureInfo info_of(const Backbone& network, const TokenBatch& tokens, const ImageSet& images,
                    const ExtractOptions& options, std::optional<int> side) {
  FeatureInfo info;
  info.tokens = network.token_kind();
  info.preprocessing = network.preprocessing();
  info.preprocessing.side = side.value_or(0);
  info.network =
      options.untrained ? untrained_name(network.name(), *options.untrained) : network.name();
  info.objective =
      options.objective.value_or(options.untrained ? kUntrainedObjective : network.objective());
  info.is_synthetic = network.is_synthetic();
  info.rows = options.rows;
  info.columns = options.columns;
  for (const Array<float>& local : tokens.local) {
    info.channels.push_back(int(local.shape[1]));
  }
  name_layers(network.layer_names(), info);
  info.images = images.names();
  info.image_hashes.assign(info.images.size(), 0);  // known once each image is read
  return info;
}

std::vector<std::uint64_t> hashes_of(const std::vector<Image>& images) {
  std::vector<std::uint64_t> hashes;
  for (const Image& image : images) hashes.push_back(difference_hash(image));
  return hashes;
}

[[noreturn]] void refuse(const std::string& network, ErrorKind kind, std::size_t layer,
                         const std::string& problem, const std::string& hint) {
  throw Error(kind, network, "layer " + std::to_string(layer + 1) + ": " + problem, hint);
}

/// Checks what a features file must hold.
void check_tokens(const TokenBatch& tokens, const FeatureInfo& info) {
  if (int(tokens.local.size()) != info.layer_count()) {
    throw Error(ErrorKind::kBadFormat, info.network,
                "expected " + std::to_string(info.layer_count()) +
                    " layers as of the first images, found " + std::to_string(tokens.local.size()));
  }
  for (std::size_t l = 0; l < tokens.local.size(); ++l) {
    const std::int64_t channels = info.channels[l];
    for (const Array<float>* array : {&tokens.local[l], &tokens.global[l]}) {
      if (array->shape[1] != channels || array->empty()) {
        refuse(info.network, ErrorKind::kBadFormat, l,
               "expected tokens of " + std::to_string(channels) +
                   " channels, local and global, found shape " + to_string(array->shape),
               "get_tokens must return the same channels for every image");
      }
      for (const float value : array->values) {
        if (std::abs(value) <= kLargestHalf) continue;
        refuse(info.network, ErrorKind::kBadValue, l,
               std::isfinite(value) ? "expected tokens up to 65504, which half precision holds, "
                                      "found larger ones"
                                    : "expected finite tokens, found NaN or infinity",
               std::isfinite(value) ? "divide them by a constant in get_tokens"
                                    : "does the network expect other images?");
      }
    }
  }
}

/// Tokens as they are read from the file, which holds them in half precision.
TokenBatch as_stored(TokenBatch tokens) {
  for (auto* arrays : {&tokens.local, &tokens.global}) {
    for (Array<float>& array : *arrays) {
      for (float& value : array.values) value = float(Eigen::half(value));
    }
  }
  return tokens;
}

bool is_same(const TokenBatch& a, const TokenBatch& b) {
  const auto same = [](const Array<float>& one, const Array<float>& other) {
    return one.values == other.values;
  };
  return std::equal(a.local.begin(), a.local.end(), b.local.begin(), b.local.end(), same) &&
         std::equal(a.global.begin(), a.global.end(), b.global.begin(), b.global.end(), same);
}

[[noreturn]] void refuse_kept(const std::filesystem::path& file, const std::string& expected,
                              const std::string& found) {
  throw Error(ErrorKind::kBadValue, file_name(unfinished_file(file)),
              "expected " + expected + ", found those of " + found,
              "resume it as it was begun, or delete this file to begin again");
}

/// Checks that what is kept can go on as a run with these first tokens.
void require_same(const FeaturesFile& kept, const FeatureInfo& info, const TokenBatch& first,
                  const std::filesystem::path& file) {
  const FeatureInfo& found = kept.info();
  if (found.network != info.network) {
    refuse_kept(file, "features of " + in_quotes(info.network), in_quotes(found.network));
  }
  if (found.images != info.images) {
    refuse_kept(file, "features of these " + std::to_string(info.images.size()) + " images",
                "others, or in another order");
  }
  if (found.layers != info.layers || found.channels != info.channels ||
      found.tokens != info.tokens || !(found.preprocessing == info.preprocessing) ||
      found.rows != info.rows || found.columns != info.columns) {
    refuse_kept(file, "features with these options", "other layers, tokens, size, mean or std");
  }
  if (found.objective != info.objective) {
    refuse_kept(file, "features of the objective " + in_quotes(info.objective),
                in_quotes(found.objective));
  }
  const int count = std::min(kept.written_count(), int(first.global.front().rows()));
  std::vector<int> images(static_cast<std::size_t>(count));
  std::iota(images.begin(), images.end(), 0);
  if (count == 0 || is_same(kept.read(images), as_stored(first))) return;
  refuse_kept(file, "the tokens that the network now gives of the first images",
              "another network, device or library, or of images that have changed");
}

/// How many images a run need not compute.
int kept_for(const std::filesystem::path& file, ExtractBeginning beginning) {
  if (beginning == ExtractBeginning::kReplacing) return 0;
  const std::optional<int> kept = images_kept(file);
  if (beginning == ExtractBeginning::kNew && kept) {
    throw Error(ErrorKind::kExists, file_name(unfinished_file(file)),
                "holds " + std::to_string(*kept) + " images of an interrupted extraction",
                "resume it, or delete this file to begin again");
  }
  if (beginning == ExtractBeginning::kResumed && !kept) {
    throw Error(ErrorKind::kNotFound, file_name(unfinished_file(file)),
                "expected what is kept of an interrupted extraction, found no such file",
                "begin it without resuming");
  }
  return kept.value_or(0);
}

/// @param first  the tokens of the first images
std::unique_ptr<FeaturesWriter> begin_writing(const std::filesystem::path& file,
                                              const FeatureInfo& info, const TokenBatch& first,
                                              ExtractBeginning beginning) {
  if (beginning != ExtractBeginning::kResumed) {
    return std::make_unique<FeaturesWriter>(file, info, Stored::kFloat16, Beginning::kNewKept);
  }
  int written = 0;
  {
    const FeaturesFile kept(unfinished_file(file), Unfinished::kAllowed);
    require_same(kept, info, first, file);
    written = kept.written_count();
  }
  return std::make_unique<FeaturesWriter>(file, info, Stored::kFloat16, Beginning::kResumed,
                                          written);
}

}  // namespace

std::optional<int> images_kept(const std::filesystem::path& file) {
  if (!is_file(unfinished_file(file))) return std::nullopt;
  return FeaturesFile(unfinished_file(file), Unfinished::kAllowed).written_count();
}

bool extract_features(Backbone& network, const ImageSet& images, const ExtractOptions& options,
                      const std::filesystem::path& file, const StopToken& stop,
                      const OnExtractProgress& on_progress, ExtractBeginning beginning) {
  check(options);
  const FileLock lock(file);
  const int kept = kept_for(file, beginning);
  if (options.untrained) network.shuffle_weights(*options.untrained);
  std::optional<int> side = options.resolution;
  if (!side && network.preprocessing().side > 0) side = network.preprocessing().side;
  SameSize reader(images, side);
  FeatureInfo info;
  std::unique_ptr<FeaturesWriter> writer;  // the network's sizes are known after the first images
  const int count = int(images.names().size());
  for (int first = 0; first < count; first += kImagesAtOnce) {
    if (stop.stop_requested()) return false;
    const int end = std::min(count, first + kImagesAtOnce);
    const bool is_kept = end <= kept;
    if (is_kept && first > 0) continue;
    const std::vector<Image> portion = reader.read(first, end);
    TokenBatch tokens = network.tokens(portion);
    for (Array<float>& local : tokens.local) {
      if (!local.empty()) local = on_grid(local, options.rows, options.columns);
    }
    if (!writer) info = info_of(network, tokens, images, options, side);
    check_tokens(tokens, info);
    if (!writer) writer = begin_writing(file, info, tokens, beginning);
    if (is_kept) continue;
    writer->add(tokens, hashes_of(portion));
    if (on_progress) on_progress({end, count, kept});
  }
  if (!writer) throw Error(ErrorKind::kBadValue, "images", "expected one or more, found none");
  if (stop.stop_requested()) return false;
  writer->commit();
  return true;
}

}  // namespace cortiscope
