#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/backbone/backbone.h"
#include "core/base/stop_token.h"
#include "core/data/image_set.h"

namespace cortiscope {

struct ExtractOptions {
  /// Every image is resized to this many pixels squared; absent: as the network's preprocessing.
  std::optional<int> resolution;
  std::optional<std::uint64_t>
      untrained;                         ///< seed of the untrained twin; absent: as it was trained
  std::optional<std::string> objective;  ///< recorded in the features; absent: as the network says
  int rows = 8, columns = 8;             ///< the grid of local tokens
};

/// How far an extraction is.
struct ExtractProgress {
  int done = 0;   ///< images
  int count = 0;  ///< of all images
  int kept = 0;   ///< those of `done` that were kept of an earlier run

  /// At the pace since the start, `elapsed_s` ago. @pre done > kept
  double seconds_left(double elapsed_s) const { return elapsed_s * (count - done) / (done - kept); }
};
using OnExtractProgress = std::function<void(const ExtractProgress&)>;

/// How an extraction begins where an earlier one to the same file was interrupted.
enum class ExtractBeginning {
  kNew,       ///< not at all: kExists
  kResumed,   ///< goes on with what is kept; kNotFound where there is nothing
  kReplacing  ///< again from the first image
};

/// How many images are kept of an interrupted extraction to a file; absent where nothing is.
/// @throws Error  what is kept cannot be read
std::optional<int> images_kept(const std::filesystem::path& file);

/// Runs a network over images, a few at a time, and writes their tokens to a features file. Local
/// tokens are brought to the grid of the options (token_grid.h). Runs on the calling thread.
///
/// What is done is kept beside it (unfinished_file) until it is finished, however the run ends. A
/// run that is resumed writes the same file as one that was never interrupted, bit for bit. It
/// computes the first images again, and compares: so it goes on only with the same network, images
/// and options, on the same kind of device.
///
/// @param network      changed for good where its untrained twin is wanted; the features then carry
///                     the twin's name
/// @param on_progress  called on this thread after each portion; may be empty
/// @return  false if `stop` was requested first: then the file is not there, but what is done is
/// kept
/// @throws Error  kExists, kNotFound: as ExtractBeginning says, or another program extracts to the
///                same file; kBadValue: what is kept is of another network, of other images or
///                options; kBadShape: images of different sizes without a resolution; kBadValue: a
/// resolution
///                out of range, tokens that are not finite or that half precision cannot hold;
///                kBadFormat: tokens whose shape changes from image to image, or
///                another number of layer names than of layers; also as Backbone,
///                ImageSet and FeaturesWriter
bool extract_features(Backbone& network, const ImageSet& images, const ExtractOptions& options,
                      const std::filesystem::path& file, const StopToken& stop,
                      const OnExtractProgress& on_progress,
                      ExtractBeginning beginning = ExtractBeginning::kNew);

}  // namespace cortiscope
