#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "core/backbone/backbone.h"
#include "core/base/stop_token.h"
#include "core/data/image_set.h"

namespace cortiscope {

struct ExtractOptions {
  /// Every image is resized to this many pixels squared; absent: as the network's preprocessing.
  std::optional<int> resolution;
  std::optional<std::uint64_t>
      untrained;              ///< seed of the untrained twin; absent: as it was trained
  int rows = 8, columns = 8;  ///< the grid of local tokens
};

/// Notified of how many images are done.
using OnExtractProgress = std::function<void(int done)>;

/// Runs a network over images, a few at a time, and writes their tokens to a features file. Local
/// tokens are brought to the grid of the options (token_grid.h). Runs on the calling thread.
///
/// @param network      changed for good where its untrained twin is wanted; the features then carry
///                     the twin's name
/// @param on_progress  called on this thread after each portion; may be empty
/// @return  false if `stop` was requested first: then nothing is written
/// @throws Error  kBadShape: images of different sizes without a resolution; kBadValue: a
/// resolution
///                out of range, tokens that are not finite or that half precision cannot hold;
///                kBadFormat: tokens whose shape changes from image to image, or
///                another number of layer names than of layers; also as Backbone,
///                ImageSet and FeaturesWriter
bool extract_features(Backbone& network, const ImageSet& images, const ExtractOptions& options,
                      const std::filesystem::path& file, const StopToken& stop,
                      const OnExtractProgress& on_progress);

}  // namespace cortiscope
