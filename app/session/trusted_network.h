#pragma once

#include <filesystem>
#include <memory>

#include "core/backbone/open_backbone.h"

namespace cortiscope {

/// Opens a network that the window has opened before, on all cores and the fastest device. Loads
/// torch.
/// @throws Error  kBadValue: a TorchScript module that the user has not trusted, or that has
///                changed since; also as open_backbone
std::unique_ptr<Backbone> open_trusted_network(const std::filesystem::path& file,
                                               BackboneOptions options = {});

}  // namespace cortiscope
