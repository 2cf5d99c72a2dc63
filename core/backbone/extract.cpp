#include "core/backbone/extract.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/backbone/input_check.h"
#include "core/backbone/token_grid.h"
#include "core/backbone/weight_order.h"
#include "core/base/error.h"
#include "core/data/image_hash.h"
#include "core/data/resized_image.h"
#include "core/io/hdf5/features_file.h"

namespace cortiscope {
namespace {

constexpr int kImagesAtOnce = 32;
constexpr float kLargestHalf = 65504;

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
  info.is_synthetic = network.is_synthetic();
  info.rows = options.rows;
  info.columns = options.columns;
  for (const Array<float>& local : tokens.local) {
    info.channels.push_back(int(local.shape[1]));
  }
  name_layers(network.layer_names(), info);
  info.images = images.names();
  return info;
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

}  // namespace

bool extract_features(Backbone& network, const ImageSet& images, const ExtractOptions& options,
                      const std::filesystem::path& file, const StopToken& stop,
                      const OnExtractProgress& on_progress) {
  check(options);
  if (options.untrained) network.shuffle_weights(*options.untrained);
  std::optional<int> side = options.resolution;
  if (!side && network.preprocessing().side > 0) side = network.preprocessing().side;
  SameSize reader(images, side);
  FeatureInfo info;
  std::optional<FeaturesWriter> writer;  // the network's sizes are known after the first images
  std::vector<std::uint64_t> hashes;
  const int count = int(images.names().size());
  for (int first = 0; first < count; first += kImagesAtOnce) {
    if (stop.stop_requested()) return false;
    const int end = std::min(count, first + kImagesAtOnce);
    const std::vector<Image> portion = reader.read(first, end);
    for (const Image& image : portion) hashes.push_back(difference_hash(image));
    TokenBatch tokens = network.tokens(portion);
    for (Array<float>& local : tokens.local) {
      if (!local.empty()) local = on_grid(local, options.rows, options.columns);
    }
    if (!writer) info = info_of(network, tokens, images, options, side);
    check_tokens(tokens, info);
    if (!writer) writer.emplace(file, info);
    writer->add(tokens);
    if (on_progress) on_progress(end);
  }
  if (!writer) throw Error(ErrorKind::kBadValue, "images", "expected one or more, found none");
  if (stop.stop_requested()) return false;
  writer->set_image_hashes(hashes);
  writer->commit();
  return true;
}

}  // namespace cortiscope
