#include "core/io/other_features/other_features.h"

#include "core/io/other_features/net2brain.h"
#include "core/io/other_features/thingsvision.h"

namespace cortiscope {
namespace {

OtherFeatures of_program(const char* program, std::unique_ptr<const ArrayFeatures> features) {
  OtherFeatures found{program, nullptr, ""};
  if (const int bare = features->layers_without_local(); bare > 0) {
    found.concern = std::to_string(bare) + " of " + std::to_string(features->info().layer_count()) +
                    " layers have one vector an image, read as a global token alone: vertices that "
                    "read them look nowhere";
  }
  found.features = std::move(features);
  return found;
}

}  // namespace

std::optional<OtherFeatures> open_other_features(const std::filesystem::path& path) {
  if (auto features = open_thingsvision(path))
    return of_program("thingsvision", std::move(features));
  if (auto features = open_net2brain(path)) return of_program("Net2Brain", std::move(features));
  return std::nullopt;
}

}  // namespace cortiscope
