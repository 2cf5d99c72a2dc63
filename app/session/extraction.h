#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/session/library.h"
#include "core/backbone/extract.h"
#include "core/base/stop_token.h"

namespace cortiscope {

/// Features that an opened network is to compute of a subject's images.
struct Extraction {
  std::string network, subject;        ///< their names
  std::filesystem::path network_file;  ///< a TorchScript module or weights
  std::filesystem::path images;        ///< an images file, or a folder of images
  std::filesystem::path out;           ///< the features file to write; there is none yet
  Choice at = {};                      ///< the cell of the library that needs them
};

/// What a cell of the library can extract: into a file beside the subject, named as its fits are,
/// that does not exist. Absent where the cell cannot extract.
std::optional<Extraction> extraction_of(const Library& library, Choice at);

/// Runs the network over the images, as `cortiscope extract` does, and goes on with what is kept of
/// one that was stopped. Loads torch, and runs on the calling thread.
/// @return  false where `stop` was requested first: then what is done is kept (extract_features)
/// @throws Error  as open_trusted_network, open_images, require_output_file and extract_features
bool extract(const Extraction& extraction, const StopToken& stop,
             const OnExtractProgress& on_progress);

}  // namespace cortiscope
