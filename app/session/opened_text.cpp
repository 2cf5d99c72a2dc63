#include "app/session/opened_text.h"

namespace cortiscope {
namespace {

struct Describer {
  std::string operator()(const OpenedSubject& part) const {
    if (part.file.empty()) return "cortex " + part.subject->name + ": " + part.cortex_path.string();
    return "subject " + part.subject->name + ", " + std::to_string(part.images.size()) +
           " images: " + part.file.string();
  }
  std::string operator()(const OpenedFeatures& part) const {
    return "features of " + part.info.network + ", " + std::to_string(part.info.image_count()) +
           " images: " + part.file.string();
  }
  std::string operator()(const OpenedFit& part) const {
    const std::string what =
        "fit of " + part.fit->features.network + " to " + part.fit->subject.name;
    return part.is_installed ? what + ", which came with the program"
                             : what + ": " + part.file.string();
  }
  std::string operator()(const OpenedImages& part) const {
    return std::to_string(part.stimuli->names.size()) + " stimuli: " + part.file.string();
  }
  std::string operator()(const OpenedOverlay& part) const {
    const std::size_t count = part.maps->size();
    const std::string more = count > 1 ? " of " + std::to_string(count) + " maps" : "";
    return "overlay " + part.maps->front().name + more + ": " + part.file.string();
  }
  std::string operator()(const OpenedRegions& part) const {
    return "regions " + part.regions->name + ": " + part.file.string();
  }
  std::string operator()(const OpenedPicture& part) const {
    return "image " + part.picture->name + ": " + part.file.string();
  }
  std::string operator()(const OpenedNetwork& part) const {
    return "network " + part.name + ": " + part.file.string();
  }
};

}  // namespace

std::string text_of_opened(const Opened& opened) { return std::visit(Describer(), opened); }

}  // namespace cortiscope
