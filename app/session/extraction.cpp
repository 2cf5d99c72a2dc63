#include "app/session/extraction.h"

#include "app/session/trusted_network.h"
#include "core/backbone/extract.h"
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

}  // namespace

std::optional<Extraction> extraction_of(const Library& library, Choice at) {
  if (!library.can_extract(at)) return std::nullopt;
  const LibrarySubject& subject = *library.find_subject(at.subject);
  const LibraryModel& model = *library.find_model(at.model);
  return Extraction{model.name, subject.name, model.network_file, subject.image_files,
                    free_features_file(subject, model.name)};
}

bool extract(const Extraction& extraction, const StopToken& stop,
             const OnExtractionProgress& on_progress) {
  require_output_file(extraction.out, {{extraction.network_file, extraction.images}});
  const auto images = open_images(extraction.images);
  const auto network = open_trusted_network(extraction.network_file);
  const int count = int(images->names().size());
  return extract_features(*network, *images, ExtractOptions(), extraction.out, stop,
                          [&](int done) { on_progress(done, count); });
}

}  // namespace cortiscope
