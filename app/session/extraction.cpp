#include "app/session/extraction.h"

#include <algorithm>

#include "app/session/trusted_network.h"
#include "core/backbone/input_check.h"
#include "core/io/output_place.h"
#include "core/open/open_images.h"

namespace cortiscope {
namespace {

/// The first of these that does not exist: clip.features.h5, clip-2.features.h5, ...
std::filesystem::path free_features_file(const LibrarySubject& subject,
                                         const std::string& network) {
  const std::string start = file_start_beside(subject, network);
  const std::filesystem::path folder = subject.file.parent_path();
  std::filesystem::path file = folder / (start + ".features.h5");
  std::error_code ignored;
  for (int number = 2; std::filesystem::exists(file, ignored); ++number) {
    file = folder / (start + "-" + std::to_string(number) + ".features.h5");
  }
  return file;
}

/// The window has no option for the size of images. Where the network does not say it, all become
/// as large as the first, a square, so that they may be of several sizes.
ExtractOptions options_for(const Backbone& network, const ImageSet& images) {
  ExtractOptions options;
  if (network.preprocessing().side > 0 || images.names().empty()) return options;
  const Image first = images.read({0}).front();
  options.resolution = std::min({first.width, first.height, kLargestInputSide});
  return options;
}

}  // namespace

std::optional<Extraction> extraction_of(const Library& library, Choice at) {
  if (!library.can_extract(at)) return std::nullopt;
  const LibrarySubject& subject = *library.find_subject(at.subject);
  const LibraryModel& model = *library.find_model(at.model);
  return Extraction{model.name,
                    subject.name,
                    model.network_file,
                    subject.image_files,
                    free_features_file(subject, model.name),
                    at};
}

bool extract(const Extraction& extraction, const StopToken& stop,
             const OnExtractProgress& on_progress) {
  require_output_file(extraction.out, {{extraction.network_file, extraction.images}});
  const auto images = open_images(extraction.images);
  const auto network = open_trusted_network(extraction.network_file);
  const auto beginning =
      images_kept(extraction.out) ? ExtractBeginning::kResumed : ExtractBeginning::kNew;
  return extract_features(*network, *images, options_for(*network, *images), extraction.out, stop,
                          on_progress, beginning);
}

}  // namespace cortiscope
