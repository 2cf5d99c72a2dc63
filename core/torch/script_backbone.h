#pragma once

#include <filesystem>
#include <memory>

#include "core/backbone/open_backbone.h"
#include "core/backbone/script.h"

namespace cortiscope {

/// The implementation of core/backbone/script.h, and of open_backbone.h for TorchScript, in the
/// torch module.
std::unique_ptr<ScriptBackbone> make_script(const ScriptSource& source);
std::unique_ptr<ScriptBackbone> load_script(const std::filesystem::path& file,
                                            const BackboneOptions& options);

}  // namespace cortiscope
